import { isCalendarDay, isInstant, toInstant } from './rfc3339';

describe('times', () => {
  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2024-02-30', false],
    ['2024-13-01', false],
    ['2024-00-10', false],
    ['2024-1-01', false],
    ['2024-04-05T00:00:00Z', false],
    [20240405, false],
  ])('the day %s: %s', (text, expected) => {
    expect(isCalendarDay(text)).toBe(expected);
  });

  it.each([
    ['2024-04-05T10:30:00-04:00', true],
    ['2024-04-05T10:30:00.123456Z', true],
    ['2024-02-30T10:30:00Z', false],
    ['2024-04-05T10:30:00', false],
    ['2024-04-05T24:00:00Z', false],
    ['2024-04-05T10:60:00Z', false],
    ['2024-04-05T10:30:00+15:00', false],
    ['2024-04-05 10:30:00Z', false],
  ])('the instant %s: %s', (text, expected) => {
    expect(isInstant(text)).toBe(expected);
  });

  it.each([
    ['2024-02-29', '2024-02-29T23:59:59.999Z'],
    ['2024-04-05T10:30:00-04:00', '2024-04-05T14:30:00.000Z'],
  ])('by %s is meant %s', (text, instant) => {
    expect(toInstant(text)).toBe(instant);
  });
});
