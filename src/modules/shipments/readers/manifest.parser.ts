/** Any manifest: its format is told from the content, and the reader of that format does the rest. */
import { readAsycuda } from './asycuda/awmds.parser';
import { readCuscar } from './cuscar/cuscar.parser';
import { ManifestSyntaxError } from './manifest.errors';
import { storable } from './manifest-gate.parser';
import { FORM_BYTES, formOf, LOCKED_ADVICE, type ManifestForm } from './manifest-form.rules';
import type { ManifestLimits, ManifestPart } from './manifest.types';
import type { TablePlan } from './tables/table-plan.types';
import { readTable } from './tables/table.parser';
import { readXlsx } from './workbook/xlsx.parser';

type Chunks = AsyncIterable<Buffer | string>;
type Reader = (chunks: Chunks, limits: Partial<ManifestLimits>, plan?: TablePlan) => AsyncGenerator<ManifestPart>;
const READERS: Readonly<Record<Exclude<ManifestForm, 'LOCKED'>, Reader>> = {
  XML: readAsycuda,
  EDIFACT: readCuscar,
  TABLE: readTable,
  WORKBOOK: readXlsx,
};

export interface ReadOptions {
  /** How the columns of a table are to be read; other forms know their own fields. */
  readonly columnMap?: TablePlan;
}

async function* after(head: readonly Buffer[], rest: AsyncIterator<Buffer | string>): AsyncGenerator<Buffer> {
  yield* head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield Buffer.from(next.value as Buffer);
}

/**
 * Format first, then header, bills and warnings in the order of the file, at last the counts.
 * Rejects with ManifestSyntaxError (EMPTY, UNKNOWN_FORMAT, ENCRYPTED or what the format's reader refuses); what was yielded before stays true.
 */
export async function* readManifest(
  chunks: AsyncIterable<Buffer | string>,
  limits: Partial<ManifestLimits> = {},
  { columnMap }: ReadOptions = {},
): AsyncGenerator<ManifestPart> {
  const source = chunks[Symbol.asyncIterator]();
  const head: Buffer[] = [];
  try {
    for (let size = 0; size < FORM_BYTES;) {
      const next = await source.next();
      if (next.done) break;
      head.push(Buffer.from(next.value as Buffer));
      size += head.at(-1)!.length;
    }
    const bytes = Buffer.concat(head).subarray(0, FORM_BYTES);
    if (bytes.length === 0) throw new ManifestSyntaxError('EMPTY', 1, 1, 'the file is empty');
    const form = formOf(bytes);
    if (!form) throw new ManifestSyntaxError('UNKNOWN_FORMAT', 1, 1, 'neither XML nor EDIFACT nor a table');
    if (form === 'LOCKED') throw new ManifestSyntaxError('ENCRYPTED', 1, 1, LOCKED_ADVICE);
    yield* storable(READERS[form](after(head, source), limits, columnMap));
  } finally {
    await source.return?.();
  }
}
