import { Injectable } from '@nestjs/common';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import { newId } from '../../kernel/ids';
import type { Actor } from '../../platform/context/actor';
import { RowWriter } from '../../platform/database/row-writer';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Audience } from '../access';
import { HeldBack, type HeldBackField, overlaid, type SpineRecord, type Withholding } from '../records';
import { ExchangeEnclosureRow } from './exchange-enclosure.record';
import { ExchangeEventRow } from './exchange-event.record';
import { ExchangeRecipientRow } from './exchange-recipient.record';
import { ExchangeRow } from './exchange.record';
import { ExchangeReferenceRow } from './exchange-reference.record';
import type { Ask, ExchangeFacts, Extent, RoutingClass, StoredEvent, Urgency } from './exchange.types';
import { EXCHANGE } from './exchanges.errors';

export interface EventView {
  readonly event: StoredEvent;
  readonly ownerId: number;
  readonly organisation: string;
  readonly audienceKey: number | null;
  readonly note: string | null;
  /** Null if there is none, or none that the reader can see. */
  readonly replyId: string | null;
  /** The same inside, also if it is not visible. */
  readonly replyKey: number | null;
  readonly at: Date;
}

/** What lists show, and what rules are asked with. */
export interface ExchangeHead extends ExchangeFacts {
  readonly subject: string;
  readonly urgency: Urgency;
  readonly extent: Extent | null;
  readonly inReplyTo: string | null;
  /** Of a correction: what it corrects, if the reader can see it. */
  readonly corrects: string | null;
  readonly followsUp: string | null;
  readonly asks: readonly Ask[] | null;
  readonly routingClass: RoutingClass | null;
  readonly routingReason: string | null;
  /** Null while it is not sent, and to a reader who is not addressed. */
  readonly sentAt: Date | null;
  readonly recipients: readonly Audience[];
  readonly events: readonly EventView[];
}

export interface ExchangeContent {
  readonly recordKey: number;
  readonly extent: Extent | null;
  readonly subject: string;
  readonly body: string;
  readonly legalBasis: string | null;
  readonly particulars: string | null;
  /** Fields held back, as far as the reader may know; where shown, the value stands above. */
  readonly withheld: readonly HeldBackField[];
  readonly changeReason: string | null;
  readonly enclosedKeys: readonly number[];
  readonly referencedKeys: readonly number[];
  readonly replyKeys: readonly number[];
  readonly correctionKeys: readonly number[];
  readonly followUpKeys: readonly number[];
}

type HeadRow = Omit<ExchangeHead, 'events' | 'recipients' | 'audienceKeys' | 'takenBackFrom' | 'sentAt'> & {
  recordKey: number;
  sentAt: string | null;
  recipients: readonly (Audience & { readonly takenBack: boolean })[];
  events: (Omit<EventView, 'at'> & { at: string })[];
};

/** Organisations before States, bodies and groups: the nearest address comes first. */
const NEAREST_FIRST = `array_position(ARRAY['ORGANISATION', 'STATE', 'BODY', 'GROUP'], a.kind), a.key`;

/** Of a recipient: what was taken back is owed by nobody, and its addressee counts it no more. One that was narrowed reaches a part of its audience. */
export const reaches = (
  t: string,
): string => `EXISTS (SELECT 1 FROM releases l WHERE l.record_key = ${t}.record_key AND l.revoked_at IS NULL
              AND (l.expires_at IS NULL OR l.expires_at > now()) AND (l.audience_key = ${t}.audience_key OR l.supersedes IS NOT NULL))`;

const HEADS = `SELECT e.record_key AS "recordKey", e.type, r.owner_id AS "ownerId", e.due_on AS "dueOn", e.subject, e.urgency, e.extent, q.id AS "inReplyTo",
    x.id AS corrects, f.id AS "followsUp", e.asks, e.routing_class AS "routingClass", e.routing_reason AS "routingReason",
    (SELECT min(t.sent_at) FROM exchange_recipients t WHERE t.record_key = e.record_key) AS "sentAt",
    coalesce((SELECT json_agg(json_build_object('key', a.key, 'id', a.id, 'kind', a.kind, 'code', a.code, 'label', coalesce(o.name, a.label), 'takenBack', NOT ${reaches('t')}) ORDER BY ${NEAREST_FIRST})
      FROM exchange_recipients t JOIN audiences a ON a.key = t.audience_key LEFT JOIN organisations o ON a.kind = 'ORGANISATION' AND o.audience_key = a.key
     WHERE t.record_key = e.record_key), '[]') AS recipients,
    coalesce((SELECT json_agg(json_build_object('event', v.event, 'ownerId', v.owner_id, 'organisation', o.code, 'audienceKey', v.audience_key,
        'note', v.note, 'replyId', p.id, 'replyKey', v.reply_key, 'at', v.at) ORDER BY v.at, v.id)
      FROM exchange_events v JOIN organisations o ON o.key = v.owner_id LEFT JOIN records p ON p.key = v.reply_key
     WHERE v.record_key = e.record_key), '[]') AS events
  FROM exchanges e JOIN records r ON r.key = e.record_key LEFT JOIN records q ON q.key = e.in_reply_to
  LEFT JOIN records x ON x.key = e.corrects LEFT JOIN records f ON f.key = e.follows_up WHERE e.record_key = ANY ($1::bigint[])`;

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

  /** The exchange, whom it is addressed to, what is enclosed and what it refers to. */
  async insert(
    actor: Actor,
    row: ExchangeRow,
    audienceKeys: readonly number[],
    enclosed: readonly SpineRecord[],
    referenced: readonly number[],
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
      this.writer.insert(
        ExchangeReferenceRow,
        referenced.map((targetKey) => ({ recordKey, targetKey })),
      ),
    ]);
  }

  /** Fields of what was just written that are not for its addressees. */
  async holdBack(actor: Actor, record: SpineRecord, fields: readonly Withholding[] | undefined): Promise<void> {
    await this.held.hold(actor, record, fields);
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
      byUser: actor.credential === 'system' ? null : actor.userKey,
    };
    return this.writer.insert(ExchangeEventRow, [row]);
  }

  async heads(keys: readonly number[]): Promise<Map<number, ExchangeHead>> {
    if (keys.length === 0) return new Map();
    const rows = await this.uow.prepared<HeadRow>(HEADS, [keys]);
    return new Map(rows.map(({ recordKey, ...row }) => [recordKey, toHead(row)]));
  }

  /** What was sent. Throws NOT_SENT for a draft, which only its own organisation has found, and the 404 of what was taken back since it was. */
  async sentHead(key: number): Promise<ExchangeHead> {
    const head = (await this.heads([key])).get(key);
    if (head) return head;
    const found = await this.uow.query('SELECT 1 FROM records WHERE key = $1', [key]);
    throw new DomainError(found.length > 0 ? EXCHANGE.NOT_SENT : COMMON.NOT_FOUND);
  }

  async contents(keys: readonly number[]): Promise<Map<number, ExchangeContent>> {
    if (keys.length === 0) return new Map();
    const [rows, held] = await Promise.all([
      this.uow.prepared<ExchangeContent>(
        `SELECT e.record_key AS "recordKey", e.subject, e.body, e.legal_basis AS "legalBasis", e.particulars, e.extent, e.change_reason AS "changeReason",
              coalesce((SELECT json_agg(c.enclosed_key ORDER BY c.enclosed_key) FROM exchange_enclosures c WHERE c.record_key = e.record_key), '[]') AS "enclosedKeys",
              coalesce((SELECT json_agg(c.target_key ORDER BY c.target_key) FROM exchange_references c WHERE c.record_key = e.record_key), '[]') AS "referencedKeys",
              coalesce((SELECT json_agg(p.record_key ORDER BY p.record_key) FROM exchanges p WHERE p.in_reply_to = e.record_key), '[]') AS "replyKeys",
              coalesce((SELECT json_agg(p.record_key ORDER BY p.record_key) FROM exchanges p WHERE p.corrects = e.record_key), '[]') AS "correctionKeys",
              coalesce((SELECT json_agg(p.record_key ORDER BY p.record_key) FROM exchanges p WHERE p.follows_up = e.record_key), '[]') AS "followUpKeys"
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

  /** The words that stand now: those of the newest correction, else those that were sent first. */
  async standingWords(key: number): Promise<Pick<ExchangeContent, 'subject' | 'body' | 'legalBasis'>> {
    const rows = await this.uow.query<Pick<ExchangeContent, 'subject' | 'body' | 'legalBasis'>>(
      `SELECT e.subject, e.body, e.legal_basis AS "legalBasis" FROM exchanges e
        LEFT JOIN exchange_recipients t ON t.record_key = e.record_key
        WHERE e.record_key = $1 OR e.corrects = $1 ORDER BY t.sent_at DESC, e.record_key DESC LIMIT 1`,
      [key],
    );
    return rows[0]!;
  }

  /** Whom what was sent still reaches: its addressees, or what their releases were narrowed to. */
  stillReaching(key: number): Promise<{ key: number; id: string }[]> {
    return this.uow.query(
      `WITH RECURSIVE line AS (
         SELECT l.* FROM releases l JOIN exchange_recipients t ON t.record_key = l.record_key AND t.audience_key = l.audience_key WHERE l.record_key = $1
         UNION SELECT n.* FROM releases n JOIN line ON n.supersedes = line.id)
       SELECT DISTINCT a.key, a.id FROM line JOIN audiences a ON a.key = line.audience_key
        WHERE line.revoked_at IS NULL AND (line.expires_at IS NULL OR line.expires_at > now()) ORDER BY a.key`,
      [key],
    );
  }

  /** Of these audiences those of organisations that were disabled. */
  async disabledAmong(audienceKeys: readonly number[]): Promise<number[]> {
    const rows = await this.uow.query<{ key: number }>(
      'SELECT audience_key AS key FROM organisations WHERE audience_key = ANY ($1::int[]) AND disabled_at IS NOT NULL ORDER BY key',
      [audienceKeys],
    );
    return rows.map(({ key }) => key);
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
  sentAt: row.sentAt === null ? null : new Date(row.sentAt),
  audienceKeys: row.recipients.map(({ key }) => key),
  takenBackFrom: row.recipients.filter(({ takenBack }) => takenBack).map(({ key }) => key),
  events: row.events.map((event) => ({ ...event, at: new Date(event.at) })),
});
