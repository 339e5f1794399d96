import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { EntryContent } from '../watchlists/entry-content.rules';
import type { AskedKeys } from './asked-keys.rules';

/** Something that shares a key with a query: an entry of a list, as it was worded at the time asked for, or a party of a record. */
export interface Candidate {
  /** Which query, by its number. */
  readonly query: number;
  /** The list's key; 0 for a party of a record. */
  readonly scope: number;
  /** Key of the wording, or of the screening subject. */
  readonly item: number;
}

export interface ListedContent {
  readonly key: number;
  readonly list_key: number;
  readonly entry_key: number;
  readonly entry_id: string;
  readonly source_id: string;
  readonly caption: string;
  readonly schema: string;
  readonly reference: string | null;
  readonly list_type: string | null;
  readonly listed_on: string | null;
  readonly content: EntryContent;
}

export interface SubjectParty {
  readonly key: number;
  readonly record_key: number;
  readonly pointer: string;
  readonly party: unknown;
}

/** Candidates that are scored for each query. */
const MOST_CANDIDATES = 60;

export interface Searched {
  /** Lists to search, among those one can see; null for all. */
  readonly listIds: readonly string[] | null;
  readonly casework: boolean;
  /** yyyy-MM-dd: lists as they were in force on that day; null for lists as they stand. */
  readonly onDate: string | null;
}

@Injectable()
export class CandidatesRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** At most 60 candidates for each query, in lists that are live and in casework, all of them visible to the actor. */
  find({ queries, keys, whole }: AskedKeys, { listIds, casework, onDate }: Searched): Promise<Candidate[]> {
    return this.uow.prepared<Candidate>('SELECT * FROM app.find_candidates($1, $2, $3, $4, $5, $6, $7)', [
      queries,
      keys,
      whole,
      listIds,
      casework,
      onDate,
      MOST_CANDIDATES,
    ]);
  }

  contents(keys: readonly number[]): Promise<ListedContent[]> {
    return this.uow.prepared<ListedContent>(
      `SELECT c.key, c.list_key, c.entry_key, e.id AS entry_id, e.source_id, c.caption, c.schema, c.reference, c.list_type, c.listed_on::text, c.content
         FROM watchlist_contents c JOIN watchlist_entries e ON e.key = c.entry_key WHERE c.key = ANY ($1::bigint[])`,
      [keys],
    );
  }

  subjects(keys: readonly number[]): Promise<SubjectParty[]> {
    return this.uow.prepared<SubjectParty>(
      'SELECT key, record_key, pointer, party FROM screening_subjects WHERE key = ANY ($1::bigint[])',
      [keys],
    );
  }
}
