import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { IdentifiersRepository, type Mention } from '../../identifiers';
import type { SpineRecord } from '../../records';
import type { NamedParty } from './exemption-request.types';
import { ExemptionEventRow } from './exemption-event.record';
import { ExemptionUseRow } from './exemption-use.record';
import { ExemptionRow } from './exemption.record';
import type { Channel, EventFacts, ExemptionFacts, RequesterKind, UseFacts } from './exemption-request.types';

export interface EventView extends EventFacts {
  readonly organisation: string;
  readonly requestVersion: number;
  readonly note: string | null;
  readonly at: string;
}

export interface UseView extends UseFacts {
  readonly reference: string | null;
  readonly note: string | null;
  readonly at: string;
}

export interface ExemptionContent extends ExemptionFacts {
  readonly row: ExemptionRow;
  readonly endUser: NamedParty | null;
  readonly events: readonly EventView[];
  readonly uses: readonly UseView[];
}

interface ContentSql extends ExemptionRow {
  events: EventView[];
  uses: UseView[];
}

/** Columns are named as the row's own fields, children come by json_agg. A bill that the reader cannot see has no id here. */
const CONTENT = `SELECT e.record_key AS "recordKey", e.type, e.requester_kind AS "requesterKind", e.requester_name AS "requesterName",
    e.requester_state AS "requesterState", e.submitted_through AS "submittedThrough", e.supplier_state AS "supplierState",
    e.consignee_name AS "consigneeName", e.consignee_class AS "consigneeClass", e.end_user_name AS "endUserName", e.end_user_class AS "endUserClass",
    e.end_use AS "endUse", e.goods, e.ship_from AS "shipFrom", e.ship_to AS "shipTo", e.instrument, e.paragraph,
    coalesce((SELECT json_agg(json_build_object('id', v.id, 'seq', v.seq, 'revision', v.revision, 'event', v.event, 'decidedOn', v.decided_on,
        'committeeReference', v.committee_reference, 'scope', v.scope, 'expiresOn', v.expires_on, 'note', v.note, 'requestVersion', v.request_version,
        'organisation', o.code, 'at', v.at) ORDER BY v.seq, v.revision)
      FROM exemption_events v JOIN organisations o ON o.key = v.owner_id WHERE v.record_key = e.record_key), '[]') AS events,
    coalesce((SELECT json_agg(json_build_object('id', u.id, 'seq', u.seq, 'revision', u.revision, 'usedOn', u.used_on, 'category', u.category,
        'quantity', u.quantity, 'shipmentId', s.id, 'reference', u.reference, 'note', u.note, 'at', u.at) ORDER BY u.seq, u.revision)
      FROM exemption_uses u LEFT JOIN records s ON s.key = u.shipment_key WHERE u.record_key = e.record_key), '[]') AS uses
  FROM exemptions e WHERE e.record_key = ANY ($1::bigint[])`;

/** Requests, what the Committee decided, and what was used. Row-level security says who reads and who writes which. */
@Injectable()
export class ExemptionsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
    private readonly identifiers: IdentifiersRepository,
  ) {}

  async insert(row: ExemptionRow, mentions: readonly Mention[]): Promise<void> {
    await Promise.all([this.writer.insert(ExemptionRow, [row]), this.identifiers.insert(row.recordKey, mentions)]);
  }

  update(recordKey: number, patch: Partial<ExemptionRow>): Promise<boolean> {
    return this.writer.update(ExemptionRow, recordKey, patch);
  }

  replaceMentions(recordKey: number, pointers: readonly string[], mentions: readonly Mention[]): Promise<void> {
    return this.identifiers.replace(recordKey, pointers, mentions);
  }

  insertEvent(row: ExemptionEventRow): Promise<void> {
    return this.writer.insert(ExemptionEventRow, [row]);
  }

  insertUse(row: ExemptionUseRow): Promise<void> {
    return this.writer.insert(ExemptionUseRow, [row]);
  }

  async contents(keys: readonly number[]): Promise<Map<number, ExemptionContent>> {
    if (keys.length === 0) return new Map();
    const rows = await this.uow.prepared<ContentSql>(CONTENT, [keys]);
    return new Map(rows.map((row) => [row.recordKey, contentOf(row)]));
  }

  async content(record: Pick<SpineRecord, 'key'>): Promise<ExemptionContent> {
    return (await this.contents([record.key])).get(record.key)!;
  }

  /** Whether an organisation is of the Committee: its secretariat, as far as this program knows it. */
  async isCommittee(organisationKey: number): Promise<boolean> {
    const rows = await this.uow.prepared<{ kind: string }>('SELECT kind FROM organisations WHERE key = $1', [
      organisationKey,
    ]);
    return rows[0]?.kind === 'COMMITTEE';
  }

  /** The bill as the caller sees it; undefined if it does not. */
  async shipmentKey(id: string): Promise<number | undefined> {
    const rows = await this.uow.prepared<{ key: number }>(
      `SELECT key FROM records WHERE id = $1 AND kind = 'shipment'`,
      [id],
    );
    return rows[0]?.key;
  }
}

function contentOf({ events, uses, ...row }: ContentSql): ExemptionContent {
  const partyOf = (name: string, of: string): NamedParty => ({ name, class: of as NamedParty['class'] });
  return {
    row,
    type: row.type as ExemptionFacts['type'],
    consignee: partyOf(row.consigneeName, row.consigneeClass),
    endUser: row.endUserName === null ? null : partyOf(row.endUserName, row.endUserClass ?? 'UNKNOWN'),
    goods: row.goods,
    events,
    uses,
  };
}

export const requesterOf = (
  row: ExemptionRow,
): { kind: RequesterKind; name: string; state: string | null; submittedThrough: Channel } => ({
  kind: row.requesterKind as RequesterKind,
  name: row.requesterName,
  state: row.requesterState,
  submittedThrough: row.submittedThrough as Channel,
});
