import { networkOf, pauseAfter, secondsToWait } from './slow-down.rules';

describe('slow-down', () => {
  it.each([
    ['email', 0, 0],
    ['email', 4, 0],
    ['email', 5, 1],
    ['email', 6, 2],
    ['email', 7, 4],
    ['email', 10, 32],
    ['email', 11, 42],
    ['email', 5000, 42],
    ['user', 5, 1],
    ['address', 19, 0],
    ['address', 20, 1],
    ['address', 26, 42],
  ] as const)('%s after %i failures: %i s', (kind, failures, seconds) => {
    expect(pauseAfter(kind, failures)).toBe(seconds);
  });

  const last = new Date('2026-11-22T09:00:00.000Z');
  it.each([
    ['at once', '2026-11-22T09:00:00.000Z', 4],
    ['after 1.2 s', '2026-11-22T09:00:01.200Z', 3],
    ['after the pause', '2026-11-22T09:00:04.000Z', 0],
    ['long after', '2026-11-23T09:00:00.000Z', 0],
    ['with a clock a minute behind', '2026-11-22T08:59:00.000Z', 4],
  ])('asks to wait %s', (_, now, seconds) => {
    expect(secondsToWait('email', 7, last, new Date(now))).toBe(seconds);
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('counts %s as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
