import type { ManifestWarning } from '../readers/manifest.types';

export const MANIFEST_STATUSES = ['QUEUED', 'READING', 'DONE', 'REFUSED'] as const;
export type ManifestStatus = (typeof MANIFEST_STATUSES)[number];

/** Why an import stopped. Line and column count from 1; null where the fault is not of the file. */
export interface ManifestFault {
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** What became of a bill since the version of the manifest before. */
export const BILL_CHANGES = ['ADDED', 'CHANGED', 'UNCHANGED', 'REMOVED'] as const;
export type BillChange = (typeof BILL_CHANGES)[number];
export type ChangeCounts = Readonly<Record<Lowercase<BillChange>, number>>;

/** What a file holds, counted when it was received. */
export interface ManifestContents {
  readonly present: number;
  readonly containerLines: number;
  readonly distinctContainers: number;
  readonly packages: number;
  readonly grossMassKg: number;
  readonly parties: number;
  readonly warnings: number;
  readonly warningsByCode: Readonly<Record<string, number>>;
}

/** How far an import is. */
export interface ManifestProgress {
  readonly status: ManifestStatus;
  /** Bills that are imported. */
  readonly done: number;
  /** Bills in the file. */
  readonly of: number;
  readonly fault: ManifestFault | null;
}

export interface ManifestView {
  id: string;
  file_name: string;
  media_type: string;
  size: number;
  sha256: Buffer;
  storage_key: string;
  classification: number;
  receipt_id: string;
  status: ManifestStatus;
  attempts: number;
  format: string | null;
  header: Record<string, unknown> | null;
  counts: ManifestContents;
  warnings: ManifestWarning[];
  fault: ManifestFault | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  created_us: string;
  identity: string | null;
  reading: string;
  version_number: number;
  amends: string | null;
  amended_by: string | null;
  bills_present: number;
  bills_done: number;
  changes: ChangeCounts | null;
}

/** What the job is told. The organisation is in it, because a user who was disabled has none to be asked for. */
export interface ImportPayload {
  readonly manifestId: string;
  readonly userKey: number;
  readonly owner: { readonly key: number; readonly id: string; readonly code: string };
  readonly classification: number;
}

export const IMPORT_MANIFEST = 'shipments.import_manifest';
