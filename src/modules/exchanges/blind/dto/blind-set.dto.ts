import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import { IsInstant } from '../../../../platform/http/rfc3339';
import { ReceiptDto } from '../../../audit';
import { CLASSIFICATIONS, type Classification, RECORD_KINDS, type RecordKind } from '../../../records';
import { AddresseeDto } from '../../dto/exchange.dto';
import {
  BLIND_KINDS,
  BLIND_RULES,
  type BlindKind,
  type BlindRule,
  MOST_ITEMS,
  SET_SOURCES,
  type SetSource,
  UNMATCHABLE,
  type Unmatchable,
} from '../blind.types';
import { SET_STATES, type SetState, type SetView } from '../sets/blind-set.types';

const NOT_BLANK = { message: '$property must not be blank' };

/** One identifier, whole. */
export class BlindLineDto {
  @ApiProperty({ enum: BLIND_KINDS, example: 'SERIAL' })
  kind: BlindKind;
  /**
   * As it is written on the thing or in the paper; 1 to 200 characters.
   * @example "A1-93427-18"
   */
  value: string;
  /** Of a PERSON, where it is known: two of one name with different years do not match. */
  @ApiProperty({ type: Number, required: false, example: 1985 })
  birthYear?: number;
}

export class PublishBlindSetDto {
  /**
   * For your own organisation alone.
   * @example "Seized at Cap-Haitien, 2024"
   */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(200)
  name: string;

  /** What a querier learns of a match. SILENT: nothing, only you do. SOMEONE: that somebody holds it. COUNTRY: which State or United Nations body. CONTACT_ME: which organisation. */
  @ApiProperty({ enum: BLIND_RULES, example: 'SOMEONE' })
  @IsIn(BLIND_RULES)
  rule: BlindRule;

  /** Whether your organisation hears who asked, when and why; true unless said otherwise, and always for SILENT. */
  @IsOptional()
  @IsBoolean()
  tellHolder?: boolean;

  /** Records of your own organisation. */
  @ApiProperty({ type: [String], format: 'uuid', required: false })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  recordIds?: string[];

  /** All records of this kind that your organisation submitted and you can see, as they are now. */
  @ApiProperty({ enum: RECORD_KINDS, required: false })
  @IsOptional()
  @IsIn(RECORD_KINDS)
  recordKind?: RecordKind;

  /** Which identifiers of the records; all unless said otherwise. */
  @ApiProperty({ enum: BLIND_KINDS, isArray: true, required: false })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(BLIND_KINDS, { each: true })
  kinds?: BlindKind[];

  /** Identifiers that are in no record. They are not kept: only a hash is, so keep your own list; a match names the line by its place, from 0. */
  @ApiProperty({ type: [BlindLineDto], required: false, maxItems: MOST_ITEMS })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ITEMS)
  lines?: object[];

  /** Who may ask; everybody unless said otherwise. */
  @ApiProperty({ type: [String], format: 'uuid', required: false })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  audienceIds?: string[];

  /** A match is told only to queriers cleared for it, and shown only to your own people who are. The highest of the records unless said otherwise, CONFIDENTIAL for lines. */
  @ApiProperty({ enum: CLASSIFICATIONS, required: false, example: 'CONFIDENTIAL' })
  @IsOptional()
  @IsIn(CLASSIFICATIONS)
  classification?: Classification;

  @ApiProperty({ type: String, format: 'date-time', required: false })
  @IsOptional()
  @IsInstant()
  until?: string;
}

export class WithdrawBlindSetDto {
  /** @example "The case is closed" */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(1000)
  because: string;
}

export class LeftOutDto {
  @ApiProperty({ enum: UNMATCHABLE })
  code: Unmatchable;
  count: number;
  /** Of lines: the first twenty places, from 0. */
  @ApiProperty({ type: [Number] })
  lines: readonly number[];
}

export class BlindSetDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  name: string;
  @ApiProperty({ enum: SET_STATES, description: 'KEY_CHANGED: it matches nothing until it is blinded again' })
  state: SetState;
  @ApiProperty({ enum: BLIND_RULES })
  rule: BlindRule;
  tellHolder: boolean;
  @ApiProperty({ enum: BLIND_KINDS, isArray: true })
  kinds: readonly BlindKind[];
  @ApiProperty({ enum: SET_SOURCES })
  source: SetSource;
  /** How many are published. */
  identifiers: number;
  /** What could not be matched and was left out. */
  @ApiProperty({ type: [LeftOutDto] })
  leftOut: LeftOutDto[];
  @ApiProperty({ enum: CLASSIFICATIONS })
  classification: Classification;
  /** Null: everybody. */
  @ApiProperty({ type: [AddresseeDto], nullable: true })
  audiences: AddresseeDto[] | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  until: string | null;
  @ApiProperty({ format: 'date-time' })
  publishedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  withdrawnAt: string | null;
  @ApiProperty({ type: String, nullable: true })
  withdrawnBecause: string | null;

  static from(set: SetView): BlindSetDto {
    const { id, name, state, rule, tellHolder, kinds, source, identifiers, withdrawnBecause } = set;
    return {
      ...{ id, name, state, rule, tellHolder, kinds, source, identifiers, withdrawnBecause },
      leftOut: [...set.leftOut],
      classification: CLASSIFICATIONS[set.classification]!,
      audiences: set.audiences && [...set.audiences],
      until: set.until?.toISOString() ?? null,
      publishedAt: set.publishedAt.toISOString(),
      withdrawnAt: set.withdrawnAt?.toISOString() ?? null,
    };
  }
}

export class BlindSetPageDto {
  items: BlindSetDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class PublishedBlindSetDto extends BlindSetDto {
  receipt: ReceiptDto;
}
