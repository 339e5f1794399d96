import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isUuid } from '../../kernel/ids';
import { isMissing, writeWhole } from './files';
import { UsageError } from './options';

/*
 * Invariant: a record of a folder has one reference for ever. The reference is on the disk before a bundle with it is written, and a file
 * that was moved takes its reference along, because its content is known. A ledger that cannot be read is never replaced.
 */
export const LEDGER = 'lambi-ledger.json';

interface Entry {
  readonly clientRef: string;
  /** RFC 3339, when the record was met first. */
  readonly madeAt: string;
  readonly sha256: string;
}

export class Ledger {
  private constructor(
    private readonly folder: string,
    private readonly records: Map<string, Entry>,
    private device: string | null,
  ) {}

  /** @throws UsageError if there is a ledger that is none */
  static async read(folder: string): Promise<Ledger> {
    const file = path.join(folder, LEDGER);
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if (isMissing(error)) return new Ledger(folder, new Map(), null);
      throw error;
    }
    const ledger = ledgerOf(text);
    if (!ledger)
      throw new UsageError(
        `${file} is not a ledger of lambi-bundle; without it every record would be sent as a new one`,
      );
    return new Ledger(folder, new Map(Object.entries(ledger.records)), ledger.device);
  }

  deviceOr(given: string | null, host: string): string {
    return (this.device = (given ?? this.device ?? host).slice(0, 255) || 'unnamed');
  }

  /**
   * The reference of a record: the one it has, the one of a file of the same content that is gone from its place, its own, or a new one.
   * @param isThere whether a record still stands at a place
   */
  entryOf(place: string, sha256: string, own: string | null, isThere: (place: string) => boolean, now: Date): Entry {
    const known = this.records.get(place) ?? this.movedFrom(sha256, isThere);
    const entry = {
      clientRef: known?.clientRef ?? own ?? randomUUID(),
      madeAt: known?.madeAt ?? now.toISOString(),
      sha256,
    };
    this.records.set(place, entry);
    return entry;
  }

  private movedFrom(sha256: string, isThere: (place: string) => boolean): Entry | undefined {
    for (const [place, entry] of this.records) {
      if (entry.sha256 !== sha256 || isThere(place)) continue;
      this.records.delete(place);
      return entry;
    }
    return undefined;
  }

  write(): Promise<void> {
    const ledger = { version: 1, device: this.device, records: Object.fromEntries(this.records) };
    return writeWhole(path.join(this.folder, LEDGER), `${JSON.stringify(ledger, null, 2)}\n`);
  }
}

function ledgerOf(text: string): { device: string | null; records: Record<string, Entry> } | null {
  try {
    const value = JSON.parse(text) as { version?: unknown; device: string | null; records: Record<string, Entry> };
    const whole = Object.values(value.records).every(
      (entry) => isUuid(entry.clientRef) && entry.madeAt && entry.sha256,
    );
    return value.version === 1 && whole ? value : null;
  } catch {
    return null;
  }
}
