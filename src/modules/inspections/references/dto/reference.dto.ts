import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { PageQuery } from '../../../../platform/http/page.dto';
import {
  REFERENCE_FLAGS,
  REFERENCE_KINDS,
  type ReferenceCheck,
  type ReferenceFlag,
  type ReferenceKind,
} from '../reference.types';
import { WeaponDto } from '../../dto/weapon.dto';
import type { ListedReference } from '../references.repository';

const NOT_BLANK = { message: '$property must not be blank' };
const unlessAbsent = ValidateIf((_, value) => value !== undefined);

export class CheckReferenceDto extends WeaponDto {}

export class ReferenceCheckDto {
  @ApiProperty({ enum: ['make', 'model', 'calibre', 'type'] })
  field: 'make' | 'model' | 'calibre' | 'type';
  /** As read. It is never changed. */
  value: string;
  known: boolean;
  /** The name the reference has for it; null if it has none. */
  @ApiProperty({ type: String, nullable: true, example: '9x19 Parabellum' })
  canonical: string | null;
  @ApiProperty({ enum: REFERENCE_FLAGS, nullable: true })
  flag: ReferenceFlag | null;
  /** What it may stand for, the nearest first; for a model of another make, the makes that have it. */
  nearest: string[];
  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  static from({ field, value, known, canonical, flag, nearest, note }: ReferenceCheck): ReferenceCheckDto {
    return { field, value, known, canonical, flag, nearest: [...nearest], note };
  }
}

export class CheckedReferenceDto {
  checks: ReferenceCheckDto[];
}

export class ListReferencesQuery extends PageQuery {
  @ApiProperty({ enum: REFERENCE_KINDS, required: false, example: 'MODEL' })
  @IsOptional()
  @IsIn(REFERENCE_KINDS)
  kind?: ReferenceKind;

  /**
   * Only models of this make, under any of its names.
   * @example "Glock"
   */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  make?: string;
}

export class AddReferenceDto {
  @ApiProperty({ enum: REFERENCE_KINDS, example: 'MODEL' })
  @IsIn(REFERENCE_KINDS)
  kind: ReferenceKind;

  /**
   * As it is written on weapons or in papers.
   * @example "G2C Tactical"
   */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(120)
  name: string;

  /**
   * Of a model, and of nothing else: its make.
   * @example "Taurus"
   */
  @unlessAbsent
  @IsString()
  @MaxLength(120)
  make?: string;

  /**
   * If this is another name: the name it stands for.
   * @example "G2C"
   */
  @unlessAbsent
  @IsString()
  @MaxLength(120)
  sameAs?: string;

  /** @example "Sold with a longer barrel" */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string;
}

export class FirearmReferenceDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: REFERENCE_KINDS })
  kind: ReferenceKind;
  name: string;
  /** Of a model. */
  @ApiProperty({ type: String, nullable: true })
  make: string | null;
  /** What else it is called. */
  otherNames: string[];
  @ApiProperty({ type: String, nullable: true })
  note: string | null;
  /** Came with the program; otherwise an administrator added it. */
  isDelivered: boolean;
  @ApiProperty({ format: 'date-time' })
  addedAt: string;

  static from(listed: ListedReference): FirearmReferenceDto {
    const { id, kind, name, make, otherNames, note, isDelivered, addedAt } = listed;
    return { id, kind, name, make, otherNames: [...otherNames], note, isDelivered, addedAt: addedAt.toISOString() };
  }
}

export class FirearmReferencePageDto {
  items: FirearmReferenceDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
