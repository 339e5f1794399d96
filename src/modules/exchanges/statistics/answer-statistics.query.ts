import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { reaches } from '../exchanges.repository';

/** Requests between the reader's organisation and one counterpart, in one direction. Times in days, to two decimals. */
export interface AnswerStatistics {
  readonly direction: 'SENT' | 'RECEIVED';
  readonly counterpartKind: string;
  readonly counterpart: string;
  readonly sent: number;
  readonly acknowledged: number;
  readonly answered: number;
  readonly declined: number;
  readonly overdue: number;
  readonly reminders: number;
  readonly medianDaysToAcknowledge: number | null;
  readonly medianDaysToAnswer: number | null;
  readonly p90DaysToAnswer: number | null;
}

const days = (from: string, to: string): string => `extract(epoch FROM ${to} - ${from}) / 86400.0`;
const percentile = (share: number, column: string): string =>
  `round((percentile_cont(${share}) WITHIN GROUP (ORDER BY ${days('sent_at', column)}) FILTER (WHERE ${column} IS NOT NULL))::numeric, 2)::float8`;
const MOVES = `v.event NOT IN ('REMINDED', 'CORRECTED')`;
const OF_THE_THREAD = `v.record_key = asked.key AND (v.audience_key = asked.audience_key OR v.owner_id = asked.owner_id
                 OR (v.event = 'REMINDED' AND asked.audience_key IS NULL))`;
/** How far each organisation that acted has come last. */
const LAST = `SELECT DISTINCT ON (v.owner_id) v.event FROM exchange_events v WHERE ${OF_THE_THREAD} AND ${MOVES} ORDER BY v.owner_id, v.at DESC, v.id DESC`;
/**
 * Both sides compute theirs from the rows each may see, so each finds the same figures for what lies between the two, and none for others.
 * An audience of several organisations counts as one counterpart: it was asked once, and owes as long as one that acted for it owes.
 */
@Injectable()
export class AnswerFigures {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  byCounterpart(actor: Actor): Promise<AnswerStatistics[]> {
    return this.uow.read(actor, () => {
      this.audit.append({ name: 'exchange.statistics_read' });
      return this.uow.query<AnswerStatistics>(
        `WITH asked AS (
         SELECT 'SENT' AS direction, a.kind, a.code, t.record_key AS key, t.sent_at, e.due_on, t.audience_key, NULL::int AS owner_id
           FROM exchange_recipients t JOIN exchanges e ON e.record_key = t.record_key JOIN audiences a ON a.key = t.audience_key
          WHERE e.type = 'REQUEST' AND t.owner_id = $1 AND ${reaches('t')}
         UNION ALL
         SELECT DISTINCT 'RECEIVED', 'ORGANISATION', o.code, t.record_key, t.sent_at, e.due_on, NULL::int, $1::int
           FROM exchange_recipients t JOIN exchanges e ON e.record_key = t.record_key JOIN organisations o ON o.key = t.owner_id
          WHERE e.type = 'REQUEST' AND t.owner_id <> $1),
       thread AS (
         SELECT asked.*, v.*, w.*, EXISTS (SELECT 1 FROM exchange_events c WHERE c.record_key = asked.key AND c.event = 'CLOSED') AS closed
           FROM asked, LATERAL (
             SELECT min(v.at) FILTER (WHERE ${MOVES}) AS acknowledged_at, min(v.at) FILTER (WHERE v.event = 'REPLIED_FULLY') AS answered_at,
                    count(*) FILTER (WHERE v.event = 'REMINDED') AS reminders
               FROM exchange_events v WHERE ${OF_THE_THREAD}) v, LATERAL (
             SELECT coalesce(bool_or(last.event NOT IN ('REPLIED_FULLY', 'DECLINED')), true) AS awaited,
                    coalesce(bool_and(last.event = 'DECLINED'), false) AS declined FROM (${LAST}) last) w)
       SELECT direction, kind AS "counterpartKind", code AS counterpart, count(*) AS sent, count(acknowledged_at) AS acknowledged,
              count(answered_at) AS answered, count(*) FILTER (WHERE declined) AS declined, sum(reminders)::int AS reminders,
              count(*) FILTER (WHERE due_on < $2::date AND NOT closed AND awaited) AS overdue,
              ${percentile(0.5, 'acknowledged_at')} AS "medianDaysToAcknowledge", ${percentile(0.5, 'answered_at')} AS "medianDaysToAnswer",
              ${percentile(0.9, 'answered_at')} AS "p90DaysToAnswer"
         FROM thread GROUP BY direction, kind, code ORDER BY direction, code, kind`,
        [actor.organisationKey, this.clock.now().toISOString().slice(0, 10)],
      );
    });
  }
}
