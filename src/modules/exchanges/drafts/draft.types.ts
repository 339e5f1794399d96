/** Where a message is on its way out. RETURNED is a draft that somebody sent back with a reason. */
export const STAGES = ['DRAFT', 'RETURNED', 'AWAITING_APPROVAL', 'SENT'] as const;
export type Stage = (typeof STAGES)[number];

export const DECISIONS = ['APPROVED', 'RETURNED'] as const;
export type Decision = (typeof DECISIONS)[number];

export interface SubmissionView {
  readonly id: string;
  /** The version of the record that was submitted; what moves on from it must be submitted again. */
  readonly version: number;
  readonly draftedBy: number;
  readonly editedBy: number;
  readonly submittedBy: string;
  readonly submittedAt: Date;
  readonly decision: Decision | null;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}
