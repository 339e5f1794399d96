import type { MatchResult } from '../matching/matching.types';
import type { SpineRecord } from '../../records';
import type { WatchlistView } from '../watchlists/watchlist.types';
import type { PreparedContent } from './prepared-contents.service';

/** What a query met: an entry of a list, or a party of a record. */
export type Met =
  | { readonly list: WatchlistView; readonly entry: PreparedContent['content'] }
  | { readonly record: SpineRecord; readonly pointer: string; readonly caption: string; readonly schema: string };

export interface Comparison {
  readonly met: Met;
  readonly result: MatchResult;
}

export interface QueryAnswer {
  /** At or above the threshold, best first. */
  readonly hits: readonly Comparison[];
  /** Hits beyond the limit. */
  readonly more: number;
  /** The best below the threshold, with what kept them there. */
  readonly nearMisses: readonly Comparison[];
  readonly flags: readonly string[];
}

export interface ScreenOptions {
  readonly threshold?: number;
  readonly weights?: Readonly<Record<string, number>>;
  /** Hits given for each query. */
  readonly limit: number;
  readonly nearMisses: number;
  /** Lists with a live version. */
  readonly lists: readonly WatchlistView[];
  readonly casework: boolean;
  /** yyyy-MM-dd; null for lists as they stand. */
  readonly onDate: string | null;
  /** A record whose own parties are not hits. */
  readonly except?: number;
}
