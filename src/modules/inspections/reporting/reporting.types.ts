import type { InspectionResult, InspectionStatus } from '../inspection.types';

export const REPORT_KINDS = ['INITIAL', 'FOLLOW_UP'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export const LANGUAGES = ['en', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

export const FORMATS = ['pdf', 'xlsx'] as const;
export type DocumentFormat = (typeof FORMATS)[number];

/** What the days are counted from: the day the record was complete in this system, or the day of the examination itself. */
export const COUNTED_FROM = ['COMPLETION', 'EXAMINATION'] as const;
export type CountedFrom = (typeof COUNTED_FROM)[number];

export const DUTY_STATES = ['open', 'due_soon', 'overdue', 'met'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

export const REMINDER_STAGES = ['DUE_SOON', 'OVERDUE'] as const;
export type ReminderStage = (typeof REMINDER_STAGES)[number];

/** A day of the calendar as YYYY-MM-DD, whatever the clock. */
export type Day = string;

export interface PolicyTerms {
  readonly initialWorkingDays: number;
  readonly followUpDays: number;
  readonly countedFrom: CountedFrom;
}

/** A public holiday of every year, or of one; `observed: false` takes a former entry for the same day back. Newest first in a list. */
export interface Holiday {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  readonly observed: boolean;
}

/** What of an inspection decides which reports are owed. */
export interface DutyFacts {
  readonly status: InspectionStatus;
  readonly result: InspectionResult | null;
  readonly examinedAt: Date | null;
  /** The offset the time of the examination was written with, such as -04:00. */
  readonly writtenOffset: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly placeCountry: string;
}

export interface Duty {
  readonly kind: ReportKind;
  readonly timeZone: string;
  readonly countedFrom: Day;
  readonly dueOn: Day;
  /** The end of the last day, on the clock of the place. */
  readonly dueAt: Date;
}
