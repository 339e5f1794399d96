import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { TABLE_FIELDS, type TableField } from '../readers/tables/table-columns.cases';
import { DATE_ORDERS, type DateOrder, DECIMAL_MARKS, type DecimalMark } from '../readers/tables/table-plan.types';
import {
  type ColumnMapDefinition,
  type ColumnMapView,
  CONSTANT_FIELDS,
  type ConstantField,
  MAP_PROFILES,
  type MapProfile,
} from '../tables/column-map.types';
import type { ColumnMapCommand } from '../tables/column-maps.service';

const FIELDS = Object.keys(TABLE_FIELDS) as TableField[];
const isGiven = (_: unknown, value: unknown): boolean => value !== null;

export class MappedColumnDto {
  /**
   * Name of the column as the file has it. Case, accents and punctuation do not count.
   * @example "No. Conocimiento"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  header: string;

  /** What it holds; null keeps it as unmapped without a warning. */
  @ApiProperty({ enum: FIELDS, nullable: true, example: 'bl_no' })
  @ValidateIf(isGiven)
  @IsIn(FIELDS)
  field: TableField | null;
}

export class ConstantDto {
  @ApiProperty({ enum: CONSTANT_FIELDS, example: 'customs_office' })
  @IsIn(CONSTANT_FIELDS)
  field: ConstantField;

  /**
   * Counts where the file has no column for the field, or an empty cell.
   * @example CAP01
   */
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  value: string;
}

export class SaveColumnMapDto {
  /**
   * Yours to choose, and unique among the maps you use.
   * @example "DGA, lista de carga"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(120)
  name: string;

  /** Whose column names are known without being listed: those of the bill-of-lading table, of the EEI extract (15 CFR 30.6), or none. */
  @ApiProperty({ enum: MAP_PROFILES, required: false, example: 'BILL_OF_LADING' })
  @IsOptional()
  @IsIn(MAP_PROFILES)
  profile?: MapProfile;

  /** What a column holds. A name given here goes before the names the profile knows for that field. */
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => MappedColumnDto)
  columns: MappedColumnDto[];

  /** What the file leaves unsaid because all of it is of one office or voyage. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(CONSTANT_FIELDS.length)
  @ValidateNested({ each: true })
  @Type(() => ConstantDto)
  constants?: ConstantDto[];

  /** Order of a date in digits. Left out, 4/5/2024 is read month first and warned of. */
  @ApiProperty({ enum: DATE_ORDERS, required: false, nullable: true, example: 'DMY' })
  @IsOptional()
  @IsIn(DATE_ORDERS)
  dateOrder?: DateOrder | null;

  /** Left out, "1,234" is in doubt and warned of. Number cells of a workbook need no mark. */
  @ApiProperty({ enum: DECIMAL_MARKS, required: false, nullable: true, example: 'COMMA' })
  @IsOptional()
  @IsIn(DECIMAL_MARKS)
  decimalMark?: DecimalMark | null;

  static command({ name, ...map }: SaveColumnMapDto): ColumnMapCommand {
    const definition: ColumnMapDefinition = {
      profile: map.profile ?? 'BILL_OF_LADING',
      columns: map.columns.map(({ header, field }) => ({ header, field })),
      constants: (map.constants ?? []).map(({ field, value }) => ({ field, value })),
      dateOrder: map.dateOrder ?? null,
      decimalMark: map.decimalMark ?? null,
    };
    return { name, definition };
  }
}

export class ReadColumnMapQuery {
  /**
   * The newest one if left out.
   * @example 1
   */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(999_999_999)
  version?: number;
}

export class ColumnMapSummaryDto {
  id: string;
  name: string;
  /** @example 1 */
  version: number;
  @ApiProperty({ enum: MAP_PROFILES })
  profile: MapProfile;
  createdAt: Date;
  /** When this version was saved. */
  savedAt: Date;
  /** A retired map can be read but no longer used. */
  @ApiProperty({ type: Date, nullable: true })
  retiredAt: Date | null;

  static summary(view: ColumnMapView): ColumnMapSummaryDto {
    return {
      id: view.id,
      name: view.name,
      version: view.version,
      profile: view.definition.profile,
      createdAt: view.created_at,
      savedAt: view.saved_at,
      retiredAt: view.retired_at,
    };
  }
}

export class ColumnMapDto extends ColumnMapSummaryDto {
  columns: MappedColumnDto[];
  constants: ConstantDto[];
  @ApiProperty({ enum: DATE_ORDERS, nullable: true })
  dateOrder: DateOrder | null;
  @ApiProperty({ enum: DECIMAL_MARKS, nullable: true })
  decimalMark: DecimalMark | null;

  static of(view: ColumnMapView): ColumnMapDto {
    const { columns, constants, dateOrder, decimalMark } = view.definition;
    const summary = ColumnMapSummaryDto.summary(view);
    return { ...summary, columns: [...columns], constants: [...constants], dateOrder, decimalMark };
  }
}

export class ColumnMapPageDto {
  items: ColumnMapSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
