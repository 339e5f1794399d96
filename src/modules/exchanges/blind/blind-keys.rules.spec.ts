import fc from 'fast-check';
import { keysOf } from '../../inspections';
import { namedIn, readKeys } from './blind-keys.rules';
import { readItems, shapeFaults, unmatchableFaults } from './blind-items.rules';
import type { BlindKind } from './blind.types';

describe('what is compared', () => {
  it.each<[BlindKind, string, string, string | null]>([
    ['SERIAL', 'bkx 193-427', '8KX193427', 'BKX193427'],
    ['SERIAL', '7734', '7734', null],
    ['SEAL', 'OL-4471', '014471', 'OL4471'],
    ['CONTAINER', 'SMLU 481516-4', 'SMLU4815164', null],
    ['VESSEL', 'IMO 9074729', '9074729', null],
    ['PHONE', '3712 4455', '+50937124455', null],
    ['PERSON', 'PIERRE, Jean Baptiste', 'BAPTISTE JEAN PIERRE', null],
    ['DOCUMENT', 'AB-12 345', 'AB12345', null],
  ])('of a %s %s', (kind, value, lookup, exact) => {
    expect(readKeys({ kind, value })).toEqual({ ok: true, keys: { lookup, exact } });
  });

  it('of a person with a year of birth is the name, and both', () => {
    expect(readKeys({ kind: 'PERSON', value: 'Jean Pierre', birthYear: 1985 })).toEqual({
      ok: true,
      keys: { lookup: 'JEAN PIERRE', exact: 'JEAN PIERRE|1985' },
    });
  });

  it.each<[BlindKind, string, string]>([
    ['SERIAL', 'BKX1?3', 'PATTERN'],
    ['CONTAINER', 'SMLU48151*', 'PATTERN'],
    ['SERIAL', 'OBLITERATED', 'PLACEHOLDER'],
    ['PERSON', 'TO ORDER', 'PLACEHOLDER'],
    ['DOCUMENT', '0000', 'PLACEHOLDER'],
    ['SERIAL', '- / -', 'UNREADABLE'],
    ['DOCUMENT', '- / -', 'UNREADABLE'],
    ['SERIAL', 'A1', 'TOO_SHORT'],
  ])('of a %s %s is nothing: %s', (kind, value, code) => {
    expect(readKeys({ kind, value })).toEqual({ ok: false, code });
  });
});

it('a plain serial is read as any other', () => {
  const plain = fc.stringMatching(/^[A-Za-z0-9 ./-]{4,20}$/);
  fc.assert(
    fc.property(plain, (value) => {
      const { norm, folded } = keysOf(value);
      const reading = readKeys({ kind: 'SERIAL', value });
      if (!reading.ok) return norm === null || norm.length < 4;
      return reading.keys.lookup === folded && reading.keys.exact === (norm === folded ? null : norm);
    }),
  );
});

it('an identifier is found in a reason whatever parts it', () => {
  const items = ['BKX193', 'Ñ-77 81', 'AB', 'ZZZZ9'].map((value) => ({ kind: 'SERIAL' as const, value }));
  expect(namedIn('Where are bkx-193 and ñ 7781 from? AB', items)).toEqual([0, 1]);
});

it('a person is found in a reason in whatever order the names stand, with accents or without', () => {
  const items = ['PIERRE, Jean Baptiste', 'Désir Élie', 'Rose May'].map((value) => ({
    kind: 'PERSON' as const,
    value,
  }));
  expect(namedIn('What is known of Jean-Baptiste Pierre and of Elie Desir, seen in May?', items)).toEqual([0, 1]);
});

describe('a list', () => {
  it('is read with what cannot be compared left out, by reason and place', () => {
    const items = ['BKX193', 'BKX?', 'NONE', 'BKX*'].map((value) => ({ kind: 'SERIAL' as const, value }));
    const { matchable, leftOut } = readItems(items);
    expect(matchable.map(({ at }) => at)).toEqual([0]);
    expect(leftOut).toEqual([
      { code: 'PATTERN', count: 2, lines: [1, 3] },
      { code: 'PLACEHOLDER', count: 1, lines: [2] },
    ]);
    expect(unmatchableFaults(leftOut, '/items').map(({ pointer }) => pointer)).toEqual([
      '/items/1/value',
      '/items/3/value',
      '/items/2/value',
    ]);
  });

  it('names the first hundred faults of shape, and no value', () => {
    const secret = 'S'.repeat(201);
    const faults = shapeFaults([...Array<object>(150).fill({ kind: 'SERIAL', value: secret })], '/items');
    expect(faults).toHaveLength(100);
    expect(JSON.stringify(faults)).not.toContain('SSSS');
  });
});
