import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsCalendarDay } from '../../../../platform/http/rfc3339';
import { GOODS_CATEGORIES, type GoodsCategory } from '../../embargo.types';
import { type DecisionKind, DECISIONS } from '../exemption-request.types';

const NOT_BLANK = { message: '$property must not be blank' };

export class ApprovedGoodsDto {
  @ApiProperty({ enum: GOODS_CATEGORIES, example: 'SALW' })
  @IsIn(GOODS_CATEGORIES)
  category: GoodsCategory;

  /**
   * Whole units, in the unit of the request.
   * @example 20
   */
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  quantity: number;
}

/** What is not said here is approved as requested (or, in an amendment, as it was). */
export class ApprovedScopeDto {
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => ApprovedGoodsDto)
  goods?: ApprovedGoodsDto[];

  /**
   * The only consignee it is approved for.
   * @example "Compagnie de Gardiennage Exemple SA"
   */
  @IsOptional()
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(300)
  consignee?: string;
}

/** What the Committee decided, by consensus of its 15 members. */
export class RecordDecisionDto {
  @ApiProperty({ enum: DECISIONS, example: 'APPROVED' })
  @IsIn(DECISIONS)
  decision: DecisionKind;

  /** The day of the decision. */
  @ApiProperty({ format: 'date', example: '2025-02-14' })
  @IsCalendarDay()
  decidedOn: string;

  /**
   * Reference of the Committee's communication.
   * @example "S/AC.60/2025/COMM.12"
   */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(120)
  committeeReference: string;

  /** Only of APPROVED and AMENDED. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ApprovedScopeDto)
  scope?: ApprovedScopeDto;

  /** Last day on which it may be used; only of APPROVED and AMENDED. */
  @ApiProperty({ format: 'date', required: false, example: '2025-12-31' })
  @IsOptional()
  @IsCalendarDay()
  expiresOn?: string;

  /** @example "No objection within the period of the guidelines" */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  note?: string;

  /** A decision that was written down wrongly; it stays on file, and this one takes its place. */
  @IsOptional()
  @IsUUID()
  replacesDecisionId?: string;
}

export class RecordUseDto {
  /** The day of the supply. */
  @ApiProperty({ format: 'date', example: '2025-03-20' })
  @IsCalendarDay()
  usedOn: string;

  @ApiProperty({ enum: GOODS_CATEGORIES, example: 'SALW' })
  @IsIn(GOODS_CATEGORIES)
  category: GoodsCategory;

  /**
   * Whole units, in the unit of the request. 0 only strikes out a use that was recorded in error.
   * @example 15
   */
  @IsInt()
  @Min(0)
  @Max(1_000_000_000)
  quantity: number;

  /** The bill of lading, if it is in the system. */
  @IsOptional()
  @IsUUID()
  shipmentId?: string;

  /**
   * What else names the supply.
   * @example "AWB 729-48213310"
   */
  @IsOptional()
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(300)
  reference?: string;

  /** @example "Second consignment of three" */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  note?: string;

  /** A use that was recorded wrongly; it stays on file, and this one takes its place. */
  @IsOptional()
  @IsUUID()
  replacesUseId?: string;
}

export class WithdrawExemptionDto {
  /** @example "The purchase was cancelled" */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  note?: string;
}

/** Bodies that can be sent as they stand. */
export const DECISION_EXAMPLES = {
  approvedInPart: {
    summary: 'Approved, half of what was asked for',
    value: {
      decision: 'APPROVED',
      decidedOn: '2025-02-14',
      committeeReference: 'S/AC.60/2025/COMM.12',
      scope: { goods: [{ category: 'SALW', quantity: 20 }] },
      expiresOn: '2025-12-31',
    },
  },
  onHold: {
    summary: 'A member of the Committee asked for time',
    value: { decision: 'ON_HOLD', decidedOn: '2025-02-01', committeeReference: 'S/AC.60/2025/COMM.9' },
  },
};

export const USE_EXAMPLES = {
  byAir: {
    summary: 'Fifteen pistols came by air',
    value: { usedOn: '2025-03-20', category: 'SALW', quantity: 15, reference: 'AWB 729-48213310' },
  },
};
