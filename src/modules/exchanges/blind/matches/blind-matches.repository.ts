import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../../kernel/page';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { MatchView, Side, Told } from './blind-match.types';

/** The request about a hit, if the reader sees it, and whether it went out: a second person may still have it before them. */
export const EXCHANGE_OF_HIT = `(SELECT x.id FROM records x WHERE x.id = h.exchange_id) AS "exchangeId",
    (SELECT EXISTS (SELECT 1 FROM exchanges e WHERE e.record_key = x.key) FROM records x WHERE x.id = h.exchange_id) AS "exchangeSent"`;
/** Who came forward, each from the level of its own match on: the hit itself may show to people less cleared, by another holder. */
const CAME = `FROM unnest(h.accepted_by, h.accepted_levels) a (holder, level) JOIN organisations o ON o.key = a.holder
    WHERE a.level <= (SELECT current_setting('app.clearance')::smallint)`;
export const ACCEPTED_BY = `ARRAY (SELECT o.code ${CAME} ORDER BY o.code) AS "acceptedBy"`;
const LEVEL = `greatest(h.classification, (SELECT max(a.level) ${CAME})) AS level`;
const HELD = `SELECT 'HELD' AS side, m.id, m.query_id AS "queryId", m.item, s.rule, m.agreement, m.reason, m.legal_basis AS "legalBasis",
    m.found_at AS "foundAt", m.contact_wanted_at AS "contactWantedAt", m.contact_message AS "contactMessage", m.kind, o.code AS asker, s.id AS "setId",
    CASE WHEN s.source = 'LINES' THEN m.entry END AS entry, (SELECT r.id FROM records r WHERE r.key = m.record_key) AS "recordId",
    m.contact_answer AS "contactAnswer", m.contact_answered_at AS "contactAnsweredAt", NULL AS party, '{}'::text[] AS "acceptedBy", NULL::uuid AS "exchangeId",
    NULL::boolean AS "exchangeSent", m.classification AS level
  FROM blind_matches m JOIN blind_sets s ON s.key = m.set_key JOIN organisations o ON o.key = m.asker_key`;
const ASKED = `SELECT 'ASKED' AS side, h.id, q.id AS "queryId", h.item, h.rule, h.agreement, q.reason, q.legal_basis AS "legalBasis",
    h.found_at AS "foundAt", h.wanted_at AS "contactWantedAt", NULL AS "contactMessage", NULL AS kind, NULL AS asker, NULL::uuid AS "setId",
    NULL::int AS entry, NULL::uuid AS "recordId", NULL AS "contactAnswer", NULL::timestamptz AS "contactAnsweredAt", h.party,
    ${ACCEPTED_BY}, ${EXCHANGE_OF_HIT}, ${LEVEL}
  FROM blind_hits h JOIN blind_queries q ON q.key = h.query_key`;

/** Both sides of matches, each as row-level security shows it to its own organisation. */
@Injectable()
export class BlindMatchesRepository {
  constructor(private readonly uow: UnitOfWork) {}

  page(side: Side | null, after: Keyset | undefined, limit: number): Promise<MatchView[]> {
    const part = (sql: string, alias: string): string =>
      `(${sql} WHERE ($1::bigint IS NULL OR (${alias}.found_at, ${alias}.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid))
         ORDER BY ${alias}.found_at DESC, ${alias}.id DESC LIMIT $3)`;
    const parts = [...(side === 'ASKED' ? [] : [part(HELD, 'm')]), ...(side === 'HELD' ? [] : [part(ASKED, 'h')])];
    return this.uow.query<MatchView>(
      `SELECT v.*, (extract(epoch FROM v."foundAt") * 1000000)::bigint::text AS created_us FROM (${parts.join(' UNION ALL ')}) v
        ORDER BY v."foundAt" DESC, v.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  /** Of either side. */
  async find(id: string): Promise<MatchView | undefined> {
    const [row] = await this.uow.query<MatchView>(
      `SELECT v.*, '' AS created_us FROM (${HELD} WHERE m.id = $1 UNION ALL ${ASKED} WHERE h.id = $1) v`,
      [id],
    );
    return row;
  }

  /** Audience ids of organisations by their codes. */
  async audiencesOf(codes: readonly string[]): Promise<string[]> {
    const rows = await this.uow.query<{ id: string }>(
      'SELECT a.id FROM organisations o JOIN audiences a ON a.key = o.audience_key WHERE o.code = ANY ($1::text[]) ORDER BY o.code',
      [codes],
    );
    return rows.map(({ id }) => id);
  }

  async keepExchange(hitId: string, exchangeId: string): Promise<void> {
    await this.uow.execute('UPDATE blind_hits SET exchange_id = $2 WHERE id = $1 AND exchange_id IS NULL', [
      hitId,
      exchangeId,
    ]);
  }

  /** False where it was wanted before. */
  async want(hitId: string, message: string): Promise<boolean> {
    const [row] = await this.uow.query<{ wanted: boolean }>('SELECT app.want_blind_contact($1, $2) AS wanted', [
      hitId,
      message,
    ]);
    return row!.wanted;
  }

  /** Undefined where nobody waits for an answer. */
  async answerContact(matchId: string, accepted: boolean): Promise<{ asker_key: number; hit_id: string } | undefined> {
    const [row] = await this.uow.query<{ asker_key: number; hit_id: string }>(
      'SELECT * FROM app.answer_blind_contact($1, $2)',
      [matchId, accepted],
    );
    return row;
  }

  tellHolders(queryId: string): Promise<Told[]> {
    return this.uow.query<Told>('SELECT * FROM app.tell_blind_holders($1)', [queryId]);
  }

  tellContact(hitId: string): Promise<Told[]> {
    return this.uow.query<Told>('SELECT * FROM app.tell_blind_contact($1)', [hitId]);
  }
}
