import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { PoliciesView } from '../exchange-policies.service';
import { GATED_TYPES, type GatedType, type PolicyView } from '../exchange-policy.types';

export class AddExchangePolicyDto {
  /** What is sent only after another person has approved it; corrections with the first of them. */
  @ApiProperty({ enum: GATED_TYPES, isArray: true, example: ['REQUEST', 'REPLY'] })
  @IsArray()
  @ArrayMaxSize(GATED_TYPES.length)
  @ArrayUnique()
  @IsIn(GATED_TYPES, { each: true })
  secondPersonFor: GatedType[];

  /**
   * Days before the due day on which addressees of your requests are reminded.
   * @example 3
   */
  @IsInt()
  @Min(0)
  @Max(60)
  remindDays: number;

  /**
   * Days after sending on which a request is due that does not say; without it each has to say.
   * @example 30
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(365)
  defaultDueDays?: number;

  /** @example "Directive 12/2026 of the Director General" */
  @IsString()
  @Matches(/\S/, { message: '$property must not be blank' })
  @MaxLength(1000)
  reason: string;
}

export class ExchangePolicyDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  version: number;
  @ApiProperty({ enum: GATED_TYPES, isArray: true })
  secondPersonFor: GatedType[];
  remindDays: number;
  @ApiProperty({ type: Number, nullable: true })
  defaultDueDays: number | null;
  reason: string;
  /** It asks for less than the one before, and holds only once another person has confirmed it. */
  loosens: boolean;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  createdBy: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  confirmedAt: string | null;
  @ApiProperty({ type: String, nullable: true })
  confirmedBy: string | null;

  static of({ createdByKey: _, ...view }: PolicyView): ExchangePolicyDto {
    return {
      ...view,
      secondPersonFor: [...view.secondPersonFor],
      createdAt: view.createdAt.toISOString(),
      confirmedAt: view.confirmedAt?.toISOString() ?? null,
    };
  }
}

export class ExchangePoliciesDto {
  /** Null until your organisation says something: nobody is asked, reminders go out three days before, each request says when it is due. */
  @ApiProperty({ type: ExchangePolicyDto, nullable: true })
  inForce: ExchangePolicyDto | null;
  /** The newest first. */
  versions: ExchangePolicyDto[];

  static of({ inForce, versions }: PoliciesView): ExchangePoliciesDto {
    return {
      inForce: inForce && ExchangePolicyDto.of(inForce),
      versions: versions.map((view) => ExchangePolicyDto.of(view)),
    };
  }
}
