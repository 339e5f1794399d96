/** One slip of the hand: a character changed, left out, put in, or two exchanged. Both numbers with look-alikes made one (`fold`). */

/** What remains of A-Z 0-9 once look-alikes are one. */
export const FOLDED_ALPHABET = '0123456789ACEFHJKMNPRTUVWXY';

/** Taken for each other beside the look-alikes (OpenSanctions confusables, digits and letters; the last three from handwriting). */
const CONFUSABLE = new Set(['69', '09', '68', '17', '38', 'UV', 'MN']);
const CONFUSABLE_COST = 0.3;

export interface Edit {
  readonly kind: 'CHANGED' | 'LEFT_OUT' | 'PUT_IN' | 'EXCHANGED';
  /** Position from 0 in the number that was asked for. */
  readonly at: number;
  /** 0.3 for characters often taken for each other, otherwise 1. */
  readonly cost: number;
}

/** Every number one edit away, for a look-up by equality: some 60 for each character. */
export function oneEditAway(folded: string): string[] {
  const found = new Set<string>();
  for (let at = 0; at <= folded.length; at += 1) {
    const [before, after] = [folded.slice(0, at), folded.slice(at)];
    for (const sign of FOLDED_ALPHABET) {
      found.add(before + sign + after);
      if (after !== '') found.add(before + sign + after.slice(1));
    }
    if (after !== '') found.add(before + after.slice(1));
    if (after.length > 1) found.add(before + after[1]! + after[0]! + after.slice(2));
  }
  found.delete(folded);
  return [...found];
}

/** The edit that makes `asked` into `stored`, or undefined if it takes none or more than one. */
export function editBetween(asked: string, stored: string): Edit | undefined {
  if (asked === stored || Math.abs(asked.length - stored.length) > 1) return undefined;
  let at = 0;
  while (at < asked.length && asked[at] === stored[at]) at += 1;
  const [one, other] = [asked.slice(at), stored.slice(at)];
  if (one === other.slice(1)) return { kind: 'LEFT_OUT', at, cost: 1 };
  if (one.slice(1) === other) return { kind: 'PUT_IN', at, cost: 1 };
  return one.length === other.length ? editInPlace(one, other, at) : undefined;
}

function editInPlace(one: string, other: string, at: number): Edit | undefined {
  if (one.slice(1) === other.slice(1))
    return { kind: 'CHANGED', at, cost: CONFUSABLE.has([one[0]!, other[0]!].sort().join('')) ? CONFUSABLE_COST : 1 };
  const exchanged = one.length > 1 && one[1]! + one[0]! + one.slice(2) === other;
  return exchanged ? { kind: 'EXCHANGED', at, cost: 1 } : undefined;
}
