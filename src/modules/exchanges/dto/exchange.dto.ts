import { ApiProperty } from '@nestjs/swagger';
import { ReceiptDto } from '../../audit';
import { DepartureDto, RecordDto, type SpineRecord, WithheldFieldDto } from '../../records';
import { DECISIONS, type Decision, type Stage, STAGES, type SubmissionView } from '../drafts/draft.types';
import { versionStandingAt } from '../exchange.rules';
import {
  type Ask,
  ASKS,
  EXCHANGE_STATES,
  EXCHANGE_TYPES,
  type ExchangeState,
  type ExchangeType,
  type Extent,
  EXTENTS,
  REPLY_STATUSES,
  ROUTING_CLASSES,
  type RoutingClass,
  type ReplyStatus,
  STORED_EVENTS,
  type StoredEvent,
  URGENCIES,
  type Urgency,
} from '../exchange.types';
import type { ExchangeSummary, ExchangeView, WordsView } from '../exchange-views.query';
import type { EventView } from '../exchanges.repository';

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
  /** It was taken back from this addressee, or its time is over: nothing is owed. */
  takenBack: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  acknowledgedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  answeredAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  declinedAt: string | null;
  /** How often it was reminded. */
  reminders: number;
  /** The version that stood when it acknowledged; 1 is what was sent first. */
  @ApiProperty({ type: Number, nullable: true })
  acknowledgedVersion: number | null;
  /** The version that stood when it last answered. */
  @ApiProperty({ type: Number, nullable: true })
  answeredVersion: number | null;
}

export class ExchangeSummaryDto extends RecordDto {
  @ApiProperty({ enum: EXCHANGE_TYPES })
  type: ExchangeType;
  subject: string;
  @ApiProperty({ enum: URGENCIES })
  urgency: Urgency;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  dueOn: string | null;
  /** SENT, or how far it is on its way out of your organisation. */
  @ApiProperty({ enum: STAGES })
  stage: Stage;
  /** Null while it is not sent, and where it is not addressed to you. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  sentAt: string | null;
  /** Of a request: what it wants (S/2006/997, para 10(c)). */
  @ApiProperty({ enum: ASKS, isArray: true, nullable: true })
  asks: Ask[] | null;
  /** S/2016/658. */
  @ApiProperty({ enum: ROUTING_CLASSES, nullable: true })
  routingClass: RoutingClass | null;
  @ApiProperty({ type: String, nullable: true })
  routingReason: string | null;
  /** The earlier exchange it follows up, if you can see it. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  followsUp: string | null;
  /** Of a correction: what it corrects, if you can see it. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  corrects: string | null;
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

  static of({ record, head, progress, stage }: ExchangeSummary): ExchangeSummaryDto {
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
      stage,
      sentAt: head.sentAt?.toISOString() ?? null,
      asks: head.asks && [...head.asks],
      ...{ routingClass: head.routingClass, routingReason: head.routingReason },
      ...{ followsUp: head.followsUp, corrects: head.corrects },
      inReplyTo: head.inReplyTo,
      extent: head.extent,
      recipients: [...addressees.values()],
      progress: progress.map((each) => ({
        audience: addressees.get(each.audienceKey)!,
        organisation: each.ownerId === null ? null : (organisations.get(each.ownerId) ?? null),
        state: each.state,
        status: each.status,
        overdue: each.overdue,
        takenBack: each.takenBack,
        acknowledgedAt: each.acknowledgedAt?.toISOString() ?? null,
        answeredAt: each.answeredAt?.toISOString() ?? null,
        declinedAt: each.declinedAt?.toISOString() ?? null,
        ...{
          reminders: each.reminders,
          acknowledgedVersion: each.acknowledgedVersion,
          answeredVersion: each.answeredVersion,
        },
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
  /** The reply it came with, or the correction. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  replyId: string | null;
  /** The version that stood then; 1 is what was sent first. */
  version: number;
  @ApiProperty({ format: 'date-time' })
  at: string;
}

/** What was said anew. The words it corrects stay readable beside it. */
export class CorrectionDto extends RecordDto {
  /** What changed, and why. */
  reason: string;
  subject: string;
  body: string;
  @ApiProperty({ type: String, nullable: true })
  legalBasis: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  sentAt: string | null;
  enclosures: RecordDto[];

  static of({ record, head, content, enclosures }: WordsView): CorrectionDto {
    const { subject, body, legalBasis } = content;
    return {
      ...RecordDto.from(record),
      ...{ reason: content.changeReason ?? '', subject, body, legalBasis },
      sentAt: head.sentAt?.toISOString() ?? null,
      enclosures: enclosures.map((enclosed) => RecordDto.from(enclosed)),
    };
  }
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
  /** What stood here, was seen by your organisation and was taken back, or ended as agreed. */
  withdrawn: DepartureDto[];
  /** Its corrections, oldest first: the last one stands. */
  corrections: CorrectionDto[];
}

export class DraftSubmissionDto {
  /** The version of the record that was submitted. */
  version: number;
  submittedBy: string;
  @ApiProperty({ format: 'date-time' })
  submittedAt: string;
  @ApiProperty({ enum: DECISIONS, nullable: true })
  decision: Decision | null;
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
  @ApiProperty({ type: String, nullable: true })
  decidedBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;

  static of({
    version,
    submittedBy,
    submittedAt,
    decision,
    reason,
    decidedBy,
    decidedAt,
  }: SubmissionView): DraftSubmissionDto {
    const said = { version, submittedBy, decision, reason, decidedBy };
    return { ...said, submittedAt: submittedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null };
  }
}

export class ExchangeDto extends ExchangeSummaryDto {
  body: string;
  @ApiProperty({ type: String, nullable: true })
  legalBasis: string | null;
  @ApiProperty({ type: String, nullable: true })
  particulars: string | null;
  /** Fields that are held back, as far as you are told. */
  withheld: WithheldFieldDto[];
  /** Of a correction. */
  @ApiProperty({ type: String, nullable: true })
  changeReason: string | null;
  /** What was sent along, as far as you can see it. */
  enclosures: RecordDto[];
  /** What stood here, was seen by your organisation and was taken back, or ended as agreed. */
  withdrawn: DepartureDto[];
  /** What it speaks of without sending it along, as far as you can see it. */
  references: RecordDto[];
  /** Later versions of it, oldest first: the last one stands. */
  corrections: CorrectionDto[];
  /** Exchanges that follow it up, as far as you can see them. */
  followUps: RecordDto[];
  /** What happened, oldest first, as far as you can see it. */
  events: ExchangeEventDto[];
  /** Answers, oldest first: to the sender all, to an addressee its own. */
  replies: ThreadReplyDto[];
  /** To its own organisation: when it was put before a second person, and what that one said. */
  submissions: DraftSubmissionDto[];

  static override of(view: ExchangeView): ExchangeDto {
    const list = (records: readonly SpineRecord[]): RecordDto[] => records.map((record) => RecordDto.from(record));
    const { body, legalBasis, particulars, changeReason } = view.content;
    return {
      ...ExchangeSummaryDto.of(view),
      ...{ body, legalBasis, particulars, changeReason },
      withheld: view.content.withheld.map((field) => WithheldFieldDto.from(field)),
      enclosures: list(view.enclosures),
      withdrawn: view.withdrawn.map((each) => DepartureDto.from(each)),
      references: list(view.references),
      followUps: list(view.followUps),
      corrections: view.corrections.map((each) => CorrectionDto.of(each)),
      events: eventsOf(view.head.events),
      replies: view.replies.map(({ record, content, enclosures, corrections, withdrawn }) => ({
        ...RecordDto.from(record),
        ...{ extent: content.extent, body: content.body, particulars: content.particulars },
        withheld: content.withheld.map((field) => WithheldFieldDto.from(field)),
        enclosures: list(enclosures),
        withdrawn: withdrawn.map((each) => DepartureDto.from(each)),
        corrections: corrections.map((each) => CorrectionDto.of(each)),
      })),
      submissions: (view.draft?.submissions ?? []).map((each) => DraftSubmissionDto.of(each)),
    };
  }
}

const eventsOf = (events: readonly EventView[]): ExchangeEventDto[] =>
  events.map(({ event, organisation, note, replyId, at }) => ({
    ...{ event, organisation, note, replyId, at: at.toISOString() },
    version: versionStandingAt(events, at),
  }));

export class ExchangePageDto {
  items: ExchangeSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class SentExchangeDto extends ExchangeDto {
  receipt: ReceiptDto;
}
