import type { Readable } from 'node:stream';

export interface StoredFile {
  /** Where it lies, opaque to everybody else. */
  readonly key: string;
  readonly sha256: Buffer;
  /** Bytes. */
  readonly size: number;
  /** The first bytes, for telling what kind of file it is. */
  readonly head: Buffer;
}

/** Reads a file while it arrives. What it throws refuses the file. It may stop reading early. */
export type Inspector = (chunks: AsyncIterable<Buffer>) => Promise<void>;

export interface Intake {
  readonly maxBytes: number;
  readonly inspect?: Inspector;
}

/**
 * Keeps evidence under its SHA-256, apart for each organisation: one address for all would tell by time and size whether another
 * State holds the same file. What is stored never changes.
 */
export interface Storage {
  /** Streams to the store. Throws REQUEST.BODY_TOO_LARGE beyond `maxBytes`, or what the inspector throws once all has arrived; nothing is then kept. */
  put(organisationKey: number, content: Readable, intake: Intake): Promise<StoredFile>;
  /** Opens for reading; rejects if the file is gone. */
  open(key: string): Promise<Readable>;
}

export const STORAGE = Symbol('storage');
