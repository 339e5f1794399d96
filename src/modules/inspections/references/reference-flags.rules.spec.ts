import { FirearmReference } from './reference-check.rules';
import { referenceFlags } from './reference-flags.rules';
import type { ReferenceKind, ReferenceName } from './reference.types';

const name = (
  key: number,
  kind: ReferenceKind,
  text: string,
  nameKey: string,
  more: Partial<ReferenceName> = {},
): ReferenceName => ({
  ...{ key, kind, name: text, nameKey, makeKey: null, sameAs: null, note: null },
  ...more,
});
const reference = new FirearmReference([
  name(1, 'MAKE', 'Glock', 'GLOCK'),
  name(2, 'CALIBRE', '9x19', '9X19'),
  name(3, 'CALIBRE', '9 mm', '9MM', { sameAs: 2 }),
]);
const flags = (category: 'FIREARM' | 'AMMUNITION' | 'OTHER', more: object): unknown[] =>
  referenceFlags(reference, [{ seq: 7, category, ...more }]).map(({ seq, field, flag, canonical, nearest }) => [
    ...[seq, field, flag, canonical],
    ...nearest,
  ]);

it.each([
  ['what is known as written', 'FIREARM', { make: 'Glock', calibre: '9x19' }, []],
  ['an unknown make, with the nearest', 'FIREARM', { make: 'Glok' }, [[7, 'make', 'UNKNOWN', null, 'Glock']]],
  ['another name', 'AMMUNITION', { calibre: '9 mm' }, [[7, 'calibre', 'OTHER_NAME', '9x19']]],
  ['the maker of a cartridge, who is no maker of firearms', 'AMMUNITION', { make: 'PPU' }, []],
  ['the make of anything else', 'OTHER', { make: 'Glok' }, []],
] as const)('%s', (_, category, item, expected) => {
  expect(flags(category, item)).toEqual(expected);
  expect(flags(category, item)).toEqual(expected); // remembered
});

it('looks for the nearest of so many spellings and no more, and flags the rest all the same', () => {
  const spelt = (i: number) => ({ seq: i, category: 'FIREARM' as const, make: `Glock ${i % 300}` });
  const found = referenceFlags(
    reference,
    Array.from({ length: 600 }, (_, i) => spelt(i)),
  );
  expect(found).toHaveLength(600);
  const withNearest = found.filter(({ nearest }) => nearest.length > 0).map(({ seq }) => seq % 300);
  expect([...new Set(withNearest)]).toHaveLength(200);
  expect(withNearest).toHaveLength(400);
});
