import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../../kernel/page';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { Blinded } from '../blinder.service';
import { ACCEPTED_BY, EXCHANGE_OF_HIT } from '../matches/blind-matches.repository';
import type { HitView, QueryView, Refusal } from './blind-query.types';

const QUERY = `SELECT q.id, q.reason, q.legal_basis AS "legalBasis", q.identifiers, q.asked_at AS "askedAt", u.display_name AS "askedBy", q.answered,
    (extract(epoch FROM q.asked_at) * 1000000)::bigint::text AS created_us
  FROM blind_queries q LEFT JOIN users u ON u.key = q.asked_by`;
export const HIT = `h.id, h.item, h.rule, h.party, h.agreement, h.found_at AS "foundAt", h.wanted_at AS "contactWantedAt",
    ${ACCEPTED_BY}, ${EXCHANGE_OF_HIT}`;

export interface StoredQuery extends Blinded {
  readonly id: string;
  readonly reason: string;
  readonly legalBasis: string | null;
  readonly keyId: number;
  readonly identifiers: number;
}

/** Queries and hits of the acting organisation. What was asked goes in as hashes and never comes out. */
@Injectable()
export class BlindQueriesRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Charges the budget and stores the query, or says why not and in how many seconds to try again. */
  async ask(query: StoredQuery): Promise<{ refused: Refusal; retry_after: number } | undefined> {
    const { id, reason, legalBasis, keyId, identifiers, lookups, exacts } = query;
    const [refusal] = await this.uow.prepared<{ refused: Refusal; retry_after: number }>(
      'SELECT * FROM app.ask_blindly($1, $2, $3, $4, $5, $6, $7)',
      [id, reason, legalBasis, keyId, identifiers, lookups, exacts],
    );
    return refusal;
  }

  /** Looks a stored query up, once. False if it has its answer. */
  async answer(id: string): Promise<boolean> {
    const [row] = await this.uow.prepared<{ answered: number | null }>('SELECT app.answer_blindly($1) AS answered', [
      id,
    ]);
    return row!.answered !== null;
  }

  async find(id: string): Promise<QueryView | undefined> {
    return (await this.uow.query<QueryView>(`${QUERY} WHERE q.id = $1`, [id]))[0];
  }

  hits(id: string): Promise<HitView[]> {
    return this.uow.query<HitView>(
      `SELECT ${HIT} FROM blind_hits h JOIN blind_queries q ON q.key = h.query_key WHERE q.id = $1 ORDER BY h.item, h.rule, h.party`,
      [id],
    );
  }

  page(after: Keyset | undefined, limit: number): Promise<QueryView[]> {
    return this.uow.query<QueryView>(
      `${QUERY} WHERE ($1::bigint IS NULL OR (q.asked_at, q.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid))
        ORDER BY q.asked_at DESC, q.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }
}
