import { Injectable } from '@nestjs/common';
import type { ScreeningHit, SearchedList } from '../screening.types';

/** Names without a hit are remembered too: they are nearly all. */
const MOST_NAMES = 100_000;

/**
 * What names met: the same consignee stands on many bills, and is scored once for each state of the lists. Invariant: an answer is given
 * again only for the very lists, versions and day it was found with. The lists are those the asker sees, and a version never changes,
 * so that nothing is told here that the lists would not tell.
 */
@Injectable()
export class NamesMet {
  private readonly known = new Map<string, Map<string, readonly ScreeningHit[]>>();
  private size = 0;

  /** @param onDate yyyy-MM-dd; null for lists as they stand */
  of(lists: readonly SearchedList[], onDate: string | null): Map<string, readonly ScreeningHit[]> {
    const key = `${onDate ?? ''} ${lists.map(({ id, version }) => `${id} ${version}`).join()}`;
    let met = this.known.get(key);
    if (!met) this.known.set(key, (met = new Map<string, readonly ScreeningHit[]>()));
    return met;
  }

  keep(met: Map<string, readonly ScreeningHit[]>, name: string, hits: readonly ScreeningHit[]): void {
    if (this.size >= MOST_NAMES) {
      for (const each of this.known.values()) each.clear();
      this.known.clear();
      this.size = 0;
    }
    met.set(name, hits);
    this.size += 1;
  }
}
