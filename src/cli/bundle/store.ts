import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sealOfSubmission } from '../../modules/inspections/sync/bundle-line.parser';
import type { BundleLine, SyncVerdict } from '../../modules/inspections/sync/sync.types';
import { isMissing, writeWhole } from './files';

/** A verdict of the server, as it came. */
export interface LineVerdict {
  readonly line: number;
  readonly clientRef: string | null;
  readonly verdict: SyncVerdict;
  readonly id?: string;
  readonly receipt?: Readonly<Record<string, unknown>>;
  readonly photosMissing?: readonly { readonly name: string; readonly sha256: string }[];
  readonly fault?: { readonly code: string; readonly title: string };
}

/** What is known of one record of a bundle. */
export interface StoredVerdict {
  readonly sha256: string;
  /** Contents of the photos that were announced with it. */
  readonly announced: readonly string[];
  readonly photosDone: boolean;
  readonly verdict: Omit<LineVerdict, 'line' | 'receipt'>;
}

/**
 * Verdicts and receipts as files, one pair for each record: `REF.receipt.json` is exactly the receipt, for `npm run -s receipt:verify`.
 * The receipt is written before the verdict that says so.
 */
export class ReceiptStore {
  constructor(private readonly folder: string) {}

  prepare(): Promise<unknown> {
    return mkdir(this.folder, { recursive: true, mode: 0o700 });
  }

  async find(clientRef: string): Promise<StoredVerdict | null> {
    try {
      return JSON.parse(await readFile(this.file(clientRef), 'utf8')) as StoredVerdict;
    } catch (error) {
      if (isMissing(error) || error instanceof SyntaxError) return null; // a file that was damaged is fetched again
      throw error;
    }
  }

  async keep(line: BundleLine, { line: _, receipt, ...verdict }: LineVerdict): Promise<StoredVerdict> {
    if (receipt) await writeWhole(this.file(line.clientRef, '.receipt'), `${JSON.stringify(receipt)}\n`);
    const stored = {
      sha256: line.sha256,
      announced: line.photos.map(({ sha256 }) => sha256),
      photosDone: verdict.photosMissing?.length === 0,
      verdict,
    };
    await this.write(line.clientRef, stored);
    return stored;
  }

  markPhotosDone(clientRef: string, stored: StoredVerdict): Promise<void> {
    return this.write(clientRef, { ...stored, photosDone: true });
  }

  private write(clientRef: string, stored: StoredVerdict): Promise<void> {
    return writeWhole(this.file(clientRef), `${JSON.stringify(stored)}\n`);
  }

  private file(clientRef: string, suffix = ''): string {
    return path.join(this.folder, `${clientRef}${suffix}.json`);
  }
}

/** Is the record there, as it is now, with all photos announced? Only then it need not be sent again. */
export const isSettled = (line: BundleLine, stored: StoredVerdict | null): boolean =>
  stored !== null &&
  stored.sha256 === line.sha256 &&
  isReceived(stored.verdict) &&
  line.photos.every(({ sha256 }) => stored.announced.includes(sha256));

export const isReceived = ({ verdict }: Pick<LineVerdict, 'verdict'>): boolean =>
  verdict === 'accepted' || verdict === 'already_have';

/** Does the receipt name this content? One that does not is as good as none. */
export function isReceiptFor(line: BundleLine, receipt: LineVerdict['receipt']): boolean {
  const payload = (receipt?.['leaf'] as { payload?: unknown } | undefined)?.payload;
  if (typeof payload !== 'string') return false;
  try {
    const { events } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {
      events: { name: string; facts?: { submission?: string } }[];
    };
    const seal = sealOfSubmission(line.clientRef, line.sha256);
    return events.some(({ name, facts }) => name === 'inspection.submitted' && facts?.submission === seal);
  } catch {
    return false;
  }
}
