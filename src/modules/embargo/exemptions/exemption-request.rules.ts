import { defineStateMachine } from '../../../kernel/transitions';
import { all, allow, refuse, type Verdict } from '../../../kernel/verdict';
import type { IsoDate } from '../rules/embargo.types';
import type {
  EventFacts,
  ExemptionEvent,
  ExemptionState,
  RequestedGoods,
  RequesterKind,
  RequestType,
} from './exemption-request.types';

/**
 * A request until the Committee has decided (2699 para 14(b), 2700 para 6(b), 2752 para 2(c)). The Committee decides by consensus of 15
 * outside this program, which writes down what it is told. A refusal is final: who asks again, asks anew.
 */
export const EXEMPTION_STATE_MACHINE = defineStateMachine<Exclude<ExemptionState, 'NOTIFIED'>, ExemptionEvent>(
  'exemption',
  'SUBMITTED',
  {
    SUBMITTED: { APPROVED: 'APPROVED', REFUSED: 'REFUSED', ON_HOLD: 'ON_HOLD', WITHDRAWN: 'WITHDRAWN' },
    ON_HOLD: { APPROVED: 'APPROVED', REFUSED: 'REFUSED', ON_HOLD: 'ON_HOLD', WITHDRAWN: 'WITHDRAWN' },
    APPROVED: { AMENDED: 'APPROVED', REVOKED: 'REVOKED' },
    REFUSED: {},
    REVOKED: {},
    WITHDRAWN: {},
  },
);

/** The last word on each position, in their order. */
export function standing<T extends { readonly seq: number; readonly revision: number }>(rows: readonly T[]): T[] {
  const last = new Map<number, T>();
  for (const row of rows) {
    const known = last.get(row.seq);
    if (!known || known.revision < row.revision) last.set(row.seq, row);
  }
  return [...last.values()].sort((one, other) => one.seq - other.seq);
}

/** What may happen next; a notification asks for nothing and can only be taken back. */
export function nextEvents(type: RequestType, state: ExemptionState): readonly ExemptionEvent[] {
  if (state === 'NOTIFIED') return ['WITHDRAWN'];
  return type === 'NOTIFICATION' ? [] : EXEMPTION_STATE_MACHINE.events(state);
}

const following = (type: RequestType, state: ExemptionState, event: ExemptionEvent): ExemptionState | undefined => {
  if (!nextEvents(type, state).includes(event)) return undefined;
  return state === 'NOTIFIED' ? 'WITHDRAWN' : EXEMPTION_STATE_MACHINE.next(state, event);
};

export function stateOf(type: RequestType, events: readonly EventFacts[]): ExemptionState {
  return standing(events).reduce<ExemptionState>(
    (state, { event }) => following(type, state, event) ?? state,
    type === 'NOTIFICATION' ? 'NOTIFIED' : 'SUBMITTED',
  );
}

type NewEvent = Pick<EventFacts, 'seq' | 'revision' | 'event' | 'decidedOn'>;

/** May this be recorded: does the whole sequence, with it in its place, still make sense on the day it is recorded (UTC)? */
export function mayRecord(type: RequestType, before: readonly EventFacts[], added: NewEvent, today: IsoDate): Verdict {
  const events = standing<NewEvent>([...before, added]);
  let state: ExemptionState = type === 'NOTIFICATION' ? 'NOTIFIED' : 'SUBMITTED';
  for (const { event } of events) {
    const next = following(type, state, event);
    if (!next) return notNow(type, state, event);
    state = next;
  }
  return all(inOrder(events, added), notInFuture(added, today));
}

const notNow = (type: RequestType, state: ExemptionState, event: ExemptionEvent): Verdict =>
  type === 'NOTIFICATION' && event !== 'WITHDRAWN'
    ? refuse('NOTHING_ASKED', 'A notification asks for no decision: an APPROVAL_REQUEST does', { event })
    : refuse('NOT_IN_THIS_STATE', `A request that is ${state} cannot become ${event}`, {
        state,
        allowed: nextEvents(type, state),
      });

function inOrder(events: readonly NewEvent[], added: NewEvent): Verdict {
  const at = events.indexOf(added);
  const [before, after] = [events[at - 1], events[at + 1]];
  return (before && before.decidedOn > added.decidedOn) || (after && after.decidedOn < added.decidedOn)
    ? refuse('DATES_OUT_OF_ORDER', 'The Committee decided in the order in which its decisions stand here', {
        field: '/decidedOn',
        before: before?.decidedOn ?? null,
        after: after?.decidedOn ?? null,
      })
    : allow;
}

const notInFuture = ({ decidedOn }: NewEvent, today: IsoDate): Verdict =>
  decidedOn > today
    ? refuse('DECISION_IN_FUTURE', 'What has not happened yet cannot be recorded (UTC)', { field: '/decidedOn' })
    : allow;

const OPEN: readonly ExemptionState[] = ['SUBMITTED', 'ON_HOLD', 'NOTIFIED'];

/** The Committee must have decided on the very text that stands here, so nobody changes it afterwards. */
export const mayCorrect = (state: ExemptionState): Verdict =>
  OPEN.includes(state)
    ? allow
    : refuse('DECIDED', `A request that is ${state} is not changed any more; make a new one`, { state });

export interface RequestFacts {
  readonly requester: { readonly kind: RequesterKind; readonly state?: string | null };
  readonly goods: readonly Pick<RequestedGoods, 'category' | 'unit'>[];
  readonly shipFrom: IsoDate;
  readonly shipTo: IsoDate;
}

/** What a request must say of itself to be understood. */
export function isCoherent({ requester, goods, shipFrom, shipTo }: RequestFacts): Verdict {
  const units = new Map<string, Set<string>>();
  for (const { category, unit } of goods) units.set(category, (units.get(category) ?? new Set()).add(unit));
  const mixed = [...units].filter(([, of]) => of.size > 1).map(([category]) => category);
  return all(
    (requester.kind === 'STATE') === Boolean(requester.state)
      ? allow
      : refuse('REQUESTER_STATE', 'A State that asks is named by its code, an organisation has none', {
          field: '/requester/state',
        }),
    shipTo < shipFrom
      ? refuse('WINDOW_REVERSED', 'The shipment window ends before it begins', { field: '/shipTo' })
      : allow,
    mixed.length > 0
      ? refuse('UNITS_DIFFER', 'Count goods of one category in one unit: what is used is set against it', {
          field: '/goods',
          categories: mixed,
        })
      : allow,
  );
}

export interface DecisionTerms {
  readonly decision: ExemptionEvent;
  readonly decidedOn: IsoDate;
  readonly scope?: { readonly goods?: unknown; readonly consignee?: unknown } | null;
  readonly expiresOn?: IsoDate | null;
}

/** Terms belong to an approval, and an amendment amends something. */
export function termsFit(terms: DecisionTerms): Verdict {
  const { decision, decidedOn, scope, expiresOn } = terms;
  const field = scope ? '/scope' : '/expiresOn';
  const grants = decision === 'APPROVED' || decision === 'AMENDED';
  if (!grants && (scope || expiresOn))
    return refuse('TERMS_WITHOUT_APPROVAL', `${decision} has neither scope nor expiry`, { field });
  if (decision === 'AMENDED' && saysNothing(terms))
    return refuse('NOTHING_AMENDED', 'Say what was amended: scope or expiry', { field: '/scope' });
  return expiresOn && expiresOn < decidedOn
    ? refuse('EXPIRES_BEFORE_DECISION', 'An approval cannot end before it is given', { field: '/expiresOn' })
    : allow;
}

const saysNothing = ({ scope, expiresOn }: DecisionTerms): boolean => !(scope?.goods ?? scope?.consignee ?? expiresOn);
