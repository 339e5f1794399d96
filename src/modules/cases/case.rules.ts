import { defineStateMachine } from '../../kernel/transitions';
import { allow, refuse, type Verdict } from '../../kernel/verdict';
import type { CaseEvent, CaseStatus } from './case.types';

/** A working file is reviewed before it is closed, and can be taken up again when something new comes in. */
export const CASE_STATES = defineStateMachine<CaseStatus, CaseEvent>('case', 'OPEN', {
  OPEN: { review: 'UNDER_REVIEW' },
  UNDER_REVIEW: { close: 'CLOSED', reopen: 'OPEN' },
  CLOSED: { reopen: 'OPEN' },
});

export const mayMove = (status: CaseStatus, event: CaseEvent): Verdict =>
  CASE_STATES.next(status, event)
    ? allow
    : refuse('NOT_IN_THIS_STATUS', `A case that is ${status} cannot ${event}`, {
        status,
        allowed: CASE_STATES.events(status),
      });

export const mayEdit = (status: CaseStatus): Verdict =>
  status === 'CLOSED'
    ? refuse('CLOSED', 'A closed case does not change; reopen it first', {
        status,
        allowed: CASE_STATES.events(status),
      })
    : allow;
