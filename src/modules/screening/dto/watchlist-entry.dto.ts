import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import { LIST_SCHEMATA, type ListSchema } from '../lists/list-entry.types';
import type { ContentView } from '../watchlists/watchlist.types';

export class ListedStatementsDto {
  /** Of the entry (GET /v1/watchlists/{id}/entries). */
  @ApiProperty({ format: 'uuid', example: '01900000-0000-7000-8000-00000000c0de' })
  @IsUUID()
  entryId: string;
}

export class EntriesQuery extends PageQuery {
  /**
   * Reference of the list, e.g. HTi.001.
   * @example HTi.001
   */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  reference?: string;

  /**
   * Sanctions regime as the list names it.
   * @example Haiti
   */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  listType?: string;

  /** Only what the version of this number brought or ended. */
  @ApiProperty({ required: false, minimum: 1, maximum: 2147483647 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2147483647)
  changedBy?: number;

  /** `STANDING` (the default) or `ALL`, with what was delisted or said before. */
  @ApiProperty({ enum: ['STANDING', 'ALL'], required: false, example: 'STANDING' })
  @IsOptional()
  @IsIn(['STANDING', 'ALL'])
  show?: 'STANDING' | 'ALL';
}

/** What a list says of an entry, from one version on until another. */
export class WatchlistEntryDto {
  /** Of the entry; the same for all that its list says of it. */
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Key of the entry in its list. */
  sourceId: string;
  @ApiProperty({ type: String, nullable: true, example: 'HTi.001' })
  reference: string | null;
  @ApiProperty({ enum: LIST_SCHEMATA })
  schema: ListSchema;
  /** @example "JIMMY CHERIZIER" */
  caption: string;
  /** Sanctions regime. */
  @ApiProperty({ type: String, nullable: true, example: 'Haiti' })
  listType: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  listedOn: string | null;
  /** Names, births, papers, addresses and comments as the list gives them; what is empty is left out. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  content: Record<string, unknown>;
  /** Number of the version that brought it. */
  sinceVersion: number;
  @ApiProperty({ format: 'date' })
  sinceOn: string;
  /** Number of the version that said otherwise or had it no more; null while it stands. */
  @ApiProperty({ type: Number, nullable: true })
  untilVersion: number | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  untilOn: string | null;

  static from(view: ContentView): WatchlistEntryDto {
    return {
      id: view.entry_id,
      sourceId: view.source_id,
      reference: view.reference,
      schema: view.schema,
      caption: view.caption,
      listType: view.list_type,
      listedOn: view.listed_on,
      content: view.content as Record<string, unknown>,
      sinceVersion: view.since_number,
      sinceOn: view.since_on,
      untilVersion: view.until_number,
      untilOn: view.until_on,
    };
  }
}

export class WatchlistEntryPageDto {
  items: WatchlistEntryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class WatchlistEntryHistoryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Null while it is listed; otherwise the day of the first version without it. */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  delistedOn: string | null;
  /** The newest first. */
  history: WatchlistEntryDto[];

  static of(history: readonly ContentView[]): WatchlistEntryHistoryDto {
    const [newest] = history;
    return {
      id: newest!.entry_id,
      delistedOn: newest!.until_on,
      history: history.map((each) => WatchlistEntryDto.from(each)),
    };
  }
}
