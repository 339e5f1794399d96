import { channelsOf } from '../channel.rules';
import { decideMail, type MailFacts } from './mail-decision.rules';

const told = { kind: 'task.assigned', read: false } as const;
const facts: MailFacts<{ kind: 'task.assigned' | 'record.recalled'; read: boolean }> = {
  purpose: 'AT_ONCE',
  address: 'anna@x.ht',
  told: [told],
  quiet: { from: 1320, until: 360 },
  timeZone: 'America/Port-au-Prince',
  channels: channelsOf({}),
};
const noon = new Date('2026-01-10T17:00:00Z');
const night = new Date('2026-01-10T05:00:00Z');

it.each([
  ['is sent by day', facts, noon, { send: [told] }],
  ['waits for the morning', facts, night, { waitUntil: new Date('2026-01-10T11:00:00Z') }],
  [
    'does not wait if it tells of a recall',
    { ...facts, told: [{ kind: 'record.recalled', read: false } as const] },
    night,
    { send: [{ kind: 'record.recalled', read: false }] },
  ],
  ['is not sent of what is hidden by now', { ...facts, told: [] }, noon, { not: 'NOT_VISIBLE' }],
  ['is not sent of what was read', { ...facts, told: [{ ...told, read: true }] }, noon, { not: 'READ_ALREADY' }],
  [
    'is not sent of what is not wanted by now',
    { ...facts, channels: channelsOf({ 'task.assigned': 'INBOX' }) },
    noon,
    { not: 'NOT_WANTED' },
  ],
  [
    'is not sent to a hostile address',
    { ...facts, address: 'a@x.ht\r\nBcc: b@x.ht' },
    noon,
    { not: 'ADDRESS_REFUSED' },
  ],
])('an e-mail %s', (_, given, at, decision) => expect(decideMail(given, at)).toEqual(decision));

it('a kind that cannot be off is sent though somebody wrote OFF into the database', () => {
  expect(channelsOf({ 'record.recalled': 'OFF' })).toContainEqual({ kind: 'record.recalled', channel: 'EMAIL' });
});
