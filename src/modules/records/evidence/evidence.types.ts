import type { RecordKind } from '../record.types';

export const UPLOAD_ENDINGS = ['STORED', 'REFUSED', 'TERMINATED', 'EXPIRED'] as const;
export type UploadEnding = (typeof UPLOAD_ENDINGS)[number];

/** What a sender says of a file. */
export interface Announced {
  readonly fileName: string;
  readonly declaredType: string;
  readonly description: string | null;
  /** SHA-256 the sender announced; compared with what arrived. */
  readonly sha256: Buffer | null;
}

export interface AttachmentView {
  id: string;
  record_id: string;
  record_key: number;
  seq: number;
  file_name: string;
  declared_type: string;
  media_type: string;
  size: number;
  sha256: Buffer;
  storage_key: string;
  description: string | null;
  created_at: Date;
  receipt_id: string | null;
  thumbnail_width: number | null;
  thumbnail_height: number | null;
}

export interface ThumbnailView {
  record_id: string;
  media_type: string;
  size: number;
  sha256: Buffer;
  storage_key: string;
}

export interface UploadView {
  id: string;
  owner_id: number;
  record_id: string;
  file_name: string;
  declared_type: string;
  description: string | null;
  size: number;
  sha256: Buffer | null;
  receipt_id: string;
  /** Key of the user who began it. */
  created_by: number;
  created_at: Date;
  expires_at: Date;
  ended_as: UploadEnding | null;
}

/** Jobs of this module (job_tasks, migration 20) and what they are told. */
export const END_UPLOAD = 'records.end_upload';
export const MAKE_THUMBNAILS = 'records.make_thumbnails';
export const SWEEP_STORAGE = 'records.sweep_storage';
export interface EndUploadPayload {
  readonly uploadId: string;
  readonly organisationKey: number;
}
export interface ThumbnailsPayload {
  readonly recordKey: number;
  readonly organisationKey: number;
}

/** Images a thumbnail is made of. Never SVG, which is a program, and nothing that is not sniffed to be one of these. */
export const THUMBNAILED = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/tiff'] as const;
/** Larger images get none: an image is read whole into memory. */
export const MOST_IMAGE_BYTES = 64 * 1024 * 1024;

export const hasThumbnail = (mediaType: string, size: number): boolean =>
  size <= MOST_IMAGE_BYTES && (THUMBNAILED as readonly string[]).includes(mediaType);

/** Domain event: evidence is about to be added to a record. Whoever throws refuses it. */
export const ATTACHING = 'attachment wanted';
export interface AttachingFacts {
  readonly kind: RecordKind;
  readonly recordKey: number;
}
