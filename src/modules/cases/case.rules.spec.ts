import { CASE_STATES, mayEdit, mayMove } from './case.rules';
import { CASE_EVENTS, CASE_STATUSES, type CaseEvent, type CaseStatus } from './case.types';

describe('what happens to a case', () => {
  it.each<[CaseStatus, CaseEvent, CaseStatus | undefined]>([
    ['OPEN', 'review', 'UNDER_REVIEW'],
    ['OPEN', 'close', undefined],
    ['OPEN', 'reopen', undefined],
    ['UNDER_REVIEW', 'close', 'CLOSED'],
    ['UNDER_REVIEW', 'reopen', 'OPEN'],
    ['CLOSED', 'reopen', 'OPEN'],
    ['CLOSED', 'review', undefined],
  ])('%s, %s: %s', (status, event, target) => {
    expect(CASE_STATES.next(status, event)).toBe(target);
    expect(mayMove(status, event).allowed).toBe(target !== undefined);
  });

  it('a refusal says what is allowed instead', () => {
    expect(mayMove('OPEN', 'close')).toMatchObject({
      reasons: [{ code: 'NOT_IN_THIS_STATUS', facts: { allowed: ['review'] } }],
    });
  });

  it('changes in every status but CLOSED', () => {
    expect(CASE_STATUSES.filter((status) => mayEdit(status).allowed)).toEqual(['OPEN', 'UNDER_REVIEW']);
    expect(CASE_EVENTS).toHaveLength(3);
  });
});
