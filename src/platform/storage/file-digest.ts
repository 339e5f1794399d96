import { createHash } from 'node:crypto';
import { DomainError } from '../../kernel/domain-error';
import { REQUEST_ERRORS } from '../http/http.errors';
import { HEAD_BYTES, type StoredFile } from './storage';

/** Follows a file while it passes: length, SHA-256, first bytes. Throws REQUEST.BODY_TOO_LARGE at the first byte too many. */
export class FileDigest {
  private readonly hash = createHash('sha256');
  private readonly beginning: Buffer[] = [];
  private length = 0;

  constructor(private readonly maxBytes: number) {}

  add(chunk: Buffer): void {
    if (this.length + chunk.length > this.maxBytes) throw new DomainError(REQUEST_ERRORS.BODY_TOO_LARGE);
    // Copied: a view of a few bytes would keep the whole chunk.
    if (this.length < HEAD_BYTES) this.beginning.push(Buffer.from(chunk.subarray(0, HEAD_BYTES - this.length)));
    this.length += chunk.length;
    this.hash.update(chunk);
  }

  done(): Omit<StoredFile, 'key'> {
    return { sha256: this.hash.digest(), size: this.length, head: Buffer.concat(this.beginning) };
  }
}

/** The address of a file: its organisation, and its SHA-256 with two levels of folders before it. */
export function keyOf(organisationKey: number, sha256: Buffer): string {
  const hex = sha256.toString('hex');
  return `${organisationKey}/${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex}`;
}
