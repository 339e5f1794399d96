import type {
  BillOfLading,
  ManifestCounts,
  ManifestFormat,
  ManifestHeader,
  ManifestPart,
  ManifestWarning,
} from '../readers/manifest.types';
import type { ImportCounts } from './manifest-import.types';

/** A hostile file can have a warning for each element; beyond these they are counted by code. */
export const KEPT_WARNINGS = 10_000;

/** A quotation cut in the middle of a character leaves half of it, which no JSON column takes. */
export const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

/** What has been read of a manifest so far: the header, bills not yet written, findings. */
export class ImportReading {
  format: ManifestFormat = 'AWMDS';
  readonly pending: BillOfLading[] = [];
  header: ManifestHeader | undefined;
  private readonly warnings: ManifestWarning[] = [];
  private readonly byCode: Record<string, number> = {};
  private written = 0;
  private totals: ManifestCounts | undefined;

  take(part: ManifestPart): void {
    if (part.type === 'bill') this.pending.push(part.bill);
    else if (part.type === 'warning') this.warn(part.warning);
    else if (part.type === 'end') this.totals = part.counts;
    else if (part.type === 'format') this.format = part.format;
    else this.takeHeader(part.header);
  }

  /** The bills to be written now. */
  flush(): BillOfLading[] {
    const bills = this.pending.splice(0);
    this.written += bills.length;
    return bills;
  }

  /** @param parsed bills that were written */
  result(parsed: number): {
    format: ManifestFormat;
    header: ManifestHeader | null;
    counts: ImportCounts;
    warnings: ManifestWarning[];
  } {
    if (!this.totals) throw new Error('the reading has not come to its end');
    const { bills, ...totals } = this.totals;
    const warnings = Object.values(this.byCode).reduce((total, count) => total + count, 0);
    return {
      format: this.format,
      header: this.header ?? null,
      counts: { present: bills, parsed, rejected: bills - parsed, ...totals, warnings, warningsByCode: this.byCode },
      warnings: this.warnings,
    };
  }

  private takeHeader(header: ManifestHeader): void {
    this.header = header;
    if (this.written === 0) return;
    const message = `the header follows ${this.written} bills, which are kept without its voyage`;
    this.warn({ code: 'LATE_HEADER', message, line: 1 });
  }

  private warn(warning: ManifestWarning): void {
    this.byCode[warning.code] = (this.byCode[warning.code] ?? 0) + 1;
    if (this.warnings.length >= KEPT_WARNINGS) return;
    this.warnings.push({ ...warning, message: wellFormed(warning.message) });
  }
}
