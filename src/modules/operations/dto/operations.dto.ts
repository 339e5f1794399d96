import { ApiProperty } from '@nestjs/swagger';
import type { ListAge } from '../readiness';

export class LiveDto {
  /** @example "ok" */
  status: string;
}

/** A watchlist published to everybody, and how old it is. */
export class ListAgeDto {
  /** @example "UN_SC" */
  code: string;
  /** Number of the live version; null if none is live. */
  @ApiProperty({ type: Number, nullable: true, example: 1 })
  version: number | null;
  /** When the list says it was made. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  generatedAt: string | null;
  /** When its source was last found to give the live version. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  checkedAt: string | null;
  /** Hours since then. */
  @ApiProperty({ type: Number, nullable: true, example: 7.5 })
  ageHours: number | null;

  static from({ code, version, generatedAt, checkedAt }: ListAge, now: number): ListAgeDto {
    return {
      code,
      version,
      generatedAt: generatedAt?.toISOString() ?? null,
      checkedAt: checkedAt?.toISOString() ?? null,
      ageHours: checkedAt ? Math.round((now - checkedAt.getTime()) / 360_000) / 10 : null,
    };
  }
}

export class ReadyDetailsDto {
  watchlists: ListAgeDto[];
}

export class ReadyDto extends LiveDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { accepting: 'ok', database: 'ok', auditLog: 'ok' },
  })
  checks: Record<string, string>;
  /** What does not decide whether requests are taken, and is worth knowing. */
  details: ReadyDetailsDto;
}

export class CountryDto {
  /** ISO 3166-1 alpha-2. */
  code: string;
  alpha3: string;
  nameEn: string;
  nameFr: string;
  nameEs: string;
}

export class PortDto {
  /** UN/LOCODE. */
  locode: string;
  name: string;
  country: string;
}

export class ClassificationDto {
  level: number;
  code: string;
  description: string;
}

export class ReferenceDto {
  countries: CountryDto[];
  ports: PortDto[];
  classifications: ClassificationDto[];
}
