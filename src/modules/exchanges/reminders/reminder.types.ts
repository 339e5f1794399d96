export const REMIND = 'exchanges.remind';

export const REMINDER_STAGES = ['DUE_SOON', 'OVERDUE'] as const;
export type ReminderStage = (typeof REMINDER_STAGES)[number];

export interface RemindPayload {
  readonly exchangeId: string;
  /** Whose request it is. */
  readonly organisationKey: number;
  readonly stage: ReminderStage;
}
