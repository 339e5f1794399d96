/** Any manifest: its format is told from the content, and the reader of that format does the rest. */
import { readAsycuda } from './awmds.parser';
import { readCuscar } from './cuscar.parser';
import { ManifestSyntaxError } from './manifest.errors';
import { FORM_BYTES, formOf, type ManifestForm } from './manifest-form.rules';
import type { ManifestLimits, ManifestPart } from './manifest.types';
import { readTable } from './table.parser';

type Reader = (chunks: AsyncIterable<Buffer | string>, limits: Partial<ManifestLimits>) => AsyncGenerator<ManifestPart>;
const READERS: Readonly<Record<ManifestForm, Reader>> = { XML: readAsycuda, EDIFACT: readCuscar, TABLE: readTable };

async function* after(head: readonly Buffer[], rest: AsyncIterator<Buffer | string>): AsyncGenerator<Buffer> {
  yield* head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield Buffer.from(next.value as Buffer);
}

/**
 * Format first, then header, bills and warnings in the order of the file, at last the counts.
 * Rejects with ManifestSyntaxError (EMPTY, UNKNOWN_FORMAT or what the format's reader refuses); what was yielded before stays true.
 */
export async function* readManifest(
  chunks: AsyncIterable<Buffer | string>,
  limits: Partial<ManifestLimits> = {},
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
    if (!form) throw new ManifestSyntaxError('UNKNOWN_FORMAT', 1, 1, 'neither XML nor EDIFACT nor a table in text');
    yield* READERS[form](after(head, source), limits);
  } finally {
    await source.return?.();
  }
}
