import { dutiesOf, mayExtend, stateOf } from './duty.rules';
import { dayIn, endOfDay, offsetText, zoneOfPlace } from './place-clock.rules';
import type { DutyFacts, Holiday, PolicyTerms } from './reporting.types';
import { addWorkingDays, isWorkingDay } from './working-days.rules';

const everyYear = (month: number, day: number): Holiday => ({ year: null, month, day, observed: true });
/** Constitution of Haiti, art. 275-1. */
const HAITI = [everyYear(1, 1), everyYear(1, 2), everyYear(5, 1), everyYear(5, 18), everyYear(11, 18)];

describe('working days', () => {
  it.each([
    ['from a Monday to the next one', '2026-11-23', 5, [], '2026-11-30'],
    ['from a Friday over the weekend', '2026-11-27', 1, [], '2026-11-30'],
    ['from a Saturday', '2026-11-28', 5, [], '2026-12-04'],
    ['over Vertières', '2026-11-13', 5, HAITI, '2026-11-23'],
    ['over the turn of the year', '2026-12-30', 5, HAITI, '2027-01-07'],
    ['over 29 February', '2024-02-27', 3, [], '2024-03-01'],
  ])('%s', (_, from, days, holidays, expected) => {
    expect(addWorkingDays(from, days, holidays)).toBe(expected);
  });

  it.each([
    ['a holiday of another year', '2026-04-03', [{ year: 2025, month: 4, day: 3, observed: true }], true],
    ['a holiday of this year', '2026-04-03', [{ year: 2026, month: 4, day: 3, observed: true }], false],
    ['one that was taken back', '2026-05-01', [{ year: 2026, month: 5, day: 1, observed: false }, ...HAITI], true],
    [
      'one taken back for another year',
      '2026-05-01',
      [{ year: 2025, month: 5, day: 1, observed: false }, ...HAITI],
      false,
    ],
  ])('%s', (_, day, holidays, expected) => {
    expect(isWorkingDay(day, holidays)).toBe(expected);
  });
});

describe('the clock of the place', () => {
  it.each([
    ['HT', '-05:00', 'America/Port-au-Prince'],
    ['DO', null, 'America/Santo_Domingo'],
    ['US', '-04:00', '-04:00'],
    ['US', null, 'UTC'],
    ['ZZ', null, 'UTC'],
  ])('in %s, written with %s, is %s', (country, offset, zone) => {
    expect(zoneOfPlace(country, offset)).toBe(zone);
  });

  it.each([
    ['summer', '2026-07-01', 'America/Port-au-Prince', '2026-07-02T04:00:00.000Z'],
    ['winter', '2026-12-01', 'America/Port-au-Prince', '2026-12-02T05:00:00.000Z'],
    ['the day the clocks go forward', '2026-03-08', 'America/Port-au-Prince', '2026-03-09T04:00:00.000Z'],
    ['the day before', '2026-03-07', 'America/Port-au-Prince', '2026-03-08T05:00:00.000Z'],
    ['an offset', '2026-07-01', '-04:30', '2026-07-02T04:30:00.000Z'],
    ['UTC', '2026-07-01', 'UTC', '2026-07-02T00:00:00.000Z'],
  ])('ends a day of %s', (_, day, zone, instant) => {
    expect(endOfDay(day, zone).toISOString()).toBe(instant);
  });

  it('knows that it is still yesterday in the port', () => {
    expect(dayIn(new Date('2026-07-02T03:59:59.900Z'), 'America/Port-au-Prince')).toBe('2026-07-01');
    expect(offsetText(-270)).toBe('-04:30');
  });
});

describe('reports that are owed', () => {
  const policy: PolicyTerms = { initialWorkingDays: 5, followUpDays: 30, countedFrom: 'COMPLETION' };
  const facts: DutyFacts = {
    status: 'COMPLETED',
    result: 'FOUND',
    examinedAt: new Date('2026-11-01T15:00:00Z'),
    writtenOffset: '-05:00',
    placeCountry: 'HT',
  };
  const at = new Date('2026-11-24T02:00:00Z'); // 21:00 of the 23rd in Port-au-Prince
  const due = (more: Partial<DutyFacts>, terms: Partial<PolicyTerms> = {}): string[][] =>
    dutiesOf({ ...facts, ...more }, { ...policy, ...terms }, [], at).map(({ kind, dueOn }) => [kind, dueOn]);

  it.each([
    [
      'something was found',
      {},
      {},
      [
        ['INITIAL', '2026-11-30'],
        ['FOLLOW_UP', '2026-12-23'],
      ],
    ],
    ['nothing was found', { result: 'NIL' as const }, {}, [['INITIAL', '2026-11-30']]],
    ['it was refused', { result: 'REFUSED' as const }, {}, [['INITIAL', '2026-11-30']]],
    ['a draft', { status: 'DRAFT' as const }, {}, []],
    ['a cancelled one', { status: 'CANCELLED' as const }, {}, []],
    ['closed at once', { status: 'CLOSED' as const, result: 'NIL' as const }, {}, [['INITIAL', '2026-11-30']]],
    [
      'counted from the examination',
      { result: 'NIL' as const },
      { countedFrom: 'EXAMINATION' as const },
      [['INITIAL', '2026-11-06']],
    ],
    [
      'examined at a time unknown',
      { examinedAt: null, result: 'NIL' as const },
      { countedFrom: 'EXAMINATION' as const },
      [['INITIAL', '2026-11-30']],
    ],
  ])('%s', (_, more, terms, expected) => {
    expect(due(more, terms)).toEqual(expected);
  });

  it.each([
    ['long before', '2026-11-28T04:59:59Z', 'open'],
    ['two days before', '2026-11-29T05:00:00Z', 'due_soon'],
    ['in the last second', '2026-12-01T04:59:59Z', 'due_soon'],
    ['when the day has ended', '2026-12-01T05:00:00Z', 'overdue'],
  ])('%s', (_, now, state) => {
    const dueAt = new Date('2026-12-01T05:00:00Z');
    expect(stateOf({ metAt: null, dueAt, remindDays: 2 }, new Date(now))).toBe(state);
    expect(stateOf({ metAt: at, dueAt, remindDays: 2 }, new Date(now))).toBe('met');
  });

  it.each([
    ['2026-12-01', null, undefined],
    ['2026-11-30', null, 'NOT_LATER'],
    ['2027-12-01', null, 'TOO_FAR'],
    ['2026-12-01', at, 'ALREADY_MET'],
  ])('extended to %s', (to, metAt, code) => {
    const verdict = mayExtend({ metAt, dueOn: '2026-11-30' }, to);
    expect(verdict.allowed ? undefined : verdict.reasons[0]!.code).toBe(code);
  });
});
