import {
  addressedThrough,
  EVENT_OF_EXTENT,
  EXCHANGE_STATE_MACHINE,
  isAddressed,
  isPastDue,
  mayCorrect,
  mayHappen,
  maySend,
  progressOf,
  progressSeenBy,
} from './exchange.rules';
import type { EventFacts, ExchangeFacts, ExchangeState, ExchangeType, StoredEvent } from './exchange.types';

const BEFORE = new Date('2026-03-10T23:59:59Z');
const AFTER = new Date('2026-03-11T00:00:00Z');
const DUE = '2026-03-10';
const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 1, 0, minute));
const PANEL = 1;
const DGA = 2;
const AGD = 3;
const codes = (verdict: ReturnType<typeof maySend>): string[] =>
  verdict.allowed ? [] : verdict.reasons.map(({ code }) => code);

const exchange = (events: readonly [StoredEvent, number, number | null][], over: Partial<ExchangeFacts> = {}) => ({
  type: 'REQUEST' as ExchangeType,
  ownerId: PANEL,
  dueOn: DUE,
  audienceKeys: [20, 30],
  takenBackFrom: [],
  events: events.map(([event, ownerId, audienceKey], i): EventFacts => ({ event, ownerId, audienceKey, at: at(i) })),
  ...over,
});

describe('state and reply status, from events and the clock', () => {
  it.each<[StoredEvent[], Date, ExchangeState, string, boolean]>([
    [['SENT'], BEFORE, 'SENT', 'SENT', false],
    [['SENT'], AFTER, 'SENT', 'OVERDUE', true],
    [['SENT', 'ACKNOWLEDGED'], BEFORE, 'ACKNOWLEDGED', 'ACK', false],
    [['SENT', 'ACKNOWLEDGED'], AFTER, 'ACKNOWLEDGED', 'OVERDUE', true],
    [['SENT', 'REPLIED_PARTIALLY'], BEFORE, 'PARTIALLY_ANSWERED', 'PARTIAL', false],
    [['SENT', 'REPLIED_PARTIALLY'], AFTER, 'PARTIALLY_ANSWERED', 'OVERDUE', true],
    [['SENT', 'ACKNOWLEDGED', 'REPLIED_PARTIALLY', 'REPLIED_FULLY'], AFTER, 'ANSWERED', 'FULL', false],
    [['SENT', 'DECLINED'], AFTER, 'DECLINED', 'DECLINED', false],
    [['SENT', 'DECLINED', 'REPLIED_FULLY'], AFTER, 'ANSWERED', 'FULL', false],
    [['SENT', 'DECLINED', 'REPLIED_PARTIALLY'], AFTER, 'PARTIALLY_ANSWERED', 'OVERDUE', true],
    [['SENT', 'REPLIED_FULLY', 'CLOSED'], AFTER, 'CLOSED', 'FULL', false],
    [['SENT', 'CLOSED'], AFTER, 'CLOSED', 'SENT', false],
    [['SENT', 'ACKNOWLEDGED', 'CLOSED'], AFTER, 'CLOSED', 'ACK', false],
  ])('%j is %s at that time', (events, now, state, status, overdue) => {
    const seen = progressOf(
      { audienceKey: 20, ownerId: DGA },
      { dueOn: DUE, takenBackFrom: [] },
      events.map((event, i) => ({ event, audienceKey: null, at: at(i) })),
      now,
    );
    expect([seen.state, seen.status, seen.overdue]).toEqual([state, status, overdue]);
  });

  it('counts a reply without an acknowledgement as the acknowledgement', () => {
    const [seen] = progressSeenBy(
      DGA,
      exchange([
        ['SENT', PANEL, null],
        ['REPLIED_FULLY', DGA, 20],
      ]),
      BEFORE,
    );
    expect([seen!.acknowledgedAt, seen!.answeredAt, seen!.declinedAt]).toEqual([at(1), at(1), null]);
  });

  it.each([
    [null, AFTER, false],
    [DUE, BEFORE, false],
    [DUE, AFTER, true],
    ['2024-02-29', AFTER, true],
  ])('due on %s is past: %s', (dueOn, now, past) => expect(isPastDue(dueOn, now)).toBe(past));
});

describe('who sees whose progress', () => {
  const asked = exchange([
    ['SENT', PANEL, null],
    ['ACKNOWLEDGED', DGA, 20],
    ['REPLIED_FULLY', AGD, 30],
  ]);

  it('shows the sender one entry for each that acted, apart from each other', () => {
    expect(progressSeenBy(PANEL, asked, BEFORE).map((p) => [p.audienceKey, p.ownerId, p.status])).toEqual([
      [20, DGA, 'ACK'],
      [30, AGD, 'FULL'],
    ]);
  });

  it('shows the sender an audience nobody has acted for, and two organisations of one audience', () => {
    const group = exchange(
      [
        ['SENT', PANEL, null],
        ['ACKNOWLEDGED', DGA, 20],
        ['DECLINED', AGD, 20],
      ],
      { audienceKeys: [20, 40] },
    );
    expect(progressSeenBy(PANEL, group, AFTER).map((p) => [p.audienceKey, p.ownerId, p.status])).toEqual([
      [20, DGA, 'OVERDUE'],
      [20, AGD, 'DECLINED'],
      [40, null, 'OVERDUE'],
    ]);
  });

  it('shows an addressee its own alone, and the closing by the sender', () => {
    const closed = exchange(
      [
        ['SENT', PANEL, null],
        ['ACKNOWLEDGED', DGA, 20],
        ['CLOSED', PANEL, null],
      ],
      { audienceKeys: [20] },
    );
    expect(progressSeenBy(DGA, closed, AFTER).map((p) => [p.ownerId, p.state, p.status])).toEqual([
      [DGA, 'CLOSED', 'ACK'],
    ]);
  });

  it('shows nothing to a reader who is not addressed, and nothing of a reply', () => {
    expect(progressSeenBy(AGD, exchange([['SENT', PANEL, null]], { audienceKeys: [] }), BEFORE)).toEqual([]);
    expect(progressSeenBy(PANEL, exchange([], { type: 'REPLY' }), BEFORE)).toEqual([]);
  });
});

describe('who may take part', () => {
  it.each<[string, number, Partial<ExchangeFacts>, number | undefined]>([
    ['an addressee', DGA, { audienceKeys: [20] }, 20],
    ['the sender, even inside a group it wrote to', PANEL, { audienceKeys: [20] }, undefined],
    ['a reader who is not addressed', AGD, { audienceKeys: [] }, undefined],
  ])('%s', (_, organisation, over, through) => {
    const facts = exchange([['SENT', PANEL, null]], over);
    expect(addressedThrough(organisation, facts)).toBe(through);
    expect(codes(isAddressed(organisation, facts))).toEqual(through === undefined ? ['NOT_ADDRESSED'] : []);
  });

  it('goes on by the audience it acted by before', () => {
    const facts = exchange([
      ['SENT', PANEL, null],
      ['ACKNOWLEDGED', DGA, 30],
    ]);
    expect(addressedThrough(DGA, facts)).toBe(30);
  });
});

describe('versions and reminders', () => {
  it('say which version was acknowledged and which answered, and how often each was reminded', () => {
    const facts = exchange([
      ['SENT', PANEL, null],
      ['ACKNOWLEDGED', DGA, 20],
      ['REMINDED', PANEL, 30],
      ['CORRECTED', PANEL, null],
      ['REMINDED', PANEL, 20],
      ['REMINDED', PANEL, 30],
      ['REPLIED_PARTIALLY', DGA, 20],
    ]);
    const of = (organisation: number) =>
      progressSeenBy(organisation, facts, BEFORE).map((each) => [
        ...[each.audienceKey, each.state, each.reminders, each.acknowledgedVersion, each.answeredVersion],
      ]);
    expect(of(PANEL)).toEqual([
      [20, 'PARTIALLY_ANSWERED', 1, 1, 2],
      [30, 'SENT', 2, null, null],
    ]);
    expect(of(DGA)).toEqual([[20, 'PARTIALLY_ANSWERED', 1, 1, 2]]);
  });

  it('are of the sender: an addressee that corrects its reply makes no version of the request', () => {
    const facts = exchange([
      ['SENT', PANEL, null],
      ['REPLIED_FULLY', DGA, 20],
      ['CORRECTED', DGA, 20],
    ]);
    const [seen] = progressSeenBy(PANEL, facts, BEFORE);
    expect([seen!.state, seen!.answeredVersion]).toEqual(['ANSWERED', 1]);
  });

  it.each<[ExchangeType, [StoredEvent, number, number | null][], string[]]>([
    ['REQUEST', [['SENT', PANEL, null]], []],
    ['REPLY', [], []],
    ['REQUEST', [['CLOSED', PANEL, null]], ['CLOSED']],
    ['CORRECTION', [], ['CORRECTS_ALREADY']],
  ])('a %s after %j is corrected unless %j', (type, events, reasons) =>
    expect(codes(mayCorrect(exchange(events, { type })))).toEqual(reasons),
  );
});

describe('what may be sent', () => {
  it.each<[string, Parameters<typeof maySend>[0], Date, string[]]>([
    ['a request due today', { type: 'REQUEST', dueOn: DUE, asks: null }, BEFORE, []],
    ['a request due yesterday', { type: 'REQUEST', dueOn: DUE, asks: null }, AFTER, ['DUE_DATE_PAST']],
    ['a request without a due date', { type: 'REQUEST', dueOn: null, asks: null }, BEFORE, ['DUE_DATE_MISSING']],
    ['a notice', { type: 'NOTICE', dueOn: null, asks: null }, BEFORE, []],
    ['a notice with a due date', { type: 'NOTICE', dueOn: DUE, asks: null }, BEFORE, ['NOTICE_ASKS_FOR_NOTHING']],
    [
      'a notice that asks',
      { type: 'NOTICE', dueOn: null, asks: ['REPLY_WANTED'] },
      BEFORE,
      ['NOTICE_ASKS_FOR_NOTHING'],
    ],
  ])('%s', (_, facts, now, reasons) => expect(codes(maySend(facts, now))).toEqual(reasons));
});

describe('what may happen', () => {
  it.each<[ExchangeType, ExchangeState, 'ACKNOWLEDGED' | 'REPLIED_PARTIALLY' | 'REPLIED_FULLY' | 'CLOSED', string[]]>([
    ['REQUEST', 'SENT', 'ACKNOWLEDGED', []],
    ['REQUEST', 'ACKNOWLEDGED', 'ACKNOWLEDGED', ['NOT_IN_THIS_STATE']],
    ['REQUEST', 'ANSWERED', 'ACKNOWLEDGED', ['NOT_IN_THIS_STATE']],
    ['REQUEST', 'ANSWERED', 'REPLIED_FULLY', []],
    ['REQUEST', 'ANSWERED', 'REPLIED_PARTIALLY', ['NOT_IN_THIS_STATE']],
    ['REQUEST', 'DECLINED', 'REPLIED_PARTIALLY', []],
    ['REQUEST', 'CLOSED', 'REPLIED_FULLY', ['NOT_IN_THIS_STATE']],
    ['REQUEST', 'CLOSED', 'CLOSED', ['NOT_IN_THIS_STATE']],
    ['NOTICE', 'SENT', 'ACKNOWLEDGED', []],
    ['NOTICE', 'SENT', 'REPLIED_FULLY', ['NOT_A_REQUEST']],
    ['NOTICE', 'SENT', 'CLOSED', []],
    ['REPLY', 'SENT', 'ACKNOWLEDGED', ['NOT_A_REQUEST']],
    ['REPLY', 'SENT', 'CLOSED', ['NOT_A_REQUEST']],
  ])('%s that is %s: %s', (type, state, event, reasons) =>
    expect(codes(mayHappen({ type, state }, event))).toEqual(reasons),
  );

  it('closes from every state but CLOSED, and has an event for each extent of a reply', () => {
    const states = Object.keys(EXCHANGE_STATE_MACHINE.table) as ExchangeState[];
    const closing = states.filter((state) => EXCHANGE_STATE_MACHINE.next(state, 'CLOSED') === 'CLOSED');
    expect(closing).toEqual(states.filter((state) => state !== 'CLOSED'));
    expect(EVENT_OF_EXTENT).toEqual({ PARTIAL: 'REPLIED_PARTIALLY', FULL: 'REPLIED_FULLY', DECLINED: 'DECLINED' });
  });
});
