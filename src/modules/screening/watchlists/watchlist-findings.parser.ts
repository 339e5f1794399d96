/**
 * Reads a whole list without keeping its entries: what it is, what it counts, what is doubtful. Done while the file arrives, so that one
 * that cannot be read is refused at once with its line.
 */
import type { ListCounts, ListHeader, ListPart, ListWarning } from '../lists/list-entry.types';
import type { VersionCounts } from './watchlist.types';

/** A hostile file can have a warning for each element; beyond these they are counted by code. */
const KEPT_WARNINGS = 1_000;

export interface ListFindings {
  readonly header: ListHeader;
  readonly counts: VersionCounts;
  readonly warnings: readonly ListWarning[];
}

const storable = (text: string): string => Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '\uFFFD');

/** @throws ListSyntaxError */
export async function findingsOf(parts: AsyncIterable<ListPart>): Promise<ListFindings> {
  let header: ListHeader | undefined;
  let totals: ListCounts | undefined;
  const warnings: ListWarning[] = [];
  const byCode: Record<string, number> = {};
  for await (const part of parts) {
    if (part.type === 'header') header = part.header;
    else if (part.type === 'end') totals = part.counts;
    else if (part.type === 'warning') {
      byCode[part.warning.code] = (byCode[part.warning.code] ?? 0) + 1;
      if (warnings.length < KEPT_WARNINGS) warnings.push({ ...part.warning, message: storable(part.warning.message) });
    }
  }
  if (!header || !totals) throw new Error('the reading has not come to its end');
  const count = Object.values(byCode).reduce((total, each) => total + each, 0);
  return { header, counts: { ...totals, warnings: count, warningsByCode: byCode }, warnings };
}
