import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { CodeMapView } from '../tables/code-maps.repository';
import type { OfficeCodesCommand } from '../tables/code-maps.service';
import { STANDARD_CODES } from '../tables/office-codes.cases';
import { CODE_FIELDS, type CodeField, type OfficeCode } from '../tables/office-code.types';

export class OfficeCodeDto {
  /**
   * As the office writes it. Case and blanks around it do not count.
   * @example "29"
   */
  @IsString()
  @Matches(/\S/)
  @MaxLength(60)
  raw: string;

  /**
   * What it stands for, the same for all offices: IMPORT, TRANSIT, FROB, SEA, FCL, CT, or a word of your own in capitals.
   * @example IMPORT
   */
  @IsString()
  @Matches(/^[A-Z0-9_]{1,30}$/)
  code: string;

  /** @example "Régime provisoire" */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  meaning: string;

  /** Only for the nature of a bill: is the cargo unloaded in the port that reports it? Left out, the code says. */
  @ApiProperty({ type: Boolean, required: false, nullable: true, example: true })
  @IsOptional()
  @IsBoolean()
  landsHere?: boolean | null;
}

export class CodeMapsQuery {
  /**
   * Customs office, as bills have it.
   * @example CAP01
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  customsOffice?: string;
}

export class SaveCodeMapDto {
  /** @example CAP01 */
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  customsOffice: string;

  @ApiProperty({ enum: CODE_FIELDS, example: 'NATURE' })
  @IsIn(CODE_FIELDS)
  field: CodeField;

  /** All codes of the field at that office; the version before stays. An empty list goes back to the published codes. */
  @IsArray()
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => OfficeCodeDto)
  rows: OfficeCodeDto[];

  static command({ customsOffice, field, rows }: SaveCodeMapDto): OfficeCodesCommand {
    const codes = rows.map(({ raw, code, meaning, landsHere }) => ({
      ...{ raw, code, meaning },
      ...(landsHere != null && { landsHere }),
    }));
    return { customsOffice, field, rows: codes };
  }
}

export class CodeMapDto {
  @ApiProperty({ enum: CODE_FIELDS })
  field: CodeField;
  /** 0 if you have written nothing down: send If-Match "v0" with a first version. */
  version: number;
  rows: OfficeCodeDto[];
  @ApiProperty({ type: Date, nullable: true })
  savedAt: Date | null;

  static of({ field, version, rows, saved_at }: CodeMapView): CodeMapDto {
    return { field, version, rows: [...rows], savedAt: saved_at };
  }
}

export class CodeFieldDto extends CodeMapDto {
  /** The published codes, which count where yours say nothing. */
  standard: OfficeCodeDto[];
}

export class CodeMapsDto {
  @ApiProperty({ type: String, nullable: true })
  customsOffice: string | null;
  /** Offices you have written codes down for. */
  offices: string[];
  fields: CodeFieldDto[];

  static from(
    customsOffice: string | undefined,
    maps: readonly CodeMapView[],
    offices: readonly string[],
  ): CodeMapsDto {
    const fields = CODE_FIELDS.map((field) => {
      const own = maps.find((map) => map.field === field);
      const standard: OfficeCode[] = [...STANDARD_CODES[field]];
      return { ...(own ? CodeMapDto.of(own) : { field, version: 0, rows: [], savedAt: null }), standard };
    });
    return { customsOffice: customsOffice ?? null, offices: [...offices], fields };
  }
}
