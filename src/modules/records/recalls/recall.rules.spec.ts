import { lastDepartures, limitedPurpose, narrowingFaults, narrowsNothing, readingWay } from './recall.rules';
import type { Departure, Narrowing, ReadingWay, TermsFacts } from './recall.types';

const NOW = new Date('2026-11-23T12:00:00Z');
const TERMS: TermsFacts = {
  mayForward: true,
  purpose: 'Panel investigation',
  expiresAt: new Date('2027-01-01T00:00:00Z'),
};

describe('a narrowing', () => {
  it.each<[string, Partial<TermsFacts>, Narrowing, string[]]>([
    ['an earlier end', {}, { expiresAt: '2026-12-01T00:00:00Z' }, []],
    ['an end where there was none', { expiresAt: null }, { expiresAt: '2030-12-01T00:00:00Z' }, []],
    ['a later end', {}, { expiresAt: '2027-02-01T00:00:00Z' }, ['/expiresAt WIDENS']],
    ['the same end', {}, { expiresAt: '2027-01-01T00:00:00Z' }, ['/expiresAt WIDENS']],
    ['the same instant in another zone', {}, { expiresAt: '2026-12-31T20:00:00-04:00' }, ['/expiresAt WIDENS']],
    ['an end that is past', {}, { expiresAt: '2026-11-23T11:59:59Z' }, ['/expiresAt PAST']],
    ['passing on taken back', {}, { mayForward: false }, []],
    ['passing on taken back that was not given', { mayForward: false }, { mayForward: false }, ['/mayForward WIDENS']],
    ['a limit to the purpose', {}, { onlyFor: 'the report of 2027' }, []],
    ['a limit that does not fit', {}, { onlyFor: 'x'.repeat(480) }, ['/onlyFor TOO_LONG']],
    [
      'two faults at once',
      { mayForward: false },
      { mayForward: false, expiresAt: '2028-01-01T00:00:00Z' },
      ['/expiresAt WIDENS', '/mayForward WIDENS'],
    ],
  ])('%s', (_, terms, wanted, expected) => {
    const faults = narrowingFaults({ ...TERMS, ...terms }, wanted, NOW);
    expect(faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });

  it('that names nothing narrows nothing', () => {
    expect(narrowsNothing({})).toBe(true);
    expect(narrowsNothing({ audienceIds: ['a'] })).toBe(false);
  });

  it('keeps the purpose and adds to it', () => {
    expect(limitedPurpose('Panel investigation', undefined)).toBe('Panel investigation');
    expect(limitedPurpose('Panel investigation', 'the report of 2027')).toBe(
      'Panel investigation; only: the report of 2027',
    );
  });
});

describe('the way of a reading', () => {
  it.each<[string, boolean, ReadingWay]>([
    ['record.read', true, 'READ'],
    ['record.read', false, 'LIST'],
    ['record.searched', false, 'SEARCH'],
    ['firearm.searched', true, 'SEARCH'],
    ['attachment.read', true, 'ATTACHMENT'],
    ['record.packaged', true, 'PACKAGE'],
    ['case.member_added', false, 'OTHER'],
  ])('%s, alone %s: %s', (action, alone, way) => expect(readingWay(action, alone)).toBe(way));
});

describe('the place of a record that went twice', () => {
  const went = (how: Departure['how'], at: string): Departure => ({
    how,
    recordId: 'r',
    reference: 'DO-DGA-INS-2026-000001',
    organisation: 'DO-DGA',
    at: new Date(at),
    because: null,
  });

  it('says how it went last, in whatever order that is known', () => {
    const recalled = [7, went('WITHDRAWN', '2026-01-01T00:00:00Z')] as const;
    const ended = [7, went('ENDED', '2026-02-01T00:00:00Z')] as const;
    expect(lastDepartures([recalled, ended]).get(7)?.how).toBe('ENDED');
    expect(lastDepartures([ended, recalled]).get(7)?.how).toBe('ENDED');
    expect(lastDepartures([recalled]).size).toBe(1);
  });
});
