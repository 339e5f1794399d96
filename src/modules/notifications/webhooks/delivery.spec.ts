import { failsTooLong, MOST_ATTEMPTS, nextAttempt } from '../retry.rules';
import { type DeliveryFacts, whyNotDelivered } from './delivery.rules';

const facts: DeliveryFacts = {
  kind: 'record.released',
  enabled: true,
  kindsWanted: ['record.released', 'record.recalled'],
  level: 2,
  about: 'VISIBLE',
};

it.each<[string, Partial<DeliveryFacts>, string | undefined]>([
  ['of a visible record', {}, undefined],
  ['of no record', { about: 'NO_RECORD' }, undefined],
  ['of a hidden record', { about: 'HIDDEN' }, 'NOT_VISIBLE'],
  ['of a recall', { about: 'HIDDEN', kind: 'record.recalled' }, undefined],
  ['of a kind that is no longer wanted', { kind: 'exchange.received' }, 'KIND_NOT_WANTED'],
  ['to a disabled webhook', { enabled: false }, 'WEBHOOK_DISABLED'],
  ['to an organisation in which nobody reads', { level: -1 }, 'NO_READER'],
  ['a trial, whatever is wanted', { kind: 'webhook.ping', level: -1 }, undefined],
  ['a trial to a disabled webhook', { kind: 'webhook.ping', enabled: false }, 'WEBHOOK_DISABLED'],
])('a delivery %s', (_, more, why) => expect(whyNotDelivered({ ...facts, ...more })).toBe(why));

it('is tried eight times within a day, with pauses that grow', () => {
  const start = new Date('2026-01-10T00:00:00Z');
  const times = [start];
  for (let failed = 1; ; failed += 1) {
    const next = nextAttempt(failed, times.at(-1)!);
    if (!next) break;
    times.push(next);
  }
  expect(times).toHaveLength(MOST_ATTEMPTS);
  const pauses = times.slice(1).map((time, i) => time.getTime() - times[i]!.getTime());
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(times.at(-1)!.getTime() - start.getTime()).toBeLessThan(86_400_000);
});

it('three days of failing are too long', () => {
  const since = new Date('2026-01-10T00:00:00Z');
  expect(failsTooLong(since, new Date('2026-01-12T23:59:59Z'))).toBe(false);
  expect(failsTooLong(since, new Date('2026-01-13T00:00:00Z'))).toBe(true);
});
