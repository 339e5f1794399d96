import { ApiProperty } from '@nestjs/swagger';

export class LiveDto {
  /** @example "ok" */
  status: string;
}

export class ReadyDto extends LiveDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { accepting: 'ok', database: 'ok', auditLog: 'ok' },
  })
  checks: Record<string, string>;
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
