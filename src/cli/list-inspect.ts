/**
 * What is in a watchlist, without a database: format, counts and findings as one JSON object.
 * Invariant: nothing of the framework is loaded, so that the answer is there within a second; hence the reader directly
 * and not the module's index.
 */
import { createReadStream } from 'node:fs';
import type { ListEntry, ListFormat, ListPart, ListWarning } from '../modules/screening/lists/list-entry.types';
import { ListSyntaxError } from '../modules/screening/lists/list.errors';
import { readList } from '../modules/screening/lists/list.parser';

/** A hostile file can have a warning for each element; the rest are counted. */
const MOST_WARNINGS = 10_000;

export interface InspectedList {
  readonly format: ListFormat;
  readonly generatedAt: string | null;
  readonly individuals: number;
  readonly entities: number;
  /** Entries of each sanctions regime; '' for those without. */
  readonly byListType: Readonly<Record<string, number>>;
  readonly haiti: { readonly individuals: number; readonly entities: number };
  /** Names beside the primary ones, the original script not counted. */
  readonly aliases: number;
  readonly withBirthDate: number;
  readonly documents: number;
  readonly rejected: number;
  readonly passedOver: number;
  readonly warnings: readonly Omit<ListWarning, 'element'>[];
  /** Only where there are more than are shown. */
  readonly warningsOmitted?: number;
}

export interface ListInspectFailure {
  readonly format: null;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly line: number | null;
    readonly column: number | null;
  };
}

export interface ListInspectRun {
  readonly exitCode: 0 | 1 | 2;
  readonly output: InspectedList | ListInspectFailure;
}

const failure = (exitCode: 1 | 2, code: string, message: string, line?: number, column?: number): ListInspectRun => ({
  exitCode,
  output: { format: null, error: { code, message, line: line ?? null, column: column ?? null } },
});

class Inspection {
  private readonly byListType = new Map<string, number>();
  private readonly haiti = { individuals: 0, entities: 0 };
  private readonly sums = { aliases: 0, withBirthDate: 0, documents: 0 };
  private readonly warnings: Omit<ListWarning, 'element'>[] = [];
  private omitted = 0;
  private head: { readonly format: ListFormat; readonly generatedAt: string | null } = {
    format: 'CSV',
    generatedAt: null,
  };

  take(part: ListPart): InspectedList | undefined {
    if (part.type === 'header') this.head = { format: part.header.format, generatedAt: part.header.dateGenerated };
    else if (part.type === 'warning') this.warn(part.warning);
    else if (part.type === 'entry') this.count(part.entry);
    else {
      const { individuals, entities, rejected, passedOver } = part.counts;
      const byListType = Object.fromEntries([...this.byListType].sort(([a], [b]) => (a < b ? -1 : 1)));
      const { haiti, sums, warnings, omitted } = this;
      const counts = { individuals, entities, byListType, haiti, ...sums, rejected, passedOver };
      return { ...this.head, ...counts, warnings, ...(omitted > 0 && { warningsOmitted: omitted }) };
    }
    return undefined;
  }

  private warn({ code, message, line, reference }: ListWarning): void {
    if (this.warnings.length >= MOST_WARNINGS) this.omitted += 1;
    else this.warnings.push({ code, message, line, ...(reference !== undefined && { reference }) });
  }

  private count({ listType, schema, names, births, documents }: ListEntry): void {
    const type = listType ?? '';
    this.byListType.set(type, (this.byListType.get(type) ?? 0) + 1);
    if (type === 'Haiti') this.haiti[schema === 'Person' ? 'individuals' : 'entities'] += 1;
    this.sums.aliases += names.filter(({ kind }) => kind === 'alias').length;
    if (births.some(({ date, from, to }) => (date ?? from ?? to) !== null)) this.sums.withBirthDate += 1;
    this.sums.documents += documents.length;
  }
}

async function inspect(file: string): Promise<InspectedList> {
  const inspection = new Inspection();
  for await (const part of readList(createReadStream(file))) {
    const whole = inspection.take(part);
    if (whole) return whole;
  }
  throw new Error('the reader gave no end');
}

/** @returns exit code 0 read, 1 not readable as a list, 2 wrong use. A fault of the disk is not readable too. */
export async function runListInspect(args: readonly string[]): Promise<ListInspectRun> {
  const [file, ...more] = args[0] === '--' ? args.slice(1) : args;
  if (file === undefined || file === '' || more.length > 0) {
    return failure(2, 'USAGE', 'npm run -s list:inspect -- FILE');
  }
  try {
    return { exitCode: 0, output: await inspect(file) };
  } catch (error) {
    if (error instanceof ListSyntaxError) {
      const { code, message, line, column } = error;
      return failure(1, code, message, line, column);
    }
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== undefined && /^E[A-Z]+$/.test(code)) return failure(1, code, (error as Error).message);
    throw error;
  }
}
