import type { Keyset, Page } from '../../kernel/page';
import type { CursorCodec } from './cursor';

/** What a list is asked: where it goes on and how much of it. */
export interface PageRequest {
  readonly cursors: CursorCodec;
  /** Who reads which list with which filters: a cursor works for nothing else. */
  readonly scope: readonly unknown[];
  readonly limit: number;
  readonly cursor: string | undefined;
}

/**
 * One page of a list.
 *
 * @param load gives the rows after the keyset, one more than the limit if there are more
 */
export async function keysetPage<Row>(
  { cursors, scope: parts, limit, cursor }: PageRequest,
  load: (after: Keyset | undefined) => Promise<readonly Row[]>,
  keysetOf: (row: Row) => Keyset,
): Promise<Page<Row>> {
  const scope = JSON.stringify(parts);
  const rows = await load(cursor === undefined ? undefined : cursors.decode(scope, cursor));
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? cursors.encode(scope, keysetOf(last)) : null };
}

/** The same for rows in the order in which they were made, the newest first. */
export const newestFirst = <Row extends { readonly created_us: string; readonly id: string }>(
  request: PageRequest,
  load: (after: Keyset | undefined) => Promise<readonly Row[]>,
): Promise<Page<Row>> => keysetPage(request, load, ({ created_us: at, id }) => ({ at, id }));
