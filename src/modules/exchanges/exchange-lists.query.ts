import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import type { Page } from '../../kernel/page';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../platform/http/cursor';

export const BOXES = ['inbox', 'sent'] as const;
export type Box = (typeof BOXES)[number];

export interface BoxFilter {
  readonly box?: Box;
  readonly overdue?: true;
}

// Addressed to the reader: of another's recipients row-level security shows the reader's own alone.
const ADDRESSED = 'EXISTS (SELECT 1 FROM exchange_recipients t WHERE t.record_key = r.key)';
const IN_BOX: Readonly<Record<Box | 'any', string>> = {
  inbox: `r.owner_id <> $1 AND ${ADDRESSED}`,
  sent: 'r.owner_id = $1',
  any: `(r.owner_id = $1 OR ${ADDRESSED})`,
};

const AWAITED = `NOT IN ('REPLIED_FULLY', 'DECLINED')`;
/** The same as progressSeenBy, for whole lists: to the sender any addressee is late, to an addressee itself. $2 is the day it is in UTC. */
const OVERDUE = `EXISTS (SELECT 1 FROM exchanges e WHERE e.record_key = r.key AND e.type = 'REQUEST' AND e.due_on < $2::date
  AND NOT EXISTS (SELECT 1 FROM exchange_events c WHERE c.record_key = r.key AND c.event = 'CLOSED')
  AND CASE WHEN r.owner_id <> $1 THEN coalesce((SELECT v.event FROM exchange_events v WHERE v.record_key = r.key AND v.owner_id = $1
      ORDER BY v.at DESC, v.id DESC LIMIT 1), 'SENT') ${AWAITED}
    ELSE EXISTS (SELECT 1 FROM exchange_recipients t LEFT JOIN LATERAL (
        SELECT DISTINCT ON (v.owner_id) v.event FROM exchange_events v WHERE v.record_key = r.key AND v.audience_key = t.audience_key
         ORDER BY v.owner_id, v.at DESC, v.id DESC) last ON true
      WHERE t.record_key = r.key AND coalesce(last.event, 'SENT') ${AWAITED}) END)`;

/** Inbox and sent box, newest first: keys alone, so that LIMIT is applied to the spine before anything is joined. */
@Injectable()
export class ExchangeLists {
  constructor(
    private readonly uow: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  async page(actor: Actor, filter: BoxFilter, limit: number, cursor: string | undefined): Promise<Page<number>> {
    const scope = JSON.stringify([actor.organisationKey, 'exchanges', filter.box ?? 'any', filter.overdue ?? false]);
    const after = cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
    const rows = await this.uow.query<{ key: number; id: string; at: string }>(
      `SELECT r.key, r.id, (extract(epoch FROM r.created_at) * 1000000)::bigint::text AS at FROM records r
        WHERE r.kind = 'exchange' AND ${IN_BOX[filter.box ?? 'any']} AND ${filter.overdue ? OVERDUE : '$2::date IS NOT NULL'}
          AND ($3::bigint IS NULL OR (r.created_at, r.id) < (timestamptz 'epoch' + $3::bigint * interval '1 microsecond', $4::uuid))
        ORDER BY r.created_at DESC, r.id DESC LIMIT $5`,
      [
        actor.organisationKey,
        this.clock.now().toISOString().slice(0, 10),
        after?.at ?? null,
        after?.id ?? null,
        limit + 1,
      ],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(({ key }) => key),
      nextCursor: rows.length > limit && last ? this.cursors.encode(scope, last) : null,
    };
  }
}
