/** Which rows of the index of marks an item makes. What says that there is no number ("OBLITERATED") makes none. */
import { referenceKey } from '../references/reference-key.rules';
import { keysOf } from './serial-keys.rules';
import { anchorsOf, tokensOf } from './serial-features.rules';
import { readPattern } from './serial-pattern.rules';
import type { MarkKeys, WeaponFact } from './serial.types';

/** An item as far as its marks go; what the inspection's own types call it. */
export interface MarkedItem {
  readonly make?: string | null;
  readonly model?: string | null;
  readonly calibre?: string | null;
  readonly type?: string | null;
  readonly serial?: string | null;
  readonly serialState?: string | null;
  readonly importerMark?: string | null;
  readonly marks?:
    | readonly {
        readonly kind: string;
        readonly place?: string | null;
        readonly text?: string | null;
        readonly state?: string | null;
      }[]
    | null;
}

export interface MarkFields extends MarkKeys {
  readonly seq: number;
  readonly kind: string;
  readonly place: string | null;
  readonly raw: string;
  readonly tokens: number[] | null;
  readonly anchors: number[] | null;
  readonly weapon: Readonly<Record<WeaponFact, string>>;
}

export function markFieldsOf(item: MarkedItem): MarkFields[] {
  const weapon = {
    make: referenceKey(item.make),
    model: referenceKey(item.model),
    calibre: referenceKey(item.calibre),
    type: referenceKey(item.type),
  };
  const read = [
    { kind: 'SERIAL', place: null, text: isMarked(item) ? null : item.serial, state: item.serialState },
    { kind: 'IMPORT_MARK', place: null, text: item.importerMark, state: null },
    ...(item.marks ?? []),
  ];
  return read.flatMap(({ kind, place, text, state }, seq) => {
    if (!text) return [];
    const keys = keysOf(text, state === 'PARTIAL');
    if (keys.norm === null && keys.pattern === null) return [];
    const pattern = keys.pattern === null ? undefined : readPattern(keys.pattern, 'as stored');
    return {
      ...keys,
      ...{ seq, kind, place: place ?? null, raw: text, weapon },
      tokens: keys.folded === null ? null : tokensOf(keys.folded, weapon),
      anchors: pattern?.ok ? anchorsOf(pattern.pattern) : null,
    };
  });
}

/** The number said twice, once with its place: one mark. */
const isMarked = ({ serial, marks }: MarkedItem): boolean =>
  (marks ?? []).some(({ kind, text }) => kind === 'SERIAL' && text === serial);
