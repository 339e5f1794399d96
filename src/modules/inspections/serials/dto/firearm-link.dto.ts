import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsIn,
  IsInt,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ReceiptDto } from '../../../audit';
import { LINK_DECISIONS, type LinkDecision } from '../firearm-link.types';
import type { LinkEnd, StandingLink } from '../firearm-links.repository';

export class FirearmEndDto {
  /**
   * Where it was found.
   * @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d"
   */
  @IsUUID()
  inspectionId: string;

  /**
   * Its place in the list of found items, from 0.
   * @example 0
   */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  item: number;
}

export class JudgeFirearmLinkDto {
  @IsDefined()
  @ValidateNested()
  @Type(() => FirearmEndDto)
  left: FirearmEndDto;

  @IsDefined()
  @ValidateNested()
  @Type(() => FirearmEndDto)
  right: FirearmEndDto;

  /** CONFIRMED: possibly the same weapon. REJECTED: not the same. WITHDRAWN takes back the last word. */
  @ApiProperty({ enum: LINK_DECISIONS, example: 'CONFIRMED' })
  @IsIn(LINK_DECISIONS)
  decision: LinkDecision;

  /**
   * Why: what was compared, by eye or in photographs.
   * @example "Same serial on the frame in both photographs, same import mark"
   */
  @IsString()
  @Matches(/\S/, { message: 'reason must not be blank' })
  @MaxLength(2000)
  reason: string;
}

export class LinkedFirearmDto {
  @ApiProperty({ format: 'uuid' })
  inspectionId: string;
  /** @example "HT-AGD-INS-2026-000001" */
  reference: string;
  /** Place in the list of found items, from 0. */
  item: number;

  static from({ inspectionId, reference, item }: LinkEnd): LinkedFirearmDto {
    return { inspectionId, reference, item };
  }
}

export class FirearmLinkDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: LINK_DECISIONS })
  decision: LinkDecision;
  /** The two, the one recorded first before the other. */
  @ApiProperty({ type: [LinkedFirearmDto], minItems: 2, maxItems: 2 })
  firearms: LinkedFirearmDto[];
  reason: string;
  /** Name of the user of your organisation who judged. */
  @ApiProperty({ type: String, nullable: true })
  judgedBy: string | null;
  @ApiProperty({ format: 'date-time' })
  judgedAt: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  supersedesId: string | null;
  /** False once another judgement on the same two came after it. */
  standing: boolean;

  static from(link: StandingLink): FirearmLinkDto {
    const { id, decision, ends, reason, judgedBy, judgedAt, supersedesId, standing } = link;
    const firearms = ends.map((end) => LinkedFirearmDto.from(end));
    return { id, decision, firearms, reason, judgedBy, judgedAt: judgedAt.toISOString(), supersedesId, standing };
  }
}

export class FirearmLinksDto {
  items: FirearmLinkDto[];
}

export class AcceptedFirearmLinkDto extends FirearmLinkDto {
  receipt: ReceiptDto;
}
