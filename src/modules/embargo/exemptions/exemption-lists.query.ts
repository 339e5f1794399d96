import { Inject, Injectable } from '@nestjs/common';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import type { IsoDate } from '../rules/embargo.types';
import type { ExemptionState } from './exemption-request.types';

export interface ExemptionFilter {
  readonly owner?: 'mine' | 'others' | undefined;
  readonly state?: ExemptionState | undefined;
  readonly supplierState?: string | undefined;
  /** Approved ones whose last day is before this day. */
  readonly expiringBefore?: IsoDate | undefined;
}

/** The same as stateOf, for whole lists: the last word on the last position decides, because none of an invalid sequence is ever written. */
const STATE = `coalesce((SELECT CASE v.event WHEN 'AMENDED' THEN 'APPROVED' ELSE v.event END FROM exemption_events v
    WHERE v.record_key = r.key ORDER BY v.seq DESC, v.revision DESC LIMIT 1),
  CASE e.type WHEN 'NOTIFICATION' THEN 'NOTIFIED' ELSE 'SUBMITTED' END)`;

/** The same as the expiry of termsOn at last: an amendment that names none leaves the one before. */
const EXPIRY = `(SELECT w.expires_on FROM (SELECT DISTINCT ON (v.seq) v.seq, v.expires_on FROM exemption_events v
    WHERE v.record_key = r.key ORDER BY v.seq, v.revision DESC) w WHERE w.expires_on IS NOT NULL ORDER BY w.seq DESC LIMIT 1)`;

const CONDITIONS = `($2::text IS NULL OR (r.owner_id = $1) = ($2 = 'mine')) AND ($3::text IS NULL OR ${STATE} = $3)
  AND ($4::text IS NULL OR e.supplier_state = $4) AND ($5::date IS NULL OR (${STATE} = 'APPROVED' AND ${EXPIRY} < $5))`;

/** Requests one can see, newest first: keys alone, the rest is fetched for the page. */
@Injectable()
export class ExemptionLists {
  constructor(
    private readonly uow: UnitOfWork,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  async page(actor: Actor, filter: ExemptionFilter, limit: number, cursor: string | undefined): Promise<Page<number>> {
    const { owner = null, state = null, supplierState = null, expiringBefore = null } = filter;
    const asked = [owner, state, supplierState, expiringBefore];
    const scope = JSON.stringify([actor.organisationKey, 'exemptions', ...asked]);
    const after = cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
    const rows = await this.uow.query<{ key: number; id: string; at: string }>(
      `SELECT r.key, r.id, (extract(epoch FROM r.created_at) * 1000000)::bigint::text AS at
         FROM records r JOIN exemptions e ON e.record_key = r.key WHERE r.kind = 'exemption' AND ${CONDITIONS}
          AND ($6::bigint IS NULL OR (r.created_at, r.id) < (timestamptz 'epoch' + $6::bigint * interval '1 microsecond', $7::uuid))
        ORDER BY r.created_at DESC, r.id DESC LIMIT $8`,
      [actor.organisationKey, ...asked, after?.at ?? null, after?.id ?? null, limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(({ key }) => key),
      nextCursor: rows.length > limit && last ? this.cursors.encode(scope, last) : null,
    };
  }
}
