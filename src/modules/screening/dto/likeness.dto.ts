import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsNumber, IsOptional, Max, Min } from 'class-validator';
import type { Likeness } from '../likenesses/likenesses.service';
import { FeatureDto } from './screening.dto';

export class LikenessesQuery {
  /**
   * 0 to 1; see GET /v1/screening/algorithms.
   * @example 0.7
   */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(1)
  threshold?: number;
}

export class LikenessDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example "HT-AGD-ENT-2026-000001" */
  reference: string;
  caption: string;
  /** 0 to 1. */
  score: number;
  features: FeatureDto[];
  /** Somebody looked at the pair and left it open. */
  unsure: boolean;

  static from({ record, caption, result, unsure }: Likeness): LikenessDto {
    return {
      id: record.id,
      reference: record.reference,
      caption,
      score: result.score,
      features: result.features.map((feature) => FeatureDto.from(feature)),
      unsure,
    };
  }
}

export class LikenessesDto {
  items: LikenessDto[];
}
