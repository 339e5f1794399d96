import { Inject, Injectable } from '@nestjs/common';
import type { Keyset, Page } from '../../kernel/page';
import { CURSORS, type CursorCodec } from '../../platform/http/cursor';
import { pageLimit, type PageQuery } from '../../platform/http/page.dto';
import type { PagedRow } from './administration/administration.types';

/** Where a page starts (after this row, newest first) and how many rows to read: one more than shown, to know whether there are more. */
export interface PageStart {
  readonly after: Keyset | undefined;
  readonly rows: number;
}

/** Selected by every paged query, and what it is ordered by. */
export const AT = (alias: string): string => `(extract(epoch FROM ${alias}.created_at) * 1000000)::bigint::text AS at`;

/** Expects the keyset in $1 (microseconds) and $2 (id), and the number of rows in $3: see `pageParameters`. */
export const AFTER = (alias: string): string =>
  `($1::bigint IS NULL OR (${alias}.created_at, ${alias}.id) < ('epoch'::timestamptz + $1::bigint * interval '1 microsecond', $2::uuid))`;
export const NEWEST_FIRST = (alias: string): string => `ORDER BY ${alias}.created_at DESC, ${alias}.id DESC LIMIT $3`;

export const pageParameters = ({ after, rows }: PageStart): unknown[] => [after?.at ?? null, after?.id ?? null, rows];

@Injectable()
export class KeysetPages {
  constructor(@Inject(CURSORS) private readonly cursors: CursorCodec) {}

  /** @param scope reader's organisation, list and filters: a cursor works for the very same only. */
  start(scope: string, query: PageQuery): PageStart {
    const after = query.cursor === undefined ? undefined : this.cursors.decode(scope, query.cursor);
    return { after, rows: pageLimit(query) + 1 };
  }

  finish<Row extends PagedRow, T>(
    scope: string,
    start: PageStart,
    rows: readonly Row[],
    map: (row: Row) => T,
  ): Page<T> {
    const shown = rows.slice(0, start.rows - 1);
    const last = shown.at(-1);
    const more = rows.length > shown.length && last;
    return {
      items: shown.map(map),
      nextCursor: more ? this.cursors.encode(scope, { at: last.at, id: last.id }) : null,
    };
  }
}
