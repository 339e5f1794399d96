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

/** Parties that share a key with more others than this are not told apart by it. */
const TOO_COMMON = 250;
/** Candidates that are scored for each query. */
export const MOST_CANDIDATES = 60;

/**
 * What shares keys with the queries. A key that is common says little and costs much, so it is passed over, but for keys of the whole name;
 * the rarer the shared keys, the better a candidate. Every row here is one the asking organisation may see.
 */
const RANKED = `
  WITH asked AS (SELECT * FROM unnest($1::int[], $2::int[], $3::bool[]) AS a (query, key, whole)),
  found AS MATERIALIZED (
    SELECT a.query, s.scope, p.items FROM asked a CROSS JOIN unnest($4::int[]) AS s (scope)
     CROSS JOIN LATERAL (SELECT array_agg(x.item) AS items FROM (
       SELECT f.item FROM finding_keys f WHERE f.scope = s.scope AND f.key = a.key LIMIT ${TOO_COMMON + 1}) x) p
     WHERE cardinality(p.items) <= ${TOO_COMMON} OR (a.whole AND p.items IS NOT NULL)),
  weighed AS (SELECT f.query, f.scope, i.item, sum(1::float8 / cardinality(f.items)) AS weight FROM found f, unnest(f.items) AS i (item) GROUP BY 1, 2, 3),
  ranked AS (SELECT query, scope, item, row_number() OVER (PARTITION BY query ORDER BY weight DESC, scope, item) AS place FROM weighed)`;

const STANDING = `${RANKED}
  SELECT r.query, r.scope, coalesce(c.key, r.item) AS item FROM ranked r
    LEFT JOIN watchlist_contents c ON r.scope > 0 AND c.entry_key = r.item AND c.until_version IS NULL
   WHERE r.place <= ${MOST_CANDIDATES} AND (r.scope = 0 OR c.key IS NOT NULL)`;

/** In force on a day: listed by then as far as the list says when, and not delisted by then. The wording is the first that outlived the day. */
const ON_DAY = `${RANKED}
  SELECT r.query, r.scope, coalesce(c.key, r.item) AS item FROM ranked r
    LEFT JOIN LATERAL (SELECT c.key, c.listed_on FROM watchlist_contents c
       WHERE r.scope > 0 AND c.entry_key = r.item AND (c.until_on IS NULL OR c.until_on > $5::date) ORDER BY c.key LIMIT 1) c ON true
   WHERE r.place <= ${MOST_CANDIDATES} AND (r.scope = 0 OR (c.key IS NOT NULL AND (c.listed_on IS NULL OR c.listed_on <= $5::date)))`;

@Injectable()
export class CandidatesRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * At most 60 candidates for each query.
   * @param scopes keys of visible lists, and 0 for casework
   * @param onDate yyyy-MM-dd; null for lists as they stand
   */
  find(asked: AskedKeys, scopes: readonly number[], onDate: string | null): Promise<Candidate[]> {
    const { queries, keys, whole } = asked;
    const parameters = [queries, keys, whole, scopes];
    return onDate === null
      ? this.uow.prepared<Candidate>(STANDING, parameters)
      : this.uow.prepared<Candidate>(ON_DAY, [...parameters, onDate]);
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
