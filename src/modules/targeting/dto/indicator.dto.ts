import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import type { IndicatorView, PrecisionView } from '../indicators/indicators.service';
import type { Precision } from '../rules/precision.rules';
import { INDICATOR_CODES, type IndicatorCode } from '../rules/risk.types';

export class SetIndicatorDto {
  @ApiProperty({ enum: INDICATOR_CODES, example: 'LOAD_PORT' })
  @IsIn(INDICATOR_CODES)
  code: IndicatorCode;

  /** @example false */
  @IsBoolean()
  enabled: boolean;

  /**
   * What it adds to a score, 0 to 100. Left out or null: the weight of the table.
   * @example 3
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100)
  weight?: number;

  /**
   * Why, for the colleague who asks next year.
   * @example "Everything for our port is loaded there"
   */
  @IsString()
  @MinLength(3)
  @MaxLength(1000)
  reason: string;
}

export class PrecisionDto {
  /**
   * Bills it named, before they were inspected with the result NIL or FOUND.
   * @example 4
   */
  inspected: number;
  /**
   * Of these, bills in which something was found.
   * @example 1
   */
  found: number;
  /**
   * Of these, bills that were clean.
   * @example 3
   */
  nil: number;
  /** found / inspected, 0 to 1; null if none was inspected. */
  @ApiProperty({ type: Number, nullable: true, example: 0.25 })
  precision: number | null;
  /** Lower end of the Wilson score interval at 95 %. */
  @ApiProperty({ type: Number, nullable: true, example: 0.0456 })
  low: number | null;
  /** Upper end of it. */
  @ApiProperty({ type: Number, nullable: true, example: 0.6994 })
  high: number | null;

  static of({ inspected, found, nil, precision, low, high }: Precision): PrecisionDto {
    return { inspected, found, nil, precision, low, high };
  }
}

export class IndicatorSettingDto {
  enabled: boolean;
  @ApiProperty({ type: Number, nullable: true, example: 3 })
  weight: number | null;
  /** @example "Everything for our port is loaded there" */
  reason: string;
  /**
   * RFC 3339.
   * @example "2026-11-23T09:15:00.000Z"
   */
  setAt: string;
  @ApiProperty({ type: String, nullable: true, example: 'Anna' })
  setBy: string | null;
}

export class RiskIndicatorDto {
  @ApiProperty({ enum: INDICATOR_CODES })
  code: IndicatorCode;
  /** @example "Personal effects" */
  title: string;
  /**
   * Why it is worth a look.
   * @example "Personal effects are packed by private people and seldom opened."
   */
  reason: string;
  /** @example "standards.md 1.0 (AGD memo of March 2021)" */
  source: string;
  /**
   * The weight of the table.
   * @example 3
   */
  tableWeight: number;
  /** Whether your organisation uses it. */
  enabled: boolean;
  /**
   * The weight your organisation uses.
   * @example 3
   */
  weight: number;
  @ApiProperty({ type: 'object', additionalProperties: true })
  parameters: Record<string, unknown>;
  /** The newest setting of your organisation; null if it has set nothing. */
  @ApiProperty({ type: IndicatorSettingDto, nullable: true })
  setting: IndicatorSettingDto | null;
  /** From inspections of your organisation. */
  precision: PrecisionDto;

  static of({ indicator, setting, precision }: IndicatorView): RiskIndicatorDto {
    const { weight, parameters, ...plain } = indicator;
    return {
      ...plain,
      parameters: { ...parameters },
      tableWeight: weight,
      enabled: setting?.enabled ?? true,
      weight: setting?.weight ?? weight,
      setting: setting
        ? {
            enabled: setting.enabled,
            weight: setting.weight,
            reason: setting.reason,
            setAt: setting.set_at.toISOString(),
            setBy: setting.set_by,
          }
        : null,
      precision: PrecisionDto.of(precision),
    };
  }
}

export class RiskIndicatorTableDto {
  /** @example "2026-11-23" */
  version: string;
  /**
   * SHA-256 of the table and its lists.
   * @example "9f072b0f8ddbab2fa57c14fde8e4045ff2b42957583a7496ed3ccb7739b3a33a"
   */
  hash: string;
  /** What a score is, and what it is not. */
  note: string;
  indicators: RiskIndicatorDto[];
}

export class IndicatorPrecisionDto extends PrecisionDto {
  @ApiProperty({ enum: INDICATOR_CODES })
  code: IndicatorCode;
}

export class TargetPrecisionDto {
  /** All scored bills that were inspected: what an indicator must be better than. */
  all: PrecisionDto;
  indicators: IndicatorPrecisionDto[];

  static of({ all, indicators }: PrecisionView): TargetPrecisionDto {
    return {
      all: PrecisionDto.of(all),
      indicators: indicators.map(({ code, precision }) => ({ code, ...PrecisionDto.of(precision) })),
    };
  }
}
