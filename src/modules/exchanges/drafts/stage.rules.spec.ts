import { mayApprove, mayReturn, maySubmit, stageOf } from './stage.rules';
import type { Decision, Stage } from './draft.types';

const submitted = (version: number, decision: Decision | null = null) => ({ version, decision });
const codes = (verdict: ReturnType<typeof mayReturn>): string[] =>
  verdict.allowed ? [] : verdict.reasons.map(({ code }) => code);

describe('the stage of a message', () => {
  it.each<[string, Parameters<typeof stageOf>[0], Stage]>([
    ['never submitted', { sent: false, version: 1, submissions: [] }, 'DRAFT'],
    ['submitted as it is', { sent: false, version: 2, submissions: [submitted(2)] }, 'AWAITING_APPROVAL'],
    ['edited after it was submitted', { sent: false, version: 3, submissions: [submitted(2)] }, 'DRAFT'],
    ['sent back', { sent: false, version: 2, submissions: [submitted(2, 'RETURNED')] }, 'RETURNED'],
    ['sent back and edited', { sent: false, version: 3, submissions: [submitted(2, 'RETURNED')] }, 'DRAFT'],
    [
      'sent back and submitted again',
      { sent: false, version: 2, submissions: [submitted(2, 'RETURNED'), submitted(2)] },
      'AWAITING_APPROVAL',
    ],
    ['sent', { sent: true, version: 3, submissions: [submitted(2, 'APPROVED')] }, 'SENT'],
  ])('%s', (_, facts, stage) => expect(stageOf(facts)).toBe(stage));
});

describe('four eyes', () => {
  const hands = { draftedBy: 1, editedBy: 2 };
  it.each<[string, Stage, number, string[]]>([
    ['somebody else', 'AWAITING_APPROVAL', 3, []],
    ['its author', 'AWAITING_APPROVAL', 1, ['AUTHOR']],
    ['whoever last edited it', 'AWAITING_APPROVAL', 2, ['LAST_EDITOR']],
    ['a draft', 'DRAFT', 3, ['NOT_AWAITING_APPROVAL']],
    ['what was sent back', 'RETURNED', 3, ['NOT_AWAITING_APPROVAL']],
    ['what was sent', 'SENT', 3, ['NOT_AWAITING_APPROVAL']],
  ])('approving: %s', (_, stage, user, wanted) => expect(codes(mayApprove(stage, hands, user))).toEqual(wanted));

  it('returns what waits, and submits what does not', () => {
    expect(codes(mayReturn('AWAITING_APPROVAL'))).toEqual([]);
    expect(codes(mayReturn('DRAFT'))).toEqual(['NOT_AWAITING_APPROVAL']);
    expect(codes(maySubmit('RETURNED'))).toEqual([]);
    expect(codes(maySubmit('AWAITING_APPROVAL'))).toEqual(['AWAITING_APPROVAL']);
  });
});
