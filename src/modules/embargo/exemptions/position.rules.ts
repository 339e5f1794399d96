import { standing } from './exemption-request.rules';

interface Position {
  readonly seq: number;
  readonly revision: number;
}

export const nextSeq = (rows: readonly Position[]): number => Math.max(-1, ...rows.map(({ seq }) => seq)) + 1;

/** Where a new row goes: behind all others, or in place of one that still stands; undefined if it names none that does. */
export function positionFor<T extends Position & { readonly id: string }>(
  rows: readonly T[],
  replaces: string | null | undefined,
): Position | undefined {
  if (replaces === null || replaces === undefined) return { seq: nextSeq(rows), revision: 0 };
  const old = standing(rows).find(({ id }) => id === replaces.toLowerCase());
  return old && { seq: old.seq, revision: old.revision + 1 };
}
