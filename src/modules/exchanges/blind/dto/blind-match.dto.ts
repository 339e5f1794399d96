import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../../../../platform/http/page.dto';
import { IsCalendarDay } from '../../../../platform/http/rfc3339';
import { URGENCIES, type Urgency } from '../../exchange.types';
import {
  type Agreement,
  AGREEMENTS,
  BLIND_KINDS,
  BLIND_RULES,
  type BlindKind,
  type BlindRule,
  CONTACT_ANSWERS,
  type ContactAnswer,
} from '../blind.types';
import { type MatchView, type Side, SIDES } from '../matches/blind-match.types';

export class ListBlindMatchesQuery extends PageQuery {
  /** HELD: others asked for what your organisation published. ASKED: your organisation asked. */
  @ApiProperty({ enum: SIDES, required: false })
  @IsOptional()
  @IsIn(SIDES)
  side?: Side;
}

export class ContactHolderDto {
  /**
   * To the holder. Name no identifier: a holder knows by its own record which one it is.
   * @example "We hold the weapon and seek its import record"
   */
  @IsString()
  @Matches(/\S/, { message: 'message must not be blank' })
  @MaxLength(2000)
  message: string;

  /** Where the holder is known, so that a request is sent: required then, and ends at midnight UTC. */
  @ApiProperty({ type: String, format: 'date', required: false })
  @IsOptional()
  @IsCalendarDay()
  dueOn?: string;

  @ApiProperty({ enum: URGENCIES, required: false })
  @IsOptional()
  @IsIn(URGENCIES)
  urgency?: Urgency;
}

export class AnswerContactDto {
  /** ACCEPTED: whoever asked learns that your organisation holds it. DECLINED: it learns nothing. */
  @ApiProperty({ enum: CONTACT_ANSWERS, example: 'ACCEPTED' })
  @IsIn(CONTACT_ANSWERS)
  answer: ContactAnswer;
}

export class BlindMatchDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: SIDES })
  side: Side;
  @ApiProperty({ format: 'uuid' })
  queryId: string;
  /** Place of the identifier in the query, from 0. */
  item: number;
  @ApiProperty({ enum: BLIND_RULES })
  rule: BlindRule;
  @ApiProperty({ enum: AGREEMENTS })
  agreement: Agreement;
  reason: string;
  @ApiProperty({ type: String, nullable: true })
  legalBasis: string | null;
  @ApiProperty({ format: 'date-time' })
  foundAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  contactWantedAt: string | null;
  /** HELD: what whoever asked for contact says. */
  @ApiProperty({ type: String, nullable: true })
  contactMessage: string | null;
  /** HELD: of your identifier. */
  @ApiProperty({ enum: BLIND_KINDS, nullable: true })
  kind: BlindKind | null;
  /** HELD: code of the organisation that asked. */
  @ApiProperty({ type: String, nullable: true, example: 'DO-DGA' })
  asker: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  setId: string | null;
  /** HELD, of a set of lines: the place of the line, from 0. */
  @ApiProperty({ type: Number, nullable: true })
  line: number | null;
  /** HELD, of a set of records: the record, if you can see it. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  recordId: string | null;
  @ApiProperty({ enum: CONTACT_ANSWERS, nullable: true })
  contactAnswer: ContactAnswer | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  contactAnsweredAt: string | null;
  /** ASKED: the State or body, or the organisation; null for SOMEONE. */
  @ApiProperty({ type: String, nullable: true })
  party: string | null;
  /** ASKED: codes of organisations that came forward. */
  @ApiProperty({ type: [String] })
  acceptedBy: readonly string[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  exchangeId: string | null;
  /** ASKED: whether that request went out; false while it waits for a second person of your organisation. Null without a request. */
  @ApiProperty({ type: Boolean, nullable: true })
  exchangeSent: boolean | null;

  static from(match: MatchView): BlindMatchDto {
    const { id, side, queryId, item, rule, agreement, reason, legalBasis, contactMessage, kind, asker, setId } = match;
    const { recordId, contactAnswer, party, acceptedBy, exchangeId, exchangeSent } = match;
    return {
      ...{ id, side, queryId, item, rule, agreement, reason, legalBasis },
      foundAt: match.foundAt.toISOString(),
      contactWantedAt: match.contactWantedAt?.toISOString() ?? null,
      ...{ contactMessage, kind, asker, setId, recordId, contactAnswer, party, acceptedBy, exchangeId, exchangeSent },
      line: match.entry,
      contactAnsweredAt: match.contactAnsweredAt?.toISOString() ?? null,
    };
  }
}

export class BlindMatchPageDto {
  items: BlindMatchDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
