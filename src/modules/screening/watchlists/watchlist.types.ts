import type { ListCounts, ListFormat, ListSchema, ListWarning } from '../lists/list-entry.types';

/** HELD waits for the approval of two persons, because the list lost nearly all of its entries. */
export const VERSION_STATUSES = ['QUEUED', 'READING', 'HELD', 'LIVE', 'SUPERSEDED', 'REFUSED'] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

/** Entries, compared with the version that was live before. */
export interface ListChanges {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly delisted: number;
  readonly relisted: number;
}

export interface VersionFault {
  readonly code: string;
  readonly message: string;
  /** Null if the fault is not of the file. */
  readonly line: number | null;
  readonly column: number | null;
}

export interface VersionCounts extends ListCounts {
  readonly warnings: number;
  readonly warningsByCode: Readonly<Record<string, number>>;
}

export interface VersionView {
  readonly key: number;
  readonly id: string;
  readonly list_key: number;
  readonly list_id: string;
  readonly number: number;
  readonly status: VersionStatus;
  readonly sha256: Buffer;
  readonly size: number;
  readonly storage_key: string;
  readonly file_name: string;
  readonly source_url: string | null;
  readonly format: ListFormat;
  readonly generated_at: Date | null;
  readonly counts: VersionCounts;
  readonly warnings: readonly ListWarning[];
  readonly changes: ListChanges | null;
  readonly fault: VersionFault | null;
  readonly receipt_id: string;
  readonly received_at: Date;
  readonly live_at: Date | null;
  readonly superseded_at: Date | null;
  /** Persons who approved it, though it lost nearly all entries. */
  readonly approvals: number;
  readonly created_us: string;
}

export interface WatchlistView {
  readonly key: number;
  readonly id: string;
  readonly owner_id: number;
  readonly owner_code: string;
  readonly code: string;
  readonly title: string;
  readonly published: boolean;
  readonly source_url: string | null;
  /** Number of the version that is live. */
  readonly live_number: number | null;
  readonly live_version_id: string | null;
  readonly generated_at: Date | null;
  readonly live_at: Date | null;
  /** When the live version was last found to be what the source gives. */
  readonly checked_at: Date | null;
  readonly entries: number | null;
  readonly created_at: Date;
  readonly created_us: string;
}

/** What a list said of an entry, from one version to another. */
export interface ContentView {
  readonly key: number;
  readonly entry_key: number;
  readonly entry_id: string;
  readonly source_id: string;
  readonly caption: string;
  readonly schema: ListSchema;
  readonly reference: string | null;
  readonly list_type: string | null;
  readonly listed_on: string | null;
  readonly content: unknown;
  readonly list_title: string;
  readonly since_version: number;
  readonly since_number: number;
  readonly since_on: string;
  readonly until_number: number | null;
  /** yyyy-MM-dd: the first version that said otherwise, or had it no more. */
  readonly until_on: string | null;
}

export const IMPORT_WATCHLIST = 'screening.import_watchlist';

export interface ImportListPayload {
  readonly versionId: string;
  readonly userKey: number;
  readonly ownerKey: number;
}

export const FETCH_WATCHLIST = 'screening.fetch_watchlist';

export interface FetchListPayload {
  readonly listId: string;
  readonly userKey: number;
  readonly ownerKey: number;
}
