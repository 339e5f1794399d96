import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsCalendarDay } from '../../../platform/http/rfc3339';
import type { describe } from '../matching/match.rules';
import type { Feature, MatchSchema } from '../matching/matching.types';
import type { Comparison, QueryAnswer } from '../searching/screening-answer.types';
import type { WatchlistView } from '../watchlists/watchlist.types';

export const QUERY_SCHEMATA = [
  'Person',
  'Organization',
  'Company',
  'PublicBody',
  'LegalEntity',
  'Vessel',
  'Airplane',
  'Vehicle',
] as const satisfies readonly MatchSchema[];

export class QueryIdentifierDto {
  /**
   * `imo`, `mmsi`, `lei`, `passport`, `nif`, `cin`, `registration`...; `other` meets a number of any kind.
   * @example other
   */
  @Matches(/^[a-z][a-z0-9_]{0,29}$/)
  kind: string;

  /** @example "001-843-989-7" */
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  value: string;
}

/** One party, vessel or thing to be screened. */
export class ScreeningQueryDto {
  /** `LegalEntity` for a party of whom nobody says what it is: it is compared with persons and with everything else. */
  @ApiProperty({ enum: QUERY_SCHEMATA, example: 'Person' })
  @IsIn(QUERY_SCHEMATA)
  schema: (typeof QUERY_SCHEMATA)[number];

  /**
   * In any script and order. Of each the first 400 characters are compared, and the answer says so.
   * @example ["Jimmy Chérizier dit Barbecue"]
   */
  @ApiProperty({ type: [String], example: ['Jimmy Chérizier dit Barbecue'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(10_000, { each: true })
  names: string[];

  /** YYYY-MM-DD, YYYY-MM or YYYY. */
  @ApiProperty({ type: [String], required: false, example: ['1977-03-30'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, { each: true })
  birthDates?: string[];

  /** ISO 3166-1 alpha-2: nationality, registration, flag. */
  @ApiProperty({ type: [String], required: false, example: ['HT'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^[A-Z]{2}$/, { each: true })
  countries?: string[];

  @ApiProperty({ enum: ['male', 'female', 'other'], required: false, example: 'male' })
  @IsOptional()
  @IsIn(['male', 'female', 'other'])
  gender?: 'male' | 'female' | 'other';

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => QueryIdentifierDto)
  identifiers?: QueryIdentifierDto[];
}

export class ScreenDto {
  /** Answered in this order. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ScreeningQueryDto)
  queries: ScreeningQueryDto[];

  /** Lists to screen against; all you can see unless named. */
  @ApiProperty({ type: [String], format: 'uuid', required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  listIds?: string[];

  /**
   * Search what is recorded too: entities and parties of bills that you can see.
   * @example true
   */
  @IsOptional()
  @IsBoolean()
  casework?: boolean;

  /**
   * Lists as they were in force on this day, not as they stand.
   * @example "2024-04-01"
   */
  @IsOptional()
  @IsCalendarDay()
  onDate?: string;

  /**
   * 0 to 1; see GET /v1/screening/algorithms.
   * @example 0.7
   */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  threshold?: number;

  /** Points by feature instead of the default ones; see GET /v1/screening/algorithms. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, example: { conflict: -4 } })
  @IsOptional()
  @IsObject()
  weights?: Record<string, number>;

  /**
   * Hits given for each query: this many of lists, of entities, and of parties of bills.
   * @example 5
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(50)
  limit?: number;

  /**
   * Of those below the threshold, how many to give with what kept them there.
   * @example 1
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10)
  nearMisses?: number;
}

export class FeatureDto {
  /** @example "name" */
  name: string;
  /** Points added or (negative) lost, of ten. */
  points: number;
  /** @example "compared with" */
  reason: string;
  /** Value of the query. */
  query: string;
  /** Value of what it met. */
  candidate: string;

  static from({ name, points, reason, query, candidate }: Feature): FeatureDto {
    return { name, points, reason, query, candidate };
  }
}

export class ListedHitDto {
  @ApiProperty({ format: 'uuid' })
  listId: string;
  /** @example "UN_SC" */
  list: string;
  /** Number of the version that was live then. */
  listVersion: number;
  @ApiProperty({ format: 'uuid' })
  entryId: string;
  sourceId: string;
  @ApiProperty({ type: String, nullable: true, example: 'HTi.001' })
  reference: string | null;
  /** @example "JIMMY CHERIZIER" */
  caption: string;
  @ApiProperty({ type: String, nullable: true, example: 'Haiti' })
  listType: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  listedOn: string | null;
}

export class CaseworkHitDto {
  @ApiProperty({ format: 'uuid' })
  recordId: string;
  /** @example "entity" */
  kind: string;
  /** @example "HT-AGD-ENT-2026-000001" */
  reference: string;
  /** JSON pointer of the party in the record; '' if it is the record itself. */
  pointer: string;
  caption: string;
}

@ApiExtraModels(ListedHitDto, CaseworkHitDto)
export class ComparisonDto {
  /** 0 to 1: points left of ten, divided by ten. */
  score: number;
  /** An entry of a list, or a party of a record. */
  @ApiProperty({ oneOf: [{ $ref: getSchemaPath(ListedHitDto) }, { $ref: getSchemaPath(CaseworkHitDto) }] })
  met: ListedHitDto | CaseworkHitDto;
  /** They add up to ten times the score. */
  features: FeatureDto[];
  /** For a near miss: the features that kept it below the threshold, the heaviest first. */
  @ApiProperty({ type: [String] })
  heldBackBy: string[];

  static from({ met, result }: Comparison): ComparisonDto {
    return {
      score: result.score,
      met: 'entry' in met ? listed(met) : inCasework(met),
      features: result.features.map((feature) => FeatureDto.from(feature)),
      heldBackBy: [...result.heldBackBy],
    };
  }
}

const listed = ({ list, entry }: Extract<Comparison['met'], { list: unknown }>): ListedHitDto => ({
  listId: list.id,
  list: list.code,
  listVersion: list.live_number!,
  entryId: entry.entry_id,
  sourceId: entry.source_id,
  reference: entry.reference,
  caption: entry.caption,
  listType: entry.list_type,
  listedOn: entry.listed_on,
});

const inCasework = ({ record, pointer, caption }: Extract<Comparison['met'], { record: unknown }>): CaseworkHitDto => ({
  recordId: record.id,
  kind: record.kind,
  reference: record.reference,
  pointer,
  caption,
});

export class AnswerDto {
  /** What was odd about the names: CUT, NO_LETTERS, BIDI_CONTROL... */
  @ApiProperty({ type: [String] })
  flags: readonly string[];
  /** Of lists, then of entities, then of parties of bills; of each the best first. */
  hits: ComparisonDto[];
  /** Hits beyond the limit. */
  moreHits: number;
  nearMisses: ComparisonDto[];

  static from({ flags, hits, more, nearMisses }: QueryAnswer): AnswerDto {
    return {
      flags,
      hits: hits.map((hit) => ComparisonDto.from(hit)),
      moreHits: more,
      nearMisses: nearMisses.map((miss) => ComparisonDto.from(miss)),
    };
  }
}

export class ScreenedListDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  code: string;
  /** Number of the live version. */
  version: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  generatedAt: string | null;
  @ApiProperty({ format: 'date-time' })
  checkedAt: string;

  static from(view: WatchlistView): ScreenedListDto {
    return {
      id: view.id,
      code: view.code,
      version: view.live_number!,
      generatedAt: view.generated_at?.toISOString() ?? null,
      checkedAt: view.checked_at!.toISOString(),
    };
  }
}

export class ScreenedDto {
  /** @example "lambi-points" */
  algorithm: string;
  threshold: number;
  /** Lists that were searched. Empty: nobody was screened against a list, which is not the same as no hit. */
  lists: ScreenedListDto[];
  /** One for each query, in the order asked. */
  answers: AnswerDto[];
}

export class FeatureDescriptionDto {
  name: string;
  /** Points for each occurrence, of ten. */
  points: number;
  /** What is counted. */
  per: string;
  why: string;
}

export class AlgorithmDto {
  name: string;
  version: number;
  summary: string;
  defaultThreshold: number;
  features: FeatureDescriptionDto[];
}

export class AlgorithmsDto {
  algorithms: AlgorithmDto[];

  static of(algorithm: ReturnType<typeof describe>): AlgorithmsDto {
    return { algorithms: [{ ...algorithm, features: algorithm.features.map((each) => ({ ...each })) }] };
  }
}
