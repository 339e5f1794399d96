import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import type { Keyset, Page } from '../../kernel/page';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../platform/http/cursor';
import { reaches } from './exchanges.repository';
import type { ExchangeType, RoutingClass } from './exchange.types';

export const BOXES = ['inbox', 'sent', 'drafts'] as const;
export type Box = (typeof BOXES)[number];

export interface BoxFilter {
  readonly box?: Box;
  readonly overdue?: true;
  readonly type?: ExchangeType;
  readonly routingClass?: RoutingClass;
  /** RFC 3339 instants: sent then or later, and before then. */
  readonly sentFrom?: string;
  readonly sentBefore?: string;
}

const AWAITED = `NOT IN ('REPLIED_FULLY', 'DECLINED')`;
const MOVES = `v.event NOT IN ('REMINDED', 'CORRECTED')`;
/** The same as progressSeenBy, for whole lists: to the sender any addressee is late, to an addressee itself. $2 is the day it is in UTC. */
const OVERDUE = `EXISTS (SELECT 1 FROM exchanges e WHERE e.record_key = t.record_key AND e.type = 'REQUEST' AND e.due_on < $2::date
  AND NOT EXISTS (SELECT 1 FROM exchange_events c WHERE c.record_key = t.record_key AND c.event = 'CLOSED')
  AND CASE WHEN t.owner_id <> $1 THEN coalesce((SELECT v.event FROM exchange_events v WHERE v.record_key = t.record_key AND v.owner_id = $1 AND ${MOVES}
      ORDER BY v.at DESC, v.id DESC LIMIT 1), 'SENT') ${AWAITED}
    ELSE EXISTS (SELECT 1 FROM exchange_recipients x LEFT JOIN LATERAL (
        SELECT DISTINCT ON (v.owner_id) v.event FROM exchange_events v WHERE v.record_key = t.record_key AND v.audience_key = x.audience_key AND ${MOVES}
         ORDER BY v.owner_id, v.at DESC, v.id DESC) last ON true
      WHERE x.record_key = t.record_key AND ${reaches('x')} AND coalesce(last.event, 'SENT') ${AWAITED}) END)`;

const FROM_THE_TOP = '$3::bigint IS NULL AND $4::uuid IS NULL';
const BEFORE = `timestamptz 'epoch' + $3::bigint * interval '1 microsecond'`;
// A row that is no longer visible still says where the page before ended. Comparing rows is not leakproof, and so does not enter the index.
const AFTER = `t.sent_at <= ${BEFORE} AND (t.sent_at, t.record_key) < (${BEFORE},
    coalesce((SELECT key FROM records WHERE id = $4::uuid), 0))`;
const SENT_BETWEEN = `($7::timestamptz IS NULL OR t.sent_at >= $7) AND ($8::timestamptz IS NULL OR t.sent_at < $8)`;
const ORDER = 'ORDER BY t.sent_at DESC, t.record_key DESC';

/**
 * One short walk down an index for each way something reaches the reader: each of its audiences, and what it sent. Row-level security asks
 * of each row whether its record is visible; what is hidden is passed over.
 */
const INBOX = (where: string): string => `SELECT w.* FROM unnest($6::int[]) AS a (key) CROSS JOIN LATERAL (
    SELECT t.record_key, t.sent_at FROM exchange_recipients t
     WHERE t.audience_key = a.key AND t.owner_id <> $1 AND ${where} ${ORDER} LIMIT $5) w`;
const SENT = (
  where: string,
): string => `(SELECT DISTINCT ON (t.sent_at, t.record_key) t.record_key, t.sent_at FROM exchange_recipients t
    WHERE t.owner_id = $1 AND $6::int[] IS NOT NULL AND ${where} ${ORDER} LIMIT $5)`;
/** Newest edit first: what is not sent yet. */
const DRAFTS = (where: string): string => `SELECT t.record_key, t.sent_at FROM (
    SELECT r.key AS record_key, r.created_at AS sent_at, r.owner_id FROM records r
     WHERE r.kind = 'exchange' AND r.owner_id = $1 AND $6::int[] IS NOT NULL AND $2::date IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM exchanges e WHERE e.record_key = r.key)) t WHERE ${where} ${ORDER} LIMIT $5`;

/** Inbox, sent box and drafts, newest first: keys alone, so that LIMIT is applied before anything is joined. */
@Injectable()
export class ExchangeLists {
  constructor(
    private readonly uow: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  async page(actor: Actor, filter: BoxFilter, limit: number, cursor: string | undefined): Promise<Page<number>> {
    const { box = 'any', overdue = false, type, routingClass, sentFrom, sentBefore } = filter;
    const filters = [box, overdue, type ?? null, routingClass ?? null, sentFrom ?? null, sentBefore ?? null];
    const scope = JSON.stringify([actor.organisationKey, 'exchanges', ...filters]);
    const after = cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
    const rows = await this.rows(actor, filter, limit + 1, after);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(({ key }) => key),
      nextCursor: rows.length > limit && last ? this.cursors.encode(scope, last) : null,
    };
  }

  private rows(actor: Actor, filter: BoxFilter, limit: number, after: Keyset | undefined): Promise<KeyRow[]> {
    const today = this.clock.now().toISOString().slice(0, 10);
    const at = [actor.organisationKey, today, after?.at ?? null, after?.id ?? null, limit, actor.readers];
    const parameters = [...at, filter.sentFrom ?? null, filter.sentBefore ?? null];
    return this.uow.prepared<KeyRow>(listSql(filter, after !== undefined), parameters);
  }
}

interface KeyRow {
  readonly key: number;
  readonly id: string;
  readonly at: string;
}

export function listSql({ box, overdue, type, routingClass }: BoxFilter, isFollowing: boolean): string {
  const from = isFollowing ? AFTER : FROM_THE_TOP;
  // Values of closed lists: the text of the statement stays one of a few.
  const content = [
    ...(type ? [`e.type = '${type}'`] : []),
    ...(routingClass ? [`e.routing_class = '${routingClass}'`] : []),
  ];
  const where = [
    ...[from, SENT_BETWEEN],
    overdue ? OVERDUE : '$2::date IS NOT NULL',
    ...(content.length > 0
      ? [`EXISTS (SELECT 1 FROM exchanges e WHERE e.record_key = t.record_key AND ${content.join(' AND ')})`]
      : []),
  ].join(' AND ');
  const ways = {
    inbox: INBOX(where),
    sent: SENT(where),
    drafts: DRAFTS(`${from} AND ${SENT_BETWEEN}`),
    any: `${INBOX(where)} UNION ALL ${SENT(where)}`,
  };
  return `SELECT r.key, r.id, (extract(epoch FROM p.sent_at) * 1000000)::bigint::text AS at
    FROM (SELECT DISTINCT q.record_key, q.sent_at FROM (${ways[box ?? 'any']}) q ORDER BY q.sent_at DESC, q.record_key DESC LIMIT $5) p
    JOIN records r ON r.key = p.record_key ORDER BY p.sent_at DESC, p.record_key DESC`;
}
