import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, IsUrl, Matches, MaxLength, MinLength } from 'class-validator';
import type { WatchlistView } from '../watchlists/watchlist.types';

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
