import type { SearchedList, ScreeningHit } from '../../screening';

/** NOT_SCREENED: for some of the parties or all of them no list was live, or their bill was not seen, so that no hit says nothing of them. */
export const SCREENING_RUN_STATUSES = ['QUEUED', 'RUNNING', 'DONE', 'NOT_SCREENED', 'FAILED'] as const;
export type ScreeningRunStatus = (typeof SCREENING_RUN_STATUSES)[number];

/** A list in a version, and how many bills of the run were screened against it. */
export interface ScreenedAgainst extends SearchedList {
  readonly bills: number;
}

/** One run over the bills of a manifest. */
export interface ScreeningRun {
  readonly id: string;
  readonly manifest_id: string;
  readonly number: number;
  readonly status: ScreeningRunStatus;
  /** Bills of the file. */
  readonly bills_present: number;
  readonly bills_done: number;
  /** Above the clearance of whoever the run acts as: nobody on them was screened. */
  readonly bills_unseen: number;
  /** Bills that are as in the version before were screened with it, against the same lists, and are passed over. */
  readonly only_changed: boolean;
  /** Parties of the bills it looked at; each of several bills counts. */
  readonly parties: number;
  /** Parties for whom at least one list was live. */
  readonly screened: number;
  /** Parties with a hit. */
  readonly hits: number;
  /** Parties with a hit on the bills that were passed over. */
  readonly hits_before: number;
  /** Different names among all parties; null until the run has ended. */
  readonly names: number | null;
  readonly lists: readonly ScreenedAgainst[];
  readonly fault: string | null;
  readonly attempts: number;
  readonly requested_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

/** A party that names somebody, on a bill of the own organisation. */
export interface BillParty {
  readonly record_key: number;
  readonly seq: number;
  readonly name: string;
  /** The screening subject by which it is found under that name; null if there is none yet. */
  readonly subject_key: number | null;
}

/** A party that met listed names, best first. */
export interface PartyHit extends Omit<BillParty, 'subject_key'> {
  readonly bill_reference: string | null;
  readonly role: string;
  readonly position: number;
  readonly hits: readonly ScreeningHit[];
  readonly found_at: Date;
}

/** What a batch adds to its run. */
export interface BatchScreened {
  readonly parties: number;
  readonly screened: number;
  readonly hits: number;
  readonly lists: readonly SearchedList[];
}

export const SCREEN_MANIFEST = 'shipments.screen_manifest';
export const SCREEN_BILL = 'shipments.screen_bill';

/** What the jobs are told. The organisation is in it, because a user who was disabled has none to be asked for. */
export interface ScreenManifestPayload {
  readonly screeningId: string;
  readonly userKey: number;
  readonly owner: { readonly key: number; readonly id: string; readonly code: string };
}

export interface ScreenBillPayload {
  readonly shipmentKey: number;
  readonly userKey: number;
  readonly ownerKey: number;
}
