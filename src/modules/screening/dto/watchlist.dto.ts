import { ApiProperty } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import { ReceiptDto } from '../../audit';
import { LIST_FORMATS, LIST_SCHEMATA, type ListFormat, type ListSchema } from '../lists/list-entry.types';
import {
  type ContentView,
  VERSION_STATUSES,
  type VersionStatus,
  type VersionView,
  type WatchlistView,
} from '../watchlists/watchlist.types';

export class CreateWatchlistDto {
  /**
   * Short name, unique in your organisation.
   * @example UN_SC
   */
  @Matches(/^[A-Z0-9][A-Z0-9_-]{0,39}$/)
  code: string;

  /** @example "United Nations Security Council Consolidated List" */
  @IsString()
  @MinLength(3)
  @MaxLength(200)
  title: string;

  /** Visible to everybody who works on cases. The Committee's secretariat only. */
  @IsOptional()
  @IsBoolean()
  published?: boolean;

  /**
   * Where new versions are fetched from.
   * @example "https://scsanctions.un.org/resources/xml/en/consolidated.xml"
   */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  @MaxLength(500)
  sourceUrl?: string;
}

export class UpdateWatchlistDto {
  /** @example "Own list of barges" */
  @IsOptional()
  @IsString()
  @MinLength(3)
  @MaxLength(200)
  title?: string;

  /** @example "https://scsanctions.un.org/resources/xml/en/consolidated.xml" */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  @MaxLength(500)
  sourceUrl?: string;
}

export class LiveVersionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  number: number;
  /** Entries listed. */
  entries: number;
  /** When the list says it was made; null if it does not. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  generatedAt: string | null;
  @ApiProperty({ format: 'date-time' })
  liveAt: string;
  /** When the source was last found to give this version. */
  @ApiProperty({ format: 'date-time' })
  checkedAt: string;
}

export class WatchlistDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  code: string;
  title: string;
  /** Code of the organisation that keeps it. */
  owner: string;
  published: boolean;
  /** For the organisation that keeps it: an address may hold a key. */
  @ApiProperty({ type: String, nullable: true })
  sourceUrl: string | null;
  /** Null until a first version is live. */
  @ApiProperty({ type: LiveVersionDto, nullable: true })
  live: LiveVersionDto | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  static from(view: WatchlistView): WatchlistDto {
    return {
      id: view.id,
      code: view.code,
      title: view.title,
      owner: view.owner_code,
      published: view.published,
      sourceUrl: view.source_url,
      live: view.live_version_id === null ? null : liveOf(view),
      createdAt: view.created_at.toISOString(),
    };
  }
}

const liveOf = (view: WatchlistView): LiveVersionDto => ({
  id: view.live_version_id!,
  number: view.live_number!,
  entries: view.entries!,
  generatedAt: view.generated_at?.toISOString() ?? null,
  liveAt: view.live_at!.toISOString(),
  checkedAt: view.checked_at!.toISOString(),
});

export class WatchlistPageDto {
  items: WatchlistDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class SendVersionQuery {
  /**
   * Name of the file as you have it; it is kept as a label and never used as a path.
   * @example consolidated.xml
   */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  fileName: string;
}

export class FetchVersionDto {
  /**
   * Where to fetch it; the list's own source unless said otherwise.
   * @example "https://scsanctions.un.org/resources/xml/en/consolidated.xml"
   */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  @MaxLength(500)
  url?: string;
}

export class ListedStatementsDto {
  /** Of the entry (GET /v1/watchlists/{id}/entries). */
  @ApiProperty({ format: 'uuid', example: '01900000-0000-7000-8000-00000000c0de' })
  @IsUUID()
  entryId: string;
}

export class ApproveVersionDto {
  /**
   * Why the list is right though it lost nearly all entries.
   * @example "The regime ended with resolution 2999 (2027)"
   */
  @IsString()
  @MinLength(3)
  @MaxLength(1000)
  reason: string;
}

export class ListChangesDto {
  added: number;
  changed: number;
  unchanged: number;
  delisted: number;
  relisted: number;
}

export class ListCountsDto {
  /** @example 1003 */
  entries: number;
  /** @example 730 */
  individuals: number;
  /** @example 273 */
  entities: number;
  rejected: number;
  /** Objects of a FollowTheMoney file that are no party. */
  passedOver: number;
  /** All warnings, also those that are not shown. */
  warnings: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, example: { BAD_DATE: 1 } })
  warningsByCode: Readonly<Record<string, number>>;
}

export class ListWarningDto {
  code: string;
  message: string;
  line: number;
  reference?: string;
  element?: string;
}

export class ListFaultDto {
  code: string;
  message: string;
  @ApiProperty({ type: Number, nullable: true })
  line: number | null;
  @ApiProperty({ type: Number, nullable: true })
  column: number | null;
}

export class WatchlistVersionSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  listId: string;
  number: number;
  @ApiProperty({ enum: VERSION_STATUSES })
  status: VersionStatus;
  fileName: string;
  @ApiProperty({ type: String, nullable: true })
  sourceUrl: string | null;
  /** Of the file, hexadecimal. */
  sha256: string;
  /** Bytes. */
  size: number;
  @ApiProperty({ enum: LIST_FORMATS })
  format: ListFormat;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  generatedAt: string | null;
  counts: ListCountsDto;
  /** Compared with the version that was live before; null until it went live. */
  @ApiProperty({ type: ListChangesDto, nullable: true })
  changes: ListChangesDto | null;
  @ApiProperty({ type: ListFaultDto, nullable: true })
  fault: ListFaultDto | null;
  /** Persons who approved a held version; two are needed. */
  approvals: number;
  @ApiProperty({ format: 'date-time' })
  receivedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  liveAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  supersededAt: string | null;

  static summary(view: VersionView): WatchlistVersionSummaryDto {
    return {
      id: view.id,
      listId: view.list_id,
      number: view.number,
      status: view.status,
      fileName: view.file_name,
      sourceUrl: view.source_url,
      sha256: view.sha256.toString('hex'),
      size: view.size,
      format: view.format,
      generatedAt: view.generated_at?.toISOString() ?? null,
      counts: view.counts,
      changes: view.changes,
      fault: view.fault,
      approvals: view.approvals,
      receivedAt: view.received_at.toISOString(),
      liveAt: view.live_at?.toISOString() ?? null,
      supersededAt: view.superseded_at?.toISOString() ?? null,
    };
  }
}

export class WatchlistVersionDto extends WatchlistVersionSummaryDto {
  /** The first thousand. */
  warnings: ListWarningDto[];

  static from(view: VersionView): WatchlistVersionDto {
    return { ...WatchlistVersionSummaryDto.summary(view), warnings: [...view.warnings] };
  }
}

export class ReceivedVersionDto extends WatchlistVersionDto {
  receipt: ReceiptDto;
}

export class WatchlistVersionPageDto {
  items: WatchlistVersionSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
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
