/** A photo its sender has and promises to send after the record. */
export interface AnnouncedPhoto {
  /** As the sender has it: a label, never a path. */
  readonly name: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** One line of a bundle: a record with its sender's own reference, and the hash of its content. */
export interface BundleLine {
  /** Lower case. */
  readonly clientRef: string;
  /** SHA-256 of `inspection` in the form of RFC 8785, lower-case hexadecimal. */
  readonly sha256: string;
  /** On the sender's clock, RFC 3339. */
  readonly madeAt: string;
  readonly device: string;
  readonly photos: readonly AnnouncedPhoto[];
  /** As it was written; checked by the form of POST /v1/inspections and by nothing less. */
  readonly inspection: Readonly<Record<string, unknown>>;
}

export const VERDICTS = ['accepted', 'already_have', 'conflict', 'rejected'] as const;
export type SyncVerdict = (typeof VERDICTS)[number];

/** What is odd about the clocks; nothing is corrected for it. */
export const CLOCK_FLAGS = [
  'DEVICE_CLOCK_AHEAD',
  'DEVICE_CLOCK_BEHIND',
  'EXAMINED_IN_FUTURE',
  'EXAMINED_LONG_AGO',
  'EXAMINED_AFTER_MADE',
] as const;
export type ClockFlag = (typeof CLOCK_FLAGS)[number];

/** Why an answer ended before its bundle did. */
export const STOPS = ['TOO_MANY_LINES', 'TOO_LARGE', 'TOO_SLOW', 'SERVER_STOPPING', 'UNAVAILABLE'] as const;
export type Stop = (typeof STOPS)[number];

/** What is known of the record that has a reference already. */
export interface KnownSubmission {
  readonly contentSha256: string | null;
}

export const MAX_LINE_BYTES = 1_310_720;
export const MAX_LINES = 5_000;
export const MAX_BUNDLE_BYTES = 128 * 1024 * 1024;
/** Of one record. */
export const MAX_PHOTOS = 500;
/** Different contents kept under one reference: each was sent by somebody of the organisation, one after the other. */
export const MAX_CONFLICTS = 20;
