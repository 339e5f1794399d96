import { defineStateMachine } from '../../kernel/transitions';
import { all, allow, refuse, type Verdict } from '../../kernel/verdict';
import type {
  Ask,
  EventFacts,
  ExchangeEvent,
  ExchangeFacts,
  ExchangeState,
  ExchangeType,
  Extent,
  Progress,
  ReplyStatus,
  SendableType,
  StoredEvent,
} from './exchange.types';

/**
 * What happens between a sender and one addressee. A reply implies the acknowledgement. A full answer may be supplemented and a refusal
 * thought over, until the sender closes: nobody is kept from telling more.
 */
export const EXCHANGE_STATE_MACHINE = defineStateMachine<ExchangeState, ExchangeEvent>('exchange', 'SENT', {
  SENT: {
    ACKNOWLEDGED: 'ACKNOWLEDGED',
    REPLIED_PARTIALLY: 'PARTIALLY_ANSWERED',
    REPLIED_FULLY: 'ANSWERED',
    DECLINED: 'DECLINED',
    CLOSED: 'CLOSED',
  },
  ACKNOWLEDGED: {
    REPLIED_PARTIALLY: 'PARTIALLY_ANSWERED',
    REPLIED_FULLY: 'ANSWERED',
    DECLINED: 'DECLINED',
    CLOSED: 'CLOSED',
  },
  PARTIALLY_ANSWERED: {
    REPLIED_PARTIALLY: 'PARTIALLY_ANSWERED',
    REPLIED_FULLY: 'ANSWERED',
    DECLINED: 'DECLINED',
    CLOSED: 'CLOSED',
  },
  ANSWERED: { REPLIED_FULLY: 'ANSWERED', CLOSED: 'CLOSED' },
  DECLINED: { REPLIED_PARTIALLY: 'PARTIALLY_ANSWERED', REPLIED_FULLY: 'ANSWERED', CLOSED: 'CLOSED' },
  CLOSED: {},
});

export const EVENT_OF_EXTENT: Readonly<Record<Extent, ExchangeEvent>> = {
  PARTIAL: 'REPLIED_PARTIALLY',
  FULL: 'REPLIED_FULLY',
  DECLINED: 'DECLINED',
};

const STATUS_OF_STATE: Readonly<Record<Exclude<ExchangeState, 'CLOSED'>, ReplyStatus>> = {
  SENT: 'SENT',
  ACKNOWLEDGED: 'ACK',
  PARTIALLY_ANSWERED: 'PARTIAL',
  ANSWERED: 'FULL',
  DECLINED: 'DECLINED',
};

const DAY_MS = 86_400_000;
const AWAITING: readonly ExchangeState[] = ['SENT', 'ACKNOWLEDGED', 'PARTIALLY_ANSWERED'];

/** An answer is still owed. */
export const isAwaited = (state: ExchangeState): boolean => AWAITING.includes(state);

/** The due day has ended in UTC: the one clock all parties share. */
export const isPastDue = (dueOn: string | null, now: Date): boolean =>
  dueOn !== null && now.getTime() >= Date.parse(`${dueOn}T00:00:00Z`) + DAY_MS;

/** State and reply status of one addressee, from its own events and the sender's, in order. */
export function progressOf(
  addressee: Pick<Progress, 'audienceKey' | 'ownerId'>,
  exchange: Pick<ExchangeFacts, 'dueOn' | 'takenBackFrom'>,
  events: readonly Pick<EventFacts, 'event' | 'at' | 'audienceKey'>[],
  now: Date,
): Progress {
  let state: ExchangeState = EXCHANGE_STATE_MACHINE.initial;
  let answer: Exclude<ExchangeState, 'CLOSED'> = 'SENT';
  for (const { event } of events) {
    if (moves(event)) state = EXCHANGE_STATE_MACHINE.next(state, event) ?? state;
    if (state !== 'CLOSED') answer = state;
  }
  const first = (...wanted: readonly string[]): Date | null =>
    events.find(({ event }) => wanted.includes(event))?.at ?? null;
  const versionAt = (at: Date | null | undefined): number | null => (at ? versionStandingAt(events, at) : null);
  const acknowledgedAt = first('ACKNOWLEDGED', ...ANSWERS);
  const takenBack = exchange.takenBackFrom.includes(addressee.audienceKey);
  const overdue = isAwaited(state) && !takenBack && isPastDue(exchange.dueOn, now);
  return {
    ...addressee,
    state,
    status: overdue ? 'OVERDUE' : STATUS_OF_STATE[answer],
    overdue,
    takenBack,
    acknowledgedAt,
    answeredAt: first('REPLIED_FULLY'),
    declinedAt: first('DECLINED'),
    reminders: events.filter(({ event }) => event === 'REMINDED').length,
    acknowledgedVersion: versionAt(acknowledgedAt),
    answeredVersion: versionAt(events.findLast(({ event }) => ANSWERS.includes(event))?.at),
  };
}

const ANSWERS: readonly StoredEvent[] = ['REPLIED_PARTIALLY', 'REPLIED_FULLY', 'DECLINED'];

const moves = (event: StoredEvent): event is ExchangeEvent =>
  event !== 'SENT' && event !== 'REMINDED' && event !== 'CORRECTED';

/** 1 is what was sent first; each correction of the sender's is the next. */
export const versionStandingAt = (
  events: readonly Pick<EventFacts, 'event' | 'at' | 'audienceKey'>[],
  at: Date,
): number =>
  1 + events.filter((event) => event.event === 'CORRECTED' && event.audienceKey === null && event.at <= at).length;

/**
 * How far each addressee has come, as the reader sees it: to the sender one entry for each organisation that acted, and one for each audience
 * nobody has acted for; to an addressee its own alone; to anybody else nothing.
 */
export function progressSeenBy(organisationId: number, exchange: ExchangeFacts, now: Date): Progress[] {
  if (isPartOfAnother(exchange.type)) return [];
  const isSender = organisationId === exchange.ownerId;
  const thread = (audienceKey: number, ownerId: number | null): Progress =>
    progressOf(
      { audienceKey, ownerId },
      exchange,
      exchange.events.filter(
        (event) =>
          event.audienceKey === null ||
          (event.event === 'REMINDED' ? event.audienceKey === audienceKey : event.ownerId === ownerId),
      ),
      now,
    );
  if (!isSender) {
    const own = addressedThrough(organisationId, exchange);
    return own === undefined ? [] : [thread(own, organisationId)];
  }
  return exchange.audienceKeys.flatMap((audienceKey) => {
    const acted = exchange.events
      .filter((event) => event.audienceKey === audienceKey && event.event !== 'REMINDED')
      .map(({ ownerId }) => ownerId);
    return acted.length === 0
      ? [thread(audienceKey, null)]
      : [...new Set(acted)].map((ownerId) => thread(audienceKey, ownerId));
  });
}

/** A reply belongs to its request, a correction to what it corrects: what is done is done there. */
export const isPartOfAnother = (type: ExchangeType): boolean => type === 'REPLY' || type === 'CORRECTION';

/** The audience by which an organisation is addressed; the one it acted by before, if it still belongs to it. Undefined for the sender and for others. */
export function addressedThrough(organisationId: number, exchange: ExchangeFacts): number | undefined {
  if (organisationId === exchange.ownerId) return undefined;
  const before = exchange.events.find((event) => event.ownerId === organisationId)?.audienceKey;
  return exchange.audienceKeys.find((key) => key === before) ?? exchange.audienceKeys[0];
}

/** The state between the sender and this addressee; SENT for whoever has done nothing yet. */
export const stateFor = (organisationId: number, exchange: ExchangeFacts, now: Date): ExchangeState =>
  progressSeenBy(organisationId, exchange, now)[0]?.state ?? EXCHANGE_STATE_MACHINE.initial;

export interface SendFacts {
  readonly type: SendableType;
  readonly dueOn: string | null;
  readonly asks: readonly Ask[] | null;
}

/** A request says by when, and that day is not over; a notice asks for nothing. */
export function maySend({ type, dueOn, asks }: SendFacts, now: Date): Verdict {
  if (type === 'NOTICE') {
    const field = dueOn === null ? '/asks' : '/dueOn';
    return dueOn === null && asks === null
      ? allow
      : refuse('NOTICE_ASKS_FOR_NOTHING', 'A notice asks for nothing: send a REQUEST to be answered', { field });
  }
  if (dueOn === null) return refuse('DUE_DATE_MISSING', 'Say by when you need the answer', { field: '/dueOn' });
  return isPastDue(dueOn, now)
    ? refuse('DUE_DATE_PAST', 'The due date has passed (UTC)', { field: '/dueOn', dueOn })
    : allow;
}

export const isAddressed = (organisationId: number, exchange: ExchangeFacts): Verdict =>
  addressedThrough(organisationId, exchange) === undefined
    ? refuse('NOT_ADDRESSED', 'Only an organisation that an exchange is addressed to acknowledges or answers it')
    : allow;

/** The false is put right as long as the correspondence runs; a correction is not corrected, but what it corrects is once more. */
export function mayCorrect({ type, events }: Pick<ExchangeFacts, 'type' | 'events'>): Verdict {
  if (type === 'CORRECTION') return refuse('CORRECTS_ALREADY', 'Correct what it corrects: the newest version stands');
  return events.some(({ event }) => event === 'CLOSED')
    ? refuse('CLOSED', 'The correspondence was closed: send a notice or a request of your own')
    : allow;
}

/** A correction says the old words again: whom they were taken back from does not get them by it. */
export const mayReach = (recipients: readonly unknown[]): Verdict =>
  recipients.length === 0
    ? refuse('TAKEN_BACK', 'It reaches nobody any more: send a request or a notice of your own')
    : allow;

/** May this happen between sender and addressee now? */
export function mayHappen(facts: { type: ExchangeType; state: ExchangeState }, event: ExchangeEvent): Verdict {
  return all(fitsType(facts.type, event), fitsState(facts.state, event));
}

function fitsType(type: ExchangeType, event: ExchangeEvent): Verdict {
  if (isPartOfAnother(type))
    return refuse(
      'NOT_A_REQUEST',
      'A reply is part of its request, a correction of what it corrects: acknowledge, answer or close that',
    );
  const isAnswer = event !== 'ACKNOWLEDGED' && event !== 'CLOSED';
  return type === 'NOTICE' && isAnswer
    ? refuse('NOT_A_REQUEST', 'A notice asks for nothing: send a notice or a request of your own')
    : allow;
}

const fitsState = (state: ExchangeState, event: ExchangeEvent): Verdict =>
  EXCHANGE_STATE_MACHINE.next(state, event)
    ? allow
    : refuse('NOT_IN_THIS_STATE', `An exchange that is ${state} cannot become ${event}`, {
        state,
        allowed: EXCHANGE_STATE_MACHINE.events(state),
      });
