/**
 * The last step of every reader. Invariant: what comes through can be kept as it is. A file that a reader understands and no database
 * takes would otherwise be received, fail in the middle of its import, and keep every later version of its voyage waiting.
 */
import { ManifestSyntaxError } from './manifest.errors';
import type { BillOfLading, ManifestHeader, ManifestPart, ManifestWarning } from './manifest.types';

/** Characters of what bills are looked up by. References have 35 at most (UN/EDIFACT an..35); a B-tree entry holds 2.7 kB. */
export const LONGEST_REFERENCE = 500;

const VOYAGE = ['customsOfficeCode', 'voyageNumber'] as const satisfies readonly (keyof ManifestHeader)[];
const BILL = ['reference', 'unloadingPlace'] as const satisfies readonly (keyof BillOfLading)[];

/** Half of a character (a name cut within one), or NUL: neither can be in a text or in JSON that PostgreSQL keeps. */
const BROKEN = /\p{Surrogate}|\0/u;
const EVERY_BROKEN = /\p{Surrogate}|\0/gu;

/** The value itself if nothing in it is broken: a copy of each bill would cost more than reading it. */
export function mended(value: unknown): unknown {
  if (typeof value === 'string') return BROKEN.test(value) ? value.replace(EVERY_BROKEN, '\uFFFD') : value;
  if (value === null || typeof value !== 'object') return value;
  const parts = Object.entries(value);
  const changed = parts.flatMap(([name, one]) => {
    const now = mended(one);
    return now === one ? [] : [[name, now] as const];
  });
  if (changed.length === 0) return value;
  const now = Object.fromEntries(changed);
  return Array.isArray(value) ? value.map((one: unknown, i) => now[i] ?? one) : { ...value, ...now };
}

function requireShort<T>(of: T, fields: readonly (keyof T & string)[], line: number): void {
  for (const field of fields) {
    const value = of[field];
    if (typeof value !== 'string' || value.length <= LONGEST_REFERENCE) continue;
    const message = `${field} has ${value.length} characters, more than ${LONGEST_REFERENCE}: this is no reference`;
    throw new ManifestSyntaxError('TEXT_TOO_LONG', Math.max(1, line), 1, message);
  }
}

const replaced = (line: number, billReference?: string | null): ManifestWarning => ({
  code: 'MOJIBAKE',
  message: 'a broken character was replaced by U+FFFD',
  line,
  ...(billReference && { billReference }),
});

/** The same parts, storable. Throws TEXT_TOO_LONG with the line of the bill. */
export async function* storable(parts: AsyncIterable<ManifestPart>): AsyncGenerator<ManifestPart> {
  for await (const part of parts) {
    if (part.type === 'header') requireShort(part.header, VOYAGE, 1);
    if (part.type === 'bill') {
      requireShort(part.bill, BILL, part.bill.sourceLine);
      if (part.bill.header) requireShort(part.bill.header, VOYAGE, part.bill.sourceLine);
    }
    const whole = mended(part) as ManifestPart;
    yield whole;
    if (whole === part) continue;
    if (whole.type === 'bill')
      yield { type: 'warning', warning: replaced(whole.bill.sourceLine, whole.bill.reference) };
    if (whole.type === 'header') yield { type: 'warning', warning: replaced(1) };
  }
}
