import fc from 'fast-check';
import { firearmReferences } from './firearms';
import { edits, FirearmReference } from '../../src/modules/inspections/references/reference-check.rules';
import { referenceKey } from '../../src/modules/inspections/references/reference-key.rules';
import type { ReferenceKind, ReferenceName } from '../../src/modules/inspections/references/reference.types';

/** The delivered names, as the database numbers them. */
function delivered(): ReferenceName[] {
  const names: ReferenceName[] = [];
  const add = (
    kind: ReferenceKind,
    name: string,
    makeKey: number | null,
    sameAs: number | null,
    note: string | null,
  ): number => {
    const nameKey = referenceKey(name);
    const there = names.find((one) => one.kind === kind && one.nameKey === nameKey && one.makeKey === makeKey);
    if (there) return there.key;
    names.push({ key: names.length + 1, kind, name, nameKey, makeKey, sameAs, note });
    return names.length;
  };
  for (const one of firearmReferences) {
    const make =
      one.make === undefined ? null : names.find(({ kind, name }) => kind === 'MAKE' && name === one.make)!.key;
    const key = add(one.kind, one.name, make, null, one.note ?? null);
    for (const other of one.sameAs) add(one.kind, other, make, key, null);
  }
  return names;
}
const reference = new FirearmReference(delivered());

describe('the delivered reference', () => {
  it('has no name that stands for two', () => {
    const meanings = new Map<string, Set<string>>();
    for (const { kind, name, make, sameAs } of firearmReferences)
      for (const one of [name, ...sameAs]) {
        const key = `${kind} ${make ?? ''} ${referenceKey(one)}`;
        meanings.set(key, (meanings.get(key) ?? new Set()).add(name));
      }
    expect([...meanings].filter(([, names]) => names.size > 1).map(([key, names]) => [key, ...names])).toEqual([]);
  });

  it('is a useful start', () => {
    const count = (kind: ReferenceKind): number => firearmReferences.filter((one) => one.kind === kind).length;
    expect([count('MAKE') >= 60, count('MODEL') >= 200, count('CALIBRE') >= 60, count('TYPE')]).toEqual([
      true,
      true,
      true,
      7,
    ]);
  });

  it.each([
    ['9 mm Luger', '9x19 Parabellum'],
    ['9MM', '9x19 Parabellum'],
    ['7,62 × 39', '7.62x39'],
    ['7.62х39', '7.62x39'],
    ['12.7x99', '.50 BMG'],
    ['12 GA', '12 gauge'],
    ['5.56 NATO', '5.56x45 NATO'],
    ['.223 Rem', '.223 Remington'],
    ['.308 Win', '.308 Winchester'],
    ['7.62x51', '7.62x51 NATO'],
    ['.38 Spl', '.38 Special'],
    ['9x18', '9x18 Makarov'],
  ])('knows the calibre %s as %s', (calibre, canonical) => {
    expect(reference.check({ calibre })).toMatchObject([{ known: true, canonical }]);
  });

  it('keeps calibres apart whose cases are alike', () => {
    const meant = (calibre: string): string[] => reference.keysOf('CALIBRE', calibre);
    expect(meant('5.56x45').some((key) => meant('.223').includes(key))).toBe(false);
    expect(meant('7.62x51').some((key) => meant('.308').includes(key))).toBe(false);
  });
});

describe('a check', () => {
  it.each([
    [{ make: 'S&W' }, { known: true, canonical: 'Smith & Wesson', flag: 'OTHER_NAME' }],
    [{ make: 'GLOCK' }, { known: true, canonical: 'Glock', flag: null, nearest: [] }],
    [{ make: 'Glok' }, { known: false, canonical: null, flag: 'UNKNOWN', nearest: ['Glock'] }],
    [{ make: 'Tauros' }, { nearest: ['Taurus'] }],
    [{ make: 'Zzzz Qqqq' }, { known: false, nearest: [] }],
    [{ calibre: '7.62x38' }, { known: false, nearest: expect.arrayContaining(['7.62x39']) }],
    [{ type: 'Escopeta' }, { canonical: 'SHOTGUN' }],
  ])('of %j', (weapon, check) => {
    expect(reference.check(weapon)).toMatchObject([check]);
  });

  it('knows whose a model is', () => {
    expect(reference.check({ make: 'Taurus', model: 'WASR-10' })[1]).toMatchObject({
      ...{ known: false, canonical: 'WASR-10', flag: 'OF_ANOTHER_MAKE' },
      nearest: ['Romarm', 'Century Arms'],
    });
    expect(reference.check({ model: 'WASR-10' })[0]).toMatchObject({ known: true, flag: null });
    expect(reference.check({ make: 'Taurus', model: 'G2' })[1]).toMatchObject({
      known: false,
      nearest: ['G2C', 'G2S', 'G3'],
    });
  });

  it('says nothing of what was not said, and never fails', () => {
    expect(reference.check({ make: '', model: null, calibre: '--' })).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (make) =>
        reference.check({ make }).every(({ value }) => value === make),
      ),
    );
  });

  it('measures by edits', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (one, other) => edits(one, other) === edits(other, one)));
    expect([edits('', 'abc'), edits('kitten', 'sitting'), edits('a', 'a')]).toEqual([3, 3, 0]);
  });
});
