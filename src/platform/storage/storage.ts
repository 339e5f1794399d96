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

/**
 * Keeps evidence under its SHA-256, apart for each organisation: one address for all would tell by time and size whether another
 * State holds the same file. What is stored never changes.
 */
export interface Storage {
  /** Streams to the store. Throws REQUEST.BODY_TOO_LARGE beyond `maxBytes`; nothing is then kept. */
  put(organisationKey: number, content: Readable, limits: { maxBytes: number }): Promise<StoredFile>;
  /** Opens for reading; rejects if the file is gone. */
  open(key: string): Promise<Readable>;
}

export const STORAGE = Symbol('storage');
