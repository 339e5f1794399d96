import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { TABLE_PROFILES, type TableProfile } from '../readers/tables/table-profiles.cases';
import { ManifestWarningDto } from './manifest.dto';

export const TEMPLATE_FORMATS = ['csv', 'xlsx'] as const;
export type TemplateFormat = (typeof TEMPLATE_FORMATS)[number];

export class TemplateQuery {
  /** Left out, the Accept header decides, and CSV if it does not. */
  @ApiProperty({ enum: TEMPLATE_FORMATS, required: false, example: 'xlsx' })
  @IsOptional()
  @IsIn(TEMPLATE_FORMATS)
  format?: TemplateFormat;

  /** EEI: an extract of the United States' Automated Export System, elements of 15 CFR 30.6. */
  @ApiProperty({ enum: TABLE_PROFILES, required: false, example: 'BILL_OF_LADING' })
  @IsOptional()
  @IsIn(TABLE_PROFILES)
  profile?: TableProfile;
}

export class TrialColumnDto {
  header: string;
  /** Null: kept as unmapped. */
  @ApiProperty({ type: String, nullable: true })
  field: string | null;
  /** False: the map does not know the name, or the field has a column already. */
  known: boolean;
}

export class TrialRowDto {
  /** Line of the text, or row of the sheet. */
  line: number;
  /** Text of each field that has one. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  values: Readonly<Record<string, string>>;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  unmapped: Readonly<Record<string, string>>;
}

export class TrialFaultDto {
  code: string;
  message: string;
  line: number;
}

export class MapTrialDto {
  columns: TrialColumnDto[];
  /** The first 20. */
  rows: TrialRowDto[];
  /** Bills of lading in the whole file. */
  bills: number;
  /** The first 200. */
  warnings: ManifestWarningDto[];
  warningCount: number;
  /** Why an import of the file would be refused; null if it would not. */
  @ApiProperty({ type: TrialFaultDto, nullable: true })
  fault: TrialFaultDto | null;
}
