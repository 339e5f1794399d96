import type { Withholding } from '../../records';
import type { Ask, ExchangeType, Extent, RoutingClass, Urgency } from '../exchange.types';

/** What somebody wants to send, whole: kept as it is while it is a draft, checked again when it is sent. Ids are those of the outside. */
export interface Message {
  readonly type: ExchangeType;
  readonly subject: string;
  readonly body: string;
  readonly legalBasis: string | null;
  /** What names persons or sources: absent in drafts of before there was such a thing. */
  readonly particulars?: string | null;
  readonly heldBackFields?: readonly Withholding[];
  readonly urgency: Urgency;
  /** YYYY-MM-DD, of a request. */
  readonly dueOn: string | null;
  readonly asks: readonly Ask[] | null;
  readonly routing: Routing | null;
  readonly followsUpId: string | null;
  /** The request that a reply answers, or the exchange that a correction corrects. */
  readonly aboutId: string | null;
  readonly extent: Extent | null;
  /** Of a correction: what changed, and why. */
  readonly changeReason: string | null;
  /** Of a request or notice; whom the others reach follows from what they are about. */
  readonly recipientAudienceIds: readonly string[];
  readonly enclosedRecordIds: readonly string[];
  readonly referencedRecordIds: readonly string[];
}

export interface Routing {
  readonly routingClass: RoutingClass;
  readonly reason: string;
}

export const NOTHING_MORE = {
  legalBasis: null,
  dueOn: null,
  asks: null,
  routing: null,
  followsUpId: null,
  aboutId: null,
  extent: null,
  changeReason: null,
  recipientAudienceIds: [],
  enclosedRecordIds: [],
  referencedRecordIds: [],
} as const;
