/** How a file is spoilt. The same seed spoils it in the same way on every run. */
export interface Spoiling {
  /** Pieces that mean something in the form under test. */
  readonly inserts: readonly string[];
  /** Most changes in one file. */
  readonly changes: number;
  /** Bytes that one change may take out. */
  readonly longest: (next: Chance) => number;
  /** One change in so many cuts off the rest of the file. */
  readonly cutOneIn: number;
}

export type Chance = (below: number) => number;

/** xorshift32. */
export function chance(seed: number): Chance {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

export function mutated(file: Buffer, next: Chance, { inserts, changes, longest, cutOneIn }: Spoiling): Buffer {
  let out = Buffer.from(file);
  for (let count = 1 + next(changes); count > 0; count -= 1) {
    const at = next(out.length + 1);
    const to = Math.min(out.length, at + next(longest(next)));
    const piece = [
      () => Buffer.from(inserts[next(inserts.length)]!),
      () => Buffer.alloc(1, next(256)),
      () => out.subarray(at, to),
      () => Buffer.alloc(next(3000), out[at] ?? 65),
      () => Buffer.alloc(0),
    ][next(5)]!();
    const rest = next(cutOneIn) === 0 ? Buffer.alloc(0) : out.subarray(next(2) === 0 ? at : to);
    out = Buffer.concat([out.subarray(0, at), piece, rest]);
  }
  return out;
}
