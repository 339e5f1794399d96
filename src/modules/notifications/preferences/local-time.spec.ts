import { isTimeZone, minutesOf, nextDigest, quietUntil, timeText } from './local-time.rules';

const NY = 'America/New_York';
const night = { from: 22 * 60, until: 6 * 60 };

describe('a time zone', () => {
  it.each(['America/Port-au-Prince', 'America/Santo_Domingo', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+4'])(
    '%s is one',
    (name) => expect(isTimeZone(name)).toBe(true),
  );
  it.each(['', 'EST5EDT4', '-04:00', '+0400', 'America/Nowhere', '../etc/passwd', 'America/New_York\n', 'utc '])(
    '%j is none',
    (name) => expect(isTimeZone(name)).toBe(false),
  );
});

describe('quiet hours end', () => {
  it.each([
    ['over midnight, in the evening', '2026-01-10T04:00:00Z', NY, night, '2026-01-10T11:00:00.000Z'], // 23:00
    ['over midnight, in the morning', '2026-01-10T10:59:00Z', NY, night, '2026-01-10T11:00:00.000Z'], // 05:59
    ['in the night in which clocks go forward', '2026-03-08T04:30:00Z', NY, night, '2026-03-08T10:00:00.000Z'],
    ['in the night in which clocks go back', '2026-11-01T03:30:00Z', NY, night, '2026-11-01T11:00:00.000Z'],
    ['by day', '2026-01-10T17:30:00Z', NY, { from: 720, until: 780 }, '2026-01-10T18:00:00.000Z'],
    // 02:30 is left out on that day: read as 02:30 -05:00
    ['at a time that is left out', '2026-03-08T06:30:00Z', NY, { from: 60, until: 150 }, '2026-03-08T07:30:00.000Z'],
    [
      'at a time that comes twice, the first',
      '2026-11-01T04:30:00Z',
      NY,
      { from: 0, until: 90 },
      '2026-11-01T05:30:00.000Z',
    ],
    [
      'in the hour that comes twice, the end that is still to come', // 01:20 for the second time; 01:30 has been once
      '2026-11-01T06:20:00Z',
      NY,
      { from: 0, until: 90 },
      '2026-11-01T06:30:00.000Z',
    ],
    [
      'elsewhere without change of clocks',
      '2026-07-01T03:00:00Z',
      'America/Santo_Domingo',
      night,
      '2026-07-01T10:00:00.000Z',
    ],
  ])('%s', (_, at, zone, quiet, end) => expect(quietUntil(new Date(at), quiet, zone)?.toISOString()).toBe(end));

  it.each([
    ['at their last minute', '2026-01-10T11:00:00Z', night],
    ['before their first', '2026-01-10T02:59:00Z', night],
    ['where there are none', '2026-01-10T04:00:00Z', null],
  ])('and do not run %s', (_, at, quiet) => expect(quietUntil(new Date(at), quiet, NY)).toBeNull());
});

describe('the next digest', () => {
  const daily = { every: 'DAILY', hour: 7, weekday: 1 } as const;
  it.each([
    ['today', '2026-01-10T11:59:59Z', daily, '2026-01-10T12:00:00.000Z'],
    ['tomorrow, once its time has come', '2026-01-10T12:00:00Z', daily, '2026-01-11T12:00:00.000Z'],
    ['at the same hour after clocks went forward', '2026-03-07T13:00:00Z', daily, '2026-03-08T11:00:00.000Z'],
    [
      'on a Monday',
      '2026-01-10T13:00:00Z',
      { every: 'WEEKLY', hour: 7, weekday: 1 } as const,
      '2026-01-12T12:00:00.000Z',
    ],
    [
      'a week later, on its own day',
      '2026-01-12T12:00:00Z',
      { every: 'WEEKLY', hour: 7, weekday: 1 } as const,
      '2026-01-19T12:00:00.000Z',
    ],
  ])('comes %s', (_, at, digest, next) => expect(nextDigest(new Date(at), digest, NY).toISOString()).toBe(next));
});

it.each([
  ['00:00', 0],
  ['22:30', 1350],
  ['23:59', 1439],
  ['24:00', undefined],
  ['7:00', undefined],
  ['07:60', undefined],
])('%s is %p minutes', (text, minutes) => {
  expect(minutesOf(text)).toBe(minutes);
  if (minutes !== undefined) expect(timeText(minutes)).toBe(text);
});
