import type { Verdict } from '../../../kernel/verdict';
import { isAuthor, isOurs, newlyMentioned, stands } from './comment.rules';

const comment = { ownerId: 7, authorKey: 70, withdrawnAt: null };
const codes = (verdict: Verdict): string[] => (verdict.allowed ? [] : verdict.reasons.map(({ code }) => code));

describe('a comment', () => {
  it.each([
    ['its author', { userKey: 70, organisationKey: 7 }, [], []],
    ['a colleague', { userKey: 71, organisationKey: 7 }, ['NOT_THE_AUTHOR'], []],
    ['another organisation', { userKey: 80, organisationKey: 8 }, ['NOT_THE_AUTHOR'], ['NOT_THE_AUTHOR']],
  ])('is edited and withdrawn by %s as the rules say', (_, who, edit, withdraw) => {
    expect(codes(isAuthor(who, comment))).toEqual(edit);
    expect(codes(isOurs(who, comment))).toEqual(withdraw);
  });

  it('that is withdrawn stays so', () => {
    expect(codes(stands(comment))).toEqual([]);
    expect(codes(stands({ ...comment, withdrawnAt: new Date(0) }))).toEqual(['WITHDRAWN']);
  });

  it('tells those whom it names for the first time, once', () => {
    expect(newlyMentioned(['a'], ['a', 'b', 'b'])).toEqual(['b']);
  });
});
