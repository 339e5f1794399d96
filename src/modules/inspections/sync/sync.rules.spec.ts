import { clockFlags, distinctPhotos, newlyAnnounced, verdictBeside } from './sync.rules';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-23T12:00:00Z');

describe('a record sent under a reference that is taken', () => {
  it.each([
    ['of the same content is had already', 'a', 'a', 'already_have'],
    ['of another content is a conflict', 'a', 'b', 'conflict'],
    [
      'beside one whose content was never hashed is a conflict: to call it the same would be a guess',
      null,
      'a',
      'conflict',
    ],
  ] as const)('%s', (_, contentSha256, sent, verdict) => {
    expect(verdictBeside({ contentSha256 }, sent)).toBe(verdict);
  });
});

describe('clocks', () => {
  it.each<[string, number | null, number | null, string[]]>([
    ['as they should be', 0, -1, []],
    ['nobody spoke of', null, null, []],
    ['of a port that was offline for eleven months', -330, -330, []],
    ['23 hours ahead, as a wrong zone can make them', 0.95, 0.95, []],
    ['more than a day ahead', 1.01, 0, ['DEVICE_CLOCK_AHEAD']],
    ['a year ahead, both', 365, 365, ['DEVICE_CLOCK_AHEAD', 'EXAMINED_IN_FUTURE']],
    ['more than a year behind, both', -367, -367, ['DEVICE_CLOCK_BEHIND', 'EXAMINED_LONG_AGO']],
    ['of an examination after its record', -5, -1, ['EXAMINED_AFTER_MADE']],
    ['of an examination without a device', null, 2, ['EXAMINED_IN_FUTURE']],
  ])('%s', (_, made, examined, flags) => {
    const at = (days: number | null): number | null => (days === null ? null : NOW + days * DAY);
    expect(clockFlags({ receivedAt: NOW, madeAt: at(made), examinedAt: at(examined) })).toEqual(flags);
  });
});

describe('photos', () => {
  const photo = (name: string, sha256: string) => ({ name, sha256, size: 1 });
  it('of the same content are one, by the first name', () => {
    expect(distinctPhotos([photo('a', '1'), photo('b', '2'), photo('c', '1')])).toEqual([
      photo('a', '1'),
      photo('b', '2'),
    ]);
  });
  it('that were announced before are not new, whatever they are called now', () => {
    expect(newlyAnnounced([{ sha256: '1' }], [photo('z', '1'), photo('b', '2'), photo('c', '2')])).toEqual([
      photo('b', '2'),
    ]);
  });
});
