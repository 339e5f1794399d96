import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids';
import type { Actor } from '../../platform/context/actor';
import { RowWriter } from '../../platform/database/row-writer';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Audience } from '../access';
import { HeldBack, type HeldBackField, overlaid, type SpineRecord } from '../records';
import { ExchangeEnclosureRow } from './exchange-enclosure.record';
import { ExchangeEventRow } from './exchange-event.record';
import { ExchangeRecipientRow } from './exchange-recipient.record';
import { ExchangeRow } from './exchange.record';
import type { ExchangeFacts, Extent, StoredEvent, Urgency } from './exchange.types';

export interface EventView {
  readonly event: StoredEvent;
  readonly ownerId: number;
  readonly organisation: string;
  readonly audienceKey: number | null;
  readonly note: string | null;
  /** Null if there is none, or none that the reader can see. */
  readonly replyId: string | null;
  readonly at: Date;
}

/** What lists show, and what rules are asked with. */
export interface ExchangeHead extends ExchangeFacts {
  readonly subject: string;
  readonly urgency: Urgency;
  readonly extent: Extent | null;
  readonly inReplyTo: string | null;
  readonly recipients: readonly Audience[];
  readonly events: readonly EventView[];
}

export interface ExchangeContent {
  readonly recordKey: number;
  readonly extent: Extent | null;
  readonly body: string;
  readonly legalBasis: string | null;
  readonly particulars: string | null;
  /** Fields held back, as far as the reader may know; where shown, the value stands above. */
  readonly withheld: readonly HeldBackField[];
  readonly enclosedKeys: readonly number[];
  readonly replyKeys: readonly number[];
}

type HeadRow = Omit<ExchangeHead, 'events' | 'audienceKeys'> & {
  recordKey: number;
  events: (Omit<EventView, 'at'> & { at: string })[];
};

/** Organisations before States, bodies and groups: the nearest address comes first. */
const NEAREST_FIRST = `array_position(ARRAY['ORGANISATION', 'STATE', 'BODY', 'GROUP'], a.kind), a.key`;

const HEADS = `SELECT e.record_key AS "recordKey", e.type, r.owner_id AS "ownerId", e.due_on AS "dueOn", e.subject, e.urgency, e.extent, q.id AS "inReplyTo",
    coalesce((SELECT json_agg(json_build_object('key', a.key, 'id', a.id, 'kind', a.kind, 'code', a.code, 'label', coalesce(o.name, a.label)) ORDER BY ${NEAREST_FIRST})
      FROM exchange_recipients t JOIN audiences a ON a.key = t.audience_key LEFT JOIN organisations o ON a.kind = 'ORGANISATION' AND o.audience_key = a.key
     WHERE t.record_key = e.record_key), '[]') AS recipients,
    coalesce((SELECT json_agg(json_build_object('event', v.event, 'ownerId', v.owner_id, 'organisation', o.code, 'audienceKey', v.audience_key,
        'note', v.note, 'replyId', p.id, 'at', v.at) ORDER BY v.at, v.id)
      FROM exchange_events v JOIN organisations o ON o.key = v.owner_id LEFT JOIN records p ON p.key = v.reply_key
     WHERE v.record_key = e.record_key), '[]') AS events
  FROM exchanges e JOIN records r ON r.key = e.record_key LEFT JOIN records q ON q.key = e.in_reply_to WHERE e.record_key = ANY ($1::bigint[])`;

/**
 * Exchanges and what happened to them. Nothing here filters by organisation: of recipients, events and replies every reader gets what
 * row-level security lets through, the sender all, an addressee its own and the sender's.
 */
@Injectable()
export class ExchangesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
    private readonly held: HeldBack,
  ) {}

  /** The exchange, whom it is addressed to, and what is enclosed. */
  async insert(
    actor: Actor,
    row: ExchangeRow,
    audienceKeys: readonly number[],
    enclosed: readonly SpineRecord[],
  ): Promise<void> {
    const { recordKey } = row;
    await Promise.all([
      this.writer.insert(ExchangeRow, [row]),
      this.writer.insert(
        ExchangeRecipientRow,
        audienceKeys.map((audienceKey) => ({ recordKey, ownerId: actor.organisationKey, audienceKey })),
      ),
      this.writer.insert(
        ExchangeEnclosureRow,
        enclosed.map(({ key }) => ({ recordKey, enclosedKey: key })),
      ),
    ]);
  }

  insertEvent(
    actor: Actor,
    exchange: Pick<SpineRecord, 'key' | 'ownerId'>,
    event: StoredEvent,
    more: { audienceKey?: number; note?: string | undefined; replyKey?: number } = {},
  ): Promise<void> {
    const row: ExchangeEventRow = {
      id: newId(),
      recordKey: exchange.key,
      exchangeOwnerId: exchange.ownerId,
      ownerId: actor.organisationKey,
      event,
      audienceKey: more.audienceKey ?? null,
      note: more.note ?? null,
      replyKey: more.replyKey ?? null,
      byUser: actor.userKey,
    };
    return this.writer.insert(ExchangeEventRow, [row]);
  }

  async heads(keys: readonly number[]): Promise<Map<number, ExchangeHead>> {
    if (keys.length === 0) return new Map();
    const rows = await this.uow.query<HeadRow>(HEADS, [keys]);
    return new Map(rows.map(({ recordKey, ...row }) => [recordKey, toHead(row)]));
  }

  async head(key: number): Promise<ExchangeHead> {
    return (await this.heads([key])).get(key)!;
  }

  async contents(keys: readonly number[]): Promise<Map<number, ExchangeContent>> {
    if (keys.length === 0) return new Map();
    const [rows, held] = await Promise.all([
      this.uow.query<ExchangeContent>(
        `SELECT e.record_key AS "recordKey", e.body, e.legal_basis AS "legalBasis", e.particulars, e.extent,
              coalesce((SELECT json_agg(c.enclosed_key ORDER BY c.enclosed_key) FROM exchange_enclosures c WHERE c.record_key = e.record_key), '[]') AS "enclosedKeys",
              coalesce((SELECT json_agg(p.record_key ORDER BY p.record_key) FROM exchanges p WHERE p.in_reply_to = e.record_key), '[]') AS "replyKeys"
         FROM exchanges e WHERE e.record_key = ANY ($1::bigint[]) ORDER BY e.record_key`,
        [keys],
      ),
      this.held.ofMany(keys),
    ]);
    return new Map(
      rows.map((row) => {
        const withheld = held.get(row.recordKey) ?? [];
        return [row.recordKey, overlaid('exchange', { ...row, withheld }, withheld)] as const;
      }),
    );
  }

  /** The audience that is exactly one organisation. */
  async audienceOf(organisationKey: number): Promise<{ key: number; id: string }> {
    const rows = await this.uow.query<{ key: number; id: string }>(
      'SELECT a.key, a.id FROM organisations o JOIN audiences a ON a.key = o.audience_key WHERE o.key = $1',
      [organisationKey],
    );
    return rows[0]!;
  }
}

const toHead = (row: Omit<HeadRow, 'recordKey'>): ExchangeHead => ({
  ...row,
  audienceKeys: row.recipients.map(({ key }) => key),
  events: row.events.map((event) => ({ ...event, at: new Date(event.at) })),
});
