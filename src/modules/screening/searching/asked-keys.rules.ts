/** The finding keys of many queries as three columns, for one statement. */
import { findingKeys } from '../matching/finding-keys.rules';
import type { PreparedEntity } from '../matching/matching.types';
import { hashOfKey } from './finding-key-hash.rules';

export interface AskedKeys {
  /** Number of the query, from 0, of each key. */
  readonly queries: readonly number[];
  readonly keys: readonly number[];
  /** Of the whole name, of two of its words, or an identifier: looked up however common it is. */
  readonly whole: readonly boolean[];
}

const WHOLE = /^[kip]:/;

export function askedKeys(parties: readonly (readonly PreparedEntity[])[]): AskedKeys {
  const asked = { queries: [] as number[], keys: [] as number[], whole: [] as boolean[] };
  parties.forEach((variants, query) => {
    for (const key of new Set(variants.flatMap((variant) => findingKeys(variant)))) {
      asked.queries.push(query);
      asked.keys.push(hashOfKey(key));
      asked.whole.push(WHOLE.test(key));
    }
  });
  return asked;
}
