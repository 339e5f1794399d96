import { ApiProperty } from '@nestjs/swagger';
import { ReceiptDto } from '../../audit';
import { RecordDto, WithheldFieldDto } from '../../records';
import {
  EXCHANGE_STATES,
  EXCHANGE_TYPES,
  type ExchangeState,
  type ExchangeType,
  type Extent,
  EXTENTS,
  REPLY_STATUSES,
  type ReplyStatus,
  STORED_EVENTS,
  type StoredEvent,
  URGENCIES,
  type Urgency,
} from '../exchange.types';
import type { ExchangeSummary, ExchangeView } from '../exchange-views.query';

export class AddresseeDto {
  /** Audience id. */
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example "ORGANISATION" */
  kind: string;
  /** @example "DO-DGA" */
  code: string;
  label: string;
}

export class AnswerStatusDto {
  /** The audience addressed. */
  audience: AddresseeDto;
  /** Code of the organisation that acted; null while nobody of the audience has. */
  @ApiProperty({ type: String, nullable: true, example: 'DO-DGA' })
  organisation: string | null;
  @ApiProperty({ enum: EXCHANGE_STATES })
  state: ExchangeState;
  /** As letters are tallied; OVERDUE goes before SENT, ACK and PARTIAL. */
  @ApiProperty({ enum: REPLY_STATUSES })
  status: ReplyStatus;
  overdue: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  acknowledgedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  answeredAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  declinedAt: string | null;
}

export class ExchangeSummaryDto extends RecordDto {
  @ApiProperty({ enum: EXCHANGE_TYPES })
  type: ExchangeType;
  subject: string;
  @ApiProperty({ enum: URGENCIES })
  urgency: Urgency;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  dueOn: string | null;
  /** Of a reply: the request, if you can see it. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  inReplyTo: string | null;
  /** Of a reply. */
  @ApiProperty({ enum: EXTENTS, nullable: true })
  extent: Extent | null;
  /** To the sender, everybody it is addressed to; to an addressee, itself. */
  recipients: AddresseeDto[];
  /** To the sender, how far each addressee has come; to an addressee, how far it has come itself. Empty for a reply. */
  progress: AnswerStatusDto[];

  static of({ record, head, progress }: ExchangeSummary): ExchangeSummaryDto {
    const addressees = new Map(
      head.recipients.map(({ key, id, kind, code, label }) => [key, { id, kind, code, label }]),
    );
    const organisations = new Map(head.events.map(({ ownerId, organisation }) => [ownerId, organisation]));
    return {
      ...RecordDto.from(record),
      type: head.type,
      subject: head.subject,
      urgency: head.urgency,
      dueOn: head.dueOn,
      inReplyTo: head.inReplyTo,
      extent: head.extent,
      recipients: [...addressees.values()],
      progress: progress.map((each) => ({
        audience: addressees.get(each.audienceKey)!,
        organisation: each.ownerId === null ? null : (organisations.get(each.ownerId) ?? null),
        state: each.state,
        status: each.status,
        overdue: each.overdue,
        acknowledgedAt: each.acknowledgedAt?.toISOString() ?? null,
        answeredAt: each.answeredAt?.toISOString() ?? null,
        declinedAt: each.declinedAt?.toISOString() ?? null,
      })),
    };
  }
}

export class ExchangeEventDto {
  @ApiProperty({ enum: STORED_EVENTS })
  event: StoredEvent;
  /** Code of the organisation that acted. */
  organisation: string;
  @ApiProperty({ type: String, nullable: true })
  note: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  replyId: string | null;
  @ApiProperty({ format: 'date-time' })
  at: string;
}

export class ThreadReplyDto extends RecordDto {
  @ApiProperty({ enum: EXTENTS, nullable: true })
  extent: Extent | null;
  body: string;
  @ApiProperty({ type: String, nullable: true })
  particulars: string | null;
  /** Fields that are held back, as far as you are told. */
  withheld: WithheldFieldDto[];
  enclosures: RecordDto[];
}

export class ExchangeDto extends ExchangeSummaryDto {
  body: string;
  @ApiProperty({ type: String, nullable: true })
  legalBasis: string | null;
  @ApiProperty({ type: String, nullable: true })
  particulars: string | null;
  /** Fields that are held back, as far as you are told. */
  withheld: WithheldFieldDto[];
  /** What was sent along, as far as you can see it. */
  enclosures: RecordDto[];
  /** What happened, oldest first, as far as you can see it. */
  events: ExchangeEventDto[];
  /** Answers, oldest first: to the sender all, to an addressee its own. */
  replies: ThreadReplyDto[];

  static override of(view: ExchangeView): ExchangeDto {
    return {
      ...ExchangeSummaryDto.of(view),
      body: view.content.body,
      legalBasis: view.content.legalBasis,
      particulars: view.content.particulars,
      withheld: view.content.withheld.map((field) => WithheldFieldDto.from(field)),
      enclosures: view.enclosures.map((record) => RecordDto.from(record)),
      events: view.head.events.map(({ event, organisation, note, replyId, at }) => ({
        event,
        organisation,
        note,
        replyId,
        at: at.toISOString(),
      })),
      replies: view.replies.map(({ record, extent, body, particulars, withheld, enclosures }) => ({
        ...RecordDto.from(record),
        extent,
        body,
        particulars,
        withheld: withheld.map((field) => WithheldFieldDto.from(field)),
        enclosures: enclosures.map((enclosed) => RecordDto.from(enclosed)),
      })),
    };
  }
}

export class ExchangePageDto {
  items: ExchangeSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class SentExchangeDto extends ExchangeDto {
  receipt: ReceiptDto;
}
