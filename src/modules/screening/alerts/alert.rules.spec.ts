import { ALERT_LIFE, mayJudge } from './alert.rules';
import { ALERT_DECISIONS, ALERT_STATES, type AlertDecision, type AlertState } from './alert.types';

const ANNA = 1;
const JEAN = 2;

describe('an alert', () => {
  it.each([
    ['OPEN', 'dismiss', 'DISMISSED'],
    ['OPEN', 'confirm', 'CONFIRM_PROPOSED'],
    ['OPEN', 'unsure', 'OPEN'],
    ['OPEN', 'reopen', undefined],
    ['DISMISSED', 'reopen', 'OPEN'],
    ['DISMISSED', 'dismiss', undefined],
    ['DISMISSED', 'confirm', undefined],
    ['CONFIRM_PROPOSED', 'confirm', 'CONFIRMED'],
    ['CONFIRM_PROPOSED', 'reopen', 'OPEN'],
    ['CONFIRM_PROPOSED', 'dismiss', undefined],
    ['CONFIRMED', 'reopen', 'OPEN'],
    ['CONFIRMED', 'dismiss', undefined],
  ] as [AlertState, AlertDecision, AlertState | undefined][])('%s, %s: %s', (state, decision, next) => {
    expect(ALERT_LIFE.next(state, decision)).toBe(next);
    expect(mayJudge({ state, proposed_by: ANNA }, decision, JEAN).allowed).toBe(next !== undefined);
  });

  it.each(ALERT_STATES.filter((state) => !['SUPERSEDED', 'LAPSED'].includes(state)))(
    'that is %s ends when its values change or it is no hit any more',
    (state) => {
      expect(ALERT_LIFE.next(state, 'supersede')).toBe('SUPERSEDED');
      expect(ALERT_LIFE.next(state, 'lapse')).toBe('LAPSED');
    },
  );

  it.each(['SUPERSEDED', 'LAPSED'] as const)('that is %s is history: nobody judges it', (state) => {
    for (const decision of ALERT_DECISIONS)
      expect(mayJudge({ state, proposed_by: null }, decision, ANNA)).toMatchObject({
        reasons: [{ code: 'NOT_IN_THIS_STATE' }],
      });
  });

  it('is not confirmed by the one who proposed it, who may take the proposal back', () => {
    const proposed = { state: 'CONFIRM_PROPOSED', proposed_by: ANNA } as const;
    expect(mayJudge(proposed, 'confirm', ANNA)).toMatchObject({ reasons: [{ code: 'SECOND_PERSON_NEEDED' }] });
    expect(mayJudge(proposed, 'confirm', JEAN).allowed).toBe(true);
    expect(mayJudge(proposed, 'reopen', ANNA).allowed).toBe(true);
  });
});
