import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { EntryContent } from '../watchlists/entry-content.rules';

/** An entry as its list says it last. */
export interface ExtendedEntry {
  readonly entry_id: string;
  readonly list_key: number;
  readonly source_id: string;
  readonly reference: string | null;
  readonly list_type: string | null;
  readonly listed_on: string | null;
  readonly until_on: string | null;
  readonly content: EntryContent;
}

@Injectable()
export class ExtensionRepository {
  constructor(private readonly uow: UnitOfWork) {}

  entries(ids: readonly string[]): Promise<ExtendedEntry[]> {
    return this.uow.query<ExtendedEntry>(
      `SELECT e.id AS entry_id, e.list_key, e.source_id, c.reference, c.list_type, c.listed_on::text, c.until_on::text, c.content
         FROM watchlist_entries e CROSS JOIN LATERAL (SELECT * FROM watchlist_contents c WHERE c.entry_key = e.key ORDER BY c.key DESC LIMIT 1) c
        WHERE e.id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  /** Keys of the screening subjects at these places. */
  async subjects(places: readonly { readonly recordKey: number; readonly pointer: string }[]): Promise<number[]> {
    const rows = await this.uow.query<{ key: number }>(
      `SELECT s.key FROM unnest($1::bigint[], $2::text[]) AS p (record_key, pointer)
         JOIN screening_subjects s ON s.record_key = p.record_key AND s.pointer = p.pointer`,
      [places.map(({ recordKey }) => recordKey), places.map(({ pointer }) => pointer)],
    );
    return rows.map(({ key }) => key);
  }
}
