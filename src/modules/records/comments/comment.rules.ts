import { allow, refuse, type Verdict } from '../../../kernel/verdict';
import type { CommentFacts } from './comment.types';

interface Reader {
  readonly userKey: number;
  readonly organisationKey: number;
}

/** Words are their author's: a colleague may take them back from others, and put no other words in their place. */
export const isAuthor = ({ userKey }: Reader, { authorKey }: CommentFacts): Verdict =>
  userKey === authorKey ? allow : refuse('NOT_THE_AUTHOR', 'Only its author edits a comment');

/** What was shared too widely is taken back by whoever notices: its author may be at sea. */
export const isOurs = ({ organisationKey }: Reader, { ownerId }: CommentFacts): Verdict =>
  organisationKey === ownerId
    ? allow
    : refuse('NOT_THE_AUTHOR', 'Only the organisation that wrote a comment withdraws it');

export const stands = ({ withdrawnAt }: CommentFacts): Verdict =>
  withdrawnAt === null ? allow : refuse('WITHDRAWN', 'A withdrawn comment does not change');

/** Who is told of an edit: those whom the version before had not named. */
export const newlyMentioned = (before: readonly string[], after: readonly string[]): string[] =>
  [...new Set(after)].filter((id) => !before.includes(id));
