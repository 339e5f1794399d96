import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, IsUrl, MaxLength, MinLength } from 'class-validator';
import { ReceiptDto } from '../../audit';
import { LIST_FORMATS, type ListFormat } from '../lists/list-entry.types';
import { VERSION_STATUSES, type VersionStatus, type VersionView } from '../watchlists/watchlist.types';

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
