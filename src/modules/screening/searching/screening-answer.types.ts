import type { SpineRecord } from '../../records';
import type { WatchlistView } from '../watchlists/watchlist.types';
import type { Answer, Compared, CompareOptions } from './compare.rules';
import type { PreparedContent } from './prepared-contents.service';

export interface ListedMet {
  readonly list: WatchlistView;
  readonly entry: PreparedContent['content'];
}

/** What a query met: an entry of a list, or a party of a record. */
export type Met =
  | ListedMet
  | { readonly record: SpineRecord; readonly pointer: string; readonly caption: string; readonly schema: string };

export type Comparison = Compared<Met>;
export type QueryAnswer = Answer<Met>;

export interface ScreenOptions extends CompareOptions {
  /** Lists to search, among those one can see; null for all. */
  readonly listIds: readonly string[] | null;
  readonly casework: boolean;
  /** yyyy-MM-dd; null for lists as they stand. */
  readonly onDate: string | null;
  /** A record whose own parties are not hits. */
  readonly except?: number;
}

export interface Screened {
  /** Live lists that were searched. Where there is none, nobody was screened against a list. */
  readonly lists: readonly WatchlistView[];
  /** One for each query, in the order asked. */
  readonly answers: readonly QueryAnswer[];
}
