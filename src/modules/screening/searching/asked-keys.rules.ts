/** The finding keys of parties as numbers, and those of many queries as three columns for one statement. */
import { findingKeys } from '../matching/finding-keys.rules';
import type { MatchEntity, PreparedEntity } from '../matching/matching.types';
import { prepare } from '../matching/prepare.rules';
import { hashOfKey } from './finding-key-hash.rules';

export interface AskedKeys {
  /** Number of the query, from 0, of each key. */
  readonly queries: readonly number[];
  readonly keys: readonly number[];
  /** Of the whole name, of two of its words, or an identifier: looked up however common it is. */
  readonly whole: readonly boolean[];
}

const WHOLE = /^[bkip]:/;

/** A party of whom nobody says what it is may be a person or not: it is read both ways. */
export function readingsOf(party: MatchEntity): readonly PreparedEntity[] {
  if (party.schema !== 'LegalEntity') return [prepare(party)];
  return [prepare(party), prepare({ ...party, schema: 'Person' })];
}

const keysOf = (readings: readonly PreparedEntity[]): ReadonlySet<string> =>
  new Set(readings.flatMap((reading) => findingKeys(reading)));

export const hashedKeys = (readings: readonly PreparedEntity[]): readonly number[] => [
  ...new Set([...keysOf(readings)].map(hashOfKey)),
];

export function askedKeys(queries: readonly (readonly PreparedEntity[])[]): AskedKeys {
  const asked = { queries: [] as number[], keys: [] as number[], whole: [] as boolean[] };
  queries.forEach((readings, query) => {
    for (const key of keysOf(readings)) {
      asked.queries.push(query);
      asked.keys.push(hashOfKey(key));
      asked.whole.push(WHOLE.test(key));
    }
  });
  return asked;
}
