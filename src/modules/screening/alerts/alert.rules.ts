/** What may happen to an alert. The database repeats it (app.alert_moves): this is what gives the reasons. */
import { defineStateMachine } from '../../../kernel/transitions';
import { allow, refuse, type Verdict } from '../../../kernel/verdict';
import type { AlertDecision, AlertState } from './alert.types';

/** What a screening does to an alert that stands. */
export type ScreeningEvent = 'supersede' | 'lapse';

const ended = { supersede: 'SUPERSEDED', lapse: 'LAPSED' } as const;

export const ALERT_LIFE = defineStateMachine<AlertState, AlertDecision | ScreeningEvent>('alert', 'OPEN', {
  OPEN: { dismiss: 'DISMISSED', confirm: 'CONFIRM_PROPOSED', unsure: 'OPEN', ...ended },
  DISMISSED: { reopen: 'OPEN', ...ended },
  CONFIRM_PROPOSED: { confirm: 'CONFIRMED', reopen: 'OPEN', ...ended },
  CONFIRMED: { reopen: 'OPEN', ...ended },
  SUPERSEDED: {},
  LAPSED: {},
});

export interface AlertFacts {
  readonly state: AlertState;
  /** Key of the user who proposed to confirm. */
  readonly proposed_by: number | null;
}

export function mayJudge({ state, proposed_by }: AlertFacts, decision: AlertDecision, userKey: number): Verdict {
  if (ALERT_LIFE.next(state, decision) === undefined)
    return refuse('NOT_IN_THIS_STATE', `An alert that is ${state} cannot be given a ${decision}`, { state });
  if (state === 'CONFIRM_PROPOSED' && decision === 'confirm' && proposed_by === userKey)
    return refuse('SECOND_PERSON_NEEDED', 'A match is confirmed by somebody else than the one who proposed it');
  return allow;
}
