import type { ExchangeFacts, StoredEvent } from '../exchange.types';
import { audiencesToRemind, reminderTimes } from './reminder.rules';
import type { ReminderStage } from './reminder.types';

const PANEL = 1;
const BEFORE = new Date('2026-03-08T00:00:00Z');
const AFTER = new Date('2026-03-11T00:00:00Z');
const facts = (...events: readonly [StoredEvent, number, number | null][]): ExchangeFacts => ({
  type: 'REQUEST',
  ownerId: PANEL,
  dueOn: '2026-03-10',
  audienceKeys: [20, 30],
  takenBackFrom: [],
  events: events.map(([event, ownerId, audienceKey], i) => ({ event, ownerId, audienceKey, at: new Date(i) })),
});

describe('when a request is reminded of', () => {
  it.each<[string, number, string, [ReminderStage, string][]]>([
    [
      'both times',
      3,
      '2026-03-01T12:00:00Z',
      [
        ['DUE_SOON', '2026-03-07'],
        ['OVERDUE', '2026-03-11'],
      ],
    ],
    [
      'on the day itself',
      0,
      '2026-03-01T12:00:00Z',
      [
        ['DUE_SOON', '2026-03-10'],
        ['OVERDUE', '2026-03-11'],
      ],
    ],
    ['sent too late for the first', 3, '2026-03-09T12:00:00Z', [['OVERDUE', '2026-03-11']]],
  ])('%s', (_, days, now, wanted) =>
    expect(
      reminderTimes('2026-03-10', days, new Date(now)).map(({ stage, at }) => [stage, at.toISOString().slice(0, 10)]),
    ).toEqual(wanted),
  );
});

describe('who is reminded', () => {
  it.each<[string, ExchangeFacts, ReminderStage, Date, number[]]>([
    ['nobody has done anything', facts(['SENT', PANEL, null]), 'DUE_SOON', BEFORE, [20, 30]],
    ['one has answered', facts(['SENT', PANEL, null], ['REPLIED_FULLY', 2, 20]), 'OVERDUE', AFTER, [30]],
    [
      'one has answered in part',
      facts(['SENT', PANEL, null], ['REPLIED_PARTIALLY', 2, 20]),
      'OVERDUE',
      AFTER,
      [20, 30],
    ],
    ['one has declined', facts(['SENT', PANEL, null], ['DECLINED', 2, 20]), 'OVERDUE', AFTER, [30]],
    ['reminded before', facts(['SENT', PANEL, null], ['REMINDED', PANEL, 20]), 'OVERDUE', AFTER, [20, 30]],
    ['closed', facts(['SENT', PANEL, null], ['CLOSED', PANEL, null]), 'OVERDUE', AFTER, []],
    ['overdue too early', facts(['SENT', PANEL, null]), 'OVERDUE', BEFORE, []],
    ['soon too late', facts(['SENT', PANEL, null]), 'DUE_SOON', AFTER, []],
    ['a notice', { ...facts(['SENT', PANEL, null]), type: 'NOTICE' }, 'OVERDUE', AFTER, []],
  ])('%s', (_, exchange, stage, now, wanted) => expect(audiencesToRemind(exchange, stage, now)).toEqual(wanted));
});
