import type { Verdict } from '../../../kernel/verdict';
import { canBeApproved, mayDecide, mayOpen, stateOf } from './opening.rules';
import type { Decision, OpeningFacts } from './opening.types';

const T = Date.parse('2026-03-01T12:00:00Z');
const after = (minutes: number): Date => new Date(T + minutes * 60_000);
const said = (by: number, minutes: number, decision: Decision = 'APPROVED'): OpeningFacts['decisions'][number] => ({
  by,
  decision,
  at: after(minutes),
});
const opening = (more: Partial<OpeningFacts> = {}): OpeningFacts => ({
  requestedBy: 1,
  needed: 2,
  requestedAt: after(0),
  openedAt: null,
  custodianKeys: [2, 3, 4],
  decisions: [],
  ...more,
});
const code = (verdict: Verdict): string => (verdict.allowed ? 'ok' : verdict.reasons[0]!.code);

describe('an opening', () => {
  it.each([
    ['WAITING', {}, 1],
    ['WAITING', { decisions: [said(2, 1)] }, 2],
    ['APPROVED', { decisions: [said(2, 1), said(3, 60)] }, 74],
    ['LAPSED', { decisions: [said(2, 1), said(3, 60)] }, 75],
    ['APPROVED', { needed: 1, decisions: [said(2, 1)] }, 15],
    ['LAPSED', { needed: 1, decisions: [said(2, 1), said(3, 15)] }, 16],
    ['REFUSED', { decisions: [said(2, 1), said(3, 2), said(4, 3, 'REFUSED')] }, 4],
    ['OPENED', { decisions: [said(2, 1), said(3, 2)], openedAt: after(3) }, 4],
    ['LAPSED', {}, 7 * 24 * 60],
  ] as const)('is %s: %j after %i minutes', (state, facts, minutes) => {
    expect(stateOf(opening(facts as Partial<OpeningFacts>), after(minutes))).toBe(state);
  });

  it('is decided on by its custodians, never by who asked', () => {
    expect([1, 2, 9].map((who) => code(mayDecide(opening(), who, after(1))))).toEqual([
      'ASKED_FOR_IT',
      'ok',
      'NOT_A_CUSTODIAN',
    ]);
    expect(code(mayDecide(opening({ requestedBy: 2 }), 2, after(1)))).toBe('ASKED_FOR_IT');
    expect(code(mayDecide(opening({ decisions: [said(2, 1), said(3, 2)] }), 4, after(3)))).toBe('NOT_WAITING');
  });

  it('is shown to who asked, while it is approved', () => {
    const approved = opening({ decisions: [said(2, 1), said(3, 2)] });
    expect([1, 2].map((who) => code(mayOpen(approved, who, after(3))))).toEqual(['ok', 'NOT_THE_REQUESTER']);
    expect(code(mayOpen(opening(), 1, after(3)))).toBe('NOT_APPROVED');
  });

  it('is not even asked for where nobody could approve it', () => {
    expect(code(canBeApproved([2, 3], 2, 1))).toBe('ok');
    expect(code(canBeApproved([2, 3], 2, 2))).toBe('TOO_FEW_CUSTODIANS');
  });
});
