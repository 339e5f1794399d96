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
  /** Asked when all has arrived and before anything is kept. What it throws refuses the file. */
  readonly accept?: (received: Pick<StoredFile, 'sha256' | 'size'>) => void;
}

/** A part of an upload that arrives in parts: whose, which, and where in the file it begins (bytes). */
export interface Part {
  readonly organisationKey: number;
  /** A UUID. */
  readonly uploadId: string;
  readonly offset: number;
  /** Most bytes this part may have. */
  readonly maxBytes: number;
}

/** Some bytes of a file, from `start` to `end`, both included and both there. */
export interface Extract {
  readonly start: number;
  readonly end: number;
}

/** A file that is in the store, whether anything refers to it or not. */
export interface Kept {
  readonly key: string;
  /** Last stored: anew each time the same file arrives. */
  readonly at: Date;
}

/**
 * Keeps evidence under its SHA-256, apart for each organisation: one address for all would tell by time and size whether another
 * State holds the same file. What is stored never changes.
 *
 * An upload in parts lies in the store itself, as far as it came: its length is asked there and nowhere else, so that a process killed
 * in the midst of a part loses at most that part.
 */
export interface Storage {
  /** Streams to the store. Throws REQUEST.BODY_TOO_LARGE beyond `maxBytes`, or what `inspect` and `accept` throw once all has arrived; nothing is then kept. */
  put(organisationKey: number, content: Readable, intake: Intake): Promise<StoredFile>;
  /** Opens for reading, all or some of it; rejects if the file is gone. */
  open(key: string, range?: Extract): Promise<Readable>;

  /** Adds a part, and gives the bytes there are now. What had arrived when the stream broke is kept; then it throws. */
  append(part: Part, content: Readable): Promise<number>;
  /** Bytes of an upload that are in the store. */
  lengthOf(organisationKey: number, uploadId: string): Promise<number>;
  /** Puts a whole upload under its SHA-256, as `put` would. Its parts stay until `discard`: asked twice, it does the same twice. */
  assemble(organisationKey: number, uploadId: string, intake: Intake): Promise<StoredFile>;
  /** Throws the parts of an upload away, if there are any. */
  discard(organisationKey: number, uploadId: string): Promise<void>;

  /** All files stored before a moment, in batches, for finding those that nothing refers to. */
  keptBefore(moment: Date): AsyncIterable<readonly Kept[]>;
  /** Removes a file that nothing refers to, unless it was stored anew since. */
  remove(kept: Kept): Promise<void>;
  /** Removes what broken transfers have left since before a moment. */
  removeUnfinished(before: Date): Promise<number>;

  /** Rejects, saying why, if the store cannot be written. */
  check(): Promise<void>;
  /** Lets go of connections. */
  close(): void;
}

/** Enough to tell every kind of file known: TAR says what it is at byte 257, OOXML in its first entries. */
export const HEAD_BYTES = 4100;

export const STORAGE = Symbol('storage');
