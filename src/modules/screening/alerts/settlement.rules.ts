/**
 * What a screening does with the alerts of the pairs it has looked at. Invariant: nothing but an alert that stands on the very values that
 * were compared now keeps a hit from becoming an alert: not an earlier screening, nor a judgement on other values.
 */
import type { Ending, Hit, StandingAlert } from './alert.types';

export interface Ended {
  readonly alert: StandingAlert;
  readonly state: 'SUPERSEDED' | 'LAPSED';
  readonly because: Ending;
}

export interface Settlement {
  readonly open: readonly Hit[];
  readonly end: readonly Ended[];
}

const pairOf = (subject: number, entry: number): string => `${subject} ${entry}`;

/**
 * @param hits of the pairs that were compared
 * @param standing alerts of these pairs, and of no others
 * @param listed keys of the entries that are on their list
 */
export function settle(
  hits: readonly Hit[],
  standing: readonly StandingAlert[],
  listed: ReadonlySet<number>,
): Settlement {
  const hitOf = new Map(hits.map((hit) => [pairOf(hit.subjectKey, hit.entryKey), hit]));
  const known = new Set(
    standing.map(({ subject_key, entry_key, basis }) => `${pairOf(subject_key, entry_key)} ${basis}`),
  );
  const end = standing.flatMap((alert): Ended[] => {
    const hit = hitOf.get(pairOf(alert.subject_key, alert.entry_key));
    if (hit === undefined)
      return [{ alert, state: 'LAPSED', because: listed.has(alert.entry_key) ? 'NO_LONGER_A_HIT' : 'DELISTED' }];
    return hit.basis === alert.basis ? [] : [{ alert, state: 'SUPERSEDED', because: 'VALUES_CHANGED' }];
  });
  return { open: hits.filter((hit) => !known.has(`${pairOf(hit.subjectKey, hit.entryKey)} ${hit.basis}`)), end };
}
