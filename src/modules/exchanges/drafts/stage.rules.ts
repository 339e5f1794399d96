import { allow, refuse, type Verdict } from '../../../kernel/verdict';
import type { Stage, SubmissionView } from './draft.types';

export interface StageFacts {
  readonly sent: boolean;
  /** Of the record now: an edit, an attachment or another classification moves it on. */
  readonly version: number;
  /** In the order in which they were made. */
  readonly submissions: readonly Pick<SubmissionView, 'version' | 'decision'>[];
}

/** What was submitted waits only as long as it is what was submitted. */
export function stageOf({ sent, version, submissions }: StageFacts): Stage {
  if (sent) return 'SENT';
  const last = submissions.at(-1);
  if (last?.version !== version) return 'DRAFT';
  return last.decision === 'RETURNED' ? 'RETURNED' : 'AWAITING_APPROVAL';
}

const waits = (stage: Stage): Verdict =>
  stage === 'AWAITING_APPROVAL'
    ? allow
    : refuse('NOT_AWAITING_APPROVAL', `Nothing waits for approval: the message is ${stage}`, { stage });

export const mayReturn = (stage: Stage): Verdict => waits(stage);

/** Four eyes; the database refuses the other two as well. */
export function mayApprove(
  stage: Stage,
  submission: Pick<SubmissionView, 'draftedBy' | 'editedBy'> | undefined,
  userKey: number,
): Verdict {
  const verdict = waits(stage);
  if (!verdict.allowed || !submission) return verdict;
  if (submission.draftedBy === userKey) return refuse('AUTHOR', 'Its author does not approve it');
  return submission.editedBy === userKey ? refuse('LAST_EDITOR', 'Whoever last edited it does not approve it') : allow;
}

/** Drafts and what was sent back are submitted; what waits is waited for. */
export function maySubmit(stage: Stage): Verdict {
  return stage === 'AWAITING_APPROVAL'
    ? refuse('AWAITING_APPROVAL', 'It waits for approval already: a second person approves or returns it', { stage })
    : allow;
}
