import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { HeldBackField } from '../held-back.types';
import type { HoldingView } from '../holding.service';

const FIELD = /^[A-Za-z]{2,40}(\/\d{1,7})?$/;

/** A field that readers are not to have. */
export class WithholdingDto {
  /**
   * As the record names it, or one row of a list (`items/0`).
   * @example "vesselName"
   */
  @IsString()
  @Matches(FIELD)
  field: string;

  /**
   * Why; readers read it if they are told.
   * @example "An investigation of the crew is under way"
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  because?: string;

  /** True: readers see that something is held back, and why. False: they see nothing. */
  @ApiProperty({ example: true })
  @IsBoolean()
  told: boolean;
}

export class HoldBackDto {
  @ApiProperty({ type: () => [WithholdingDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => WithholdingDto)
  fields: WithholdingDto[];
}

export class GiveBackDto {
  /** The fields that are to stand in the record again. */
  @ApiProperty({ type: [String], example: ['vesselName'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(FIELD, { each: true })
  fields: string[];
}

/** What a submission holds back from the first moment: nobody it is released to has ever seen it. */
export class WithholdingSubmissionDto {
  /** Fields that are held back from the first moment. */
  @ApiProperty({ type: () => [WithholdingDto], required: false, example: [] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => WithholdingDto)
  heldBackFields?: WithholdingDto[];
}

/** A field that is held back, as its reader sees it. */
export class WithheldFieldDto {
  /** @example "vesselName" */
  field: string;
  @ApiProperty({ type: String, nullable: true })
  because: string | null;
  /** True if you are shown it: it is your own, or it was released to you by itself. */
  shown: boolean;

  static from({ field, because, columns }: HeldBackField): WithheldFieldDto {
    return { field, because, shown: columns !== null };
  }
}

export class FieldReleaseDto {
  id: string;
  audienceId: string;
  /** @example "POE" */
  audience: string;
  purpose: string;
  @ApiProperty({ format: 'date-time' })
  releasedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expiresAt: string | null;
}

export class HeldBackFieldDto {
  /** @example "vesselName" */
  field: string;
  @ApiProperty({ type: String, nullable: true })
  because: string | null;
  told: boolean;
  @ApiProperty({ format: 'date-time' })
  heldAt: string;
  /** Fields that readers see and that say the same: hold them back too, or word them otherwise. */
  stillSaidIn: string[];
  /** To whom this field is shown all the same. */
  releases: FieldReleaseDto[];
}

export class HoldingDto {
  recordId: string;
  /** Fields of this kind that can be held back. */
  holdable: string[];
  /** Lists of which one row can be held back, as `items/0`. */
  holdableRows: string[];
  heldBack: HeldBackFieldDto[];

  static from({ record, holdable, held }: HoldingView): HoldingDto {
    return {
      recordId: record.id,
      holdable: [...holdable.fields],
      holdableRows: [...holdable.rows],
      heldBack: held.map(({ field, because, told, heldAt, stillSaidIn, releases }) => ({
        field,
        because,
        told,
        heldAt: heldAt.toISOString(),
        stillSaidIn: [...stillSaidIn],
        releases: releases.map((release) => ({
          id: release.id,
          audienceId: release.audience_id,
          audience: release.audience_code,
          purpose: release.purpose,
          releasedAt: release.released_at.toISOString(),
          expiresAt: release.expires_at?.toISOString() ?? null,
        })),
      })),
    };
  }
}
