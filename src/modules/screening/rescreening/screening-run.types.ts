/** LIST_CHANGED takes what a version brought; CATCH_UP what was recorded before it could be found; BATCH what a module asks for. */
export const RUN_CAUSES = ['RECORD_CHANGED', 'LIST_CHANGED', 'BATCH', 'CATCH_UP'] as const;
export type RunCause = (typeof RUN_CAUSES)[number];

/** OVERTAKEN: a later version went live before it ended, and that version's run takes what was left. */
export const RUN_STATES = ['RUNNING', 'FINISHED', 'OVERTAKEN'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** By new wordings, each against who shares a key with it; or by subjects, where there are fewer of them. */
export const RUN_WAYS = ['SUBJECTS', 'WORDINGS'] as const;
export type RunWay = (typeof RUN_WAYS)[number];

export interface RunCounts {
  /** Parties that were compared with anything, or looked for. */
  readonly subjects: number;
  /** Pairs of a party and an entry that were compared. */
  readonly pairs: number;
  readonly hits: number;
  readonly opened: number;
  readonly superseded: number;
  readonly lapsed: number;
}

export const NOTHING: RunCounts = { subjects: 0, pairs: 0, hits: 0, opened: 0, superseded: 0, lapsed: 0 };

/** Counts by level of classification of the records they are about. */
export type CountsByLevel = ReadonlyMap<number, RunCounts>;

/** Adds them up; the first is not changed. */
export function add(one: RunCounts, other: RunCounts): RunCounts {
  const names = Object.keys(NOTHING) as (keyof RunCounts)[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as unknown as RunCounts;
}

/** What a version brought since the one before whose run has ended (null: all of it). */
export interface ListChange {
  readonly list_key: number;
  readonly after_version: number | null;
  readonly version_key: number;
}

/** A list whose live version has not been screened against. */
export interface ListBehind extends ListChange {
  readonly list_id: string;
  readonly version_number: number;
}

/** A run that goes through it. */
export interface ListRun extends ListChange {
  readonly id: string;
  readonly goes_by: RunWay;
  /** Key of the last wording or subject that was looked at. */
  readonly position: number;
}

export interface RunView extends RunCounts {
  readonly id: string;
  readonly cause: RunCause;
  readonly state: RunState;
  readonly goes_by: RunWay;
  readonly record_id: string | null;
  readonly record_reference: string | null;
  readonly list_id: string | null;
  readonly list_code: string | null;
  readonly after_number: number | null;
  readonly version_number: number | null;
  readonly wordings: number;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly created_us: string;
}
