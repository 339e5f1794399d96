/** A list held in memory and searched by finding keys: what a command needs, and the measure for a search in a database. */
import { findingKeys } from './finding-keys.rules';
import { score } from './match.rules';
import type { MatchEntity, MatchOptions, PreparedEntity } from './matching.types';
import { prepare } from './prepare.rules';
import { DEFAULT_THRESHOLD } from './weights.cases';

export interface SearchableList {
  readonly entries: readonly PreparedEntity[];
  readonly byKey: ReadonlyMap<string, readonly number[]>;
}

export interface Hit {
  /** Position in the list. */
  readonly at: number;
  readonly score: number;
}

export function searchable(list: readonly MatchEntity[]): SearchableList {
  const entries = list.map(prepare);
  const byKey = new Map<string, number[]>();
  entries.forEach((entry, at) => {
    for (const key of findingKeys(entry)) {
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [at]);
      else known.push(at);
    }
  });
  return { entries, byKey };
}

function candidatesOf(query: PreparedEntity, { byKey }: SearchableList): ReadonlySet<number> {
  const found = new Set<number>();
  for (const key of findingKeys(query)) for (const at of byKey.get(key) ?? []) found.add(at);
  return found;
}

/** Entries at or above the threshold, best first; equal scores in the order of the list. */
export function search(query: MatchEntity, list: SearchableList, options: MatchOptions = {}): readonly Hit[] {
  const prepared = prepare(query);
  const threshold = options.threshold ?? DEFAULT_THRESHOLD;
  const hits: Hit[] = [];
  for (const at of candidatesOf(prepared, list)) {
    const found = score(prepared, list.entries[at]!, options);
    if (found >= threshold && found > 0) hits.push({ at, score: found });
  }
  return hits.sort((a, b) => b.score - a.score || a.at - b.at);
}
