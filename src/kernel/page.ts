/** One page of a keyset-paged list. `nextCursor` is null on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Where a page starts: strictly after this row in (created_at DESC, id DESC) order. */
export interface Keyset {
  /** Microseconds since the epoch as text: JavaScript dates would lose PostgreSQL's last three digits. */
  readonly at: string;
  readonly id: string;
}
