/**
 * Reads a whole manifest without keeping its bills: what it is, what it counts, what is doubtful. Done while the file arrives, so that a
 * file that cannot be read is refused at once with its line, and an import never meets a fault of form half way.
 */
import { collectGarbage } from '../../../platform/memory';
import type {
  BillOfLading,
  ManifestCounts,
  ManifestFormat,
  ManifestHeader,
  ManifestPart,
  ManifestWarning,
} from '../readers/manifest.types';
import { manifestIdentity } from './manifest-identity.rules';
import type { ManifestContents } from './manifest-import.types';

/** A hostile file can have a warning for each element; beyond these they are counted by code. */
export const KEPT_WARNINGS = 10_000;

/** Bills. */
const COLLECT_EVERY = 2_000;

/** A quotation cut in the middle of a character leaves half of it, which no JSON column takes. */
export const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

export interface ManifestFindings {
  readonly format: ManifestFormat;
  readonly header: ManifestHeader | null;
  readonly contents: ManifestContents;
  readonly warnings: readonly ManifestWarning[];
  readonly identity: string | null;
}

class Findings {
  private format: ManifestFormat = 'AWMDS';
  private header: ManifestHeader | null = null;
  private first: BillOfLading | null = null;
  private severalVoyages = false;
  private totals: ManifestCounts | undefined;
  private readonly warnings: ManifestWarning[] = [];
  private readonly byCode: Record<string, number> = {};

  take(part: ManifestPart): void {
    if (part.type === 'bill') this.takeBill(part.bill);
    else if (part.type === 'warning') this.warn(part.warning);
    else if (part.type === 'end') this.totals = part.counts;
    else if (part.type === 'format') this.format = part.format;
    else this.header = part.header;
  }

  result(): ManifestFindings {
    if (!this.totals) throw new Error('the reading has not come to its end');
    const { bills: present, ...totals } = this.totals;
    const warnings = Object.values(this.byCode).reduce((total, count) => total + count, 0);
    const { format, header, first, severalVoyages } = this;
    return {
      format,
      header,
      contents: { present, ...totals, warnings, warningsByCode: this.byCode },
      warnings: this.warnings,
      identity: severalVoyages ? null : manifestIdentity(format, header, first),
    };
  }

  private takeBill(bill: BillOfLading): void {
    this.first ??= bill;
    if (bill.header) this.severalVoyages = true;
  }

  private warn(warning: ManifestWarning): void {
    this.byCode[warning.code] = (this.byCode[warning.code] ?? 0) + 1;
    if (this.warnings.length < KEPT_WARNINGS)
      this.warnings.push({ ...warning, message: wellFormed(warning.message).replaceAll('\0', '\uFFFD') });
  }
}

/** @throws ManifestSyntaxError */
export async function findingsOf(parts: AsyncIterable<ManifestPart>): Promise<ManifestFindings> {
  const findings = new Findings();
  let bills = 0;
  for await (const part of parts) {
    findings.take(part);
    if (part.type === 'bill' && (bills += 1) % COLLECT_EVERY === 0) collectGarbage();
  }
  return findings.result();
}
