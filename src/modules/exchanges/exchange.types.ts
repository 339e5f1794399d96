export const EXCHANGE_TYPES = ['REQUEST', 'NOTICE', 'REPLY', 'CORRECTION'] as const;
export type ExchangeType = (typeof EXCHANGE_TYPES)[number];

/** What can be sent by itself; a reply always belongs to a request. */
export const SENDABLE_TYPES = ['REQUEST', 'NOTICE'] as const;
export type SendableType = (typeof SENDABLE_TYPES)[number];

export const URGENCIES = ['ROUTINE', 'PRIORITY', 'IMMEDIATE'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const EXTENTS = ['PARTIAL', 'FULL', 'DECLINED'] as const;
export type Extent = (typeof EXTENTS)[number];

/** What a request wants (S/2006/997, para 10(c)): a prompt reply, a correction of what is wrong, a follow-up. */
export const ASKS = ['REPLY_WANTED', 'CORRECTION_WANTED', 'FOLLOW_UP_WANTED'] as const;
export type Ask = (typeof ASKS)[number];

/** Committee mail (S/2016/658): circulated by the Secretariat for information, or by the Chair because it needs action or is sensitive. */
export const ROUTING_CLASSES = ['INFORMATION_ONLY', 'NEEDS_ACTION_OR_SENSITIVE'] as const;
export type RoutingClass = (typeof ROUTING_CLASSES)[number];

/** What is stored: the only facts a state is derived from. */
export const STORED_EVENTS = [
  'SENT',
  'ACKNOWLEDGED',
  'REPLIED_PARTIALLY',
  'REPLIED_FULLY',
  'DECLINED',
  'CLOSED',
  'REMINDED',
  'CORRECTED',
] as const;
export type StoredEvent = (typeof STORED_EVENTS)[number];

/** What moves an exchange on after it was sent; a reminder or a correction does not. */
export type ExchangeEvent = Exclude<StoredEvent, 'SENT' | 'REMINDED' | 'CORRECTED'>;

export const EXCHANGE_STATES = [
  'SENT',
  'ACKNOWLEDGED',
  'PARTIALLY_ANSWERED',
  'ANSWERED',
  'DECLINED',
  'CLOSED',
] as const;
export type ExchangeState = (typeof EXCHANGE_STATES)[number];

/** Reply status as Panel letters are tallied (annexes of expert-group reports; S/2006/997, para 10). */
export const REPLY_STATUSES = ['SENT', 'ACK', 'PARTIAL', 'FULL', 'DECLINED', 'OVERDUE'] as const;
export type ReplyStatus = (typeof REPLY_STATUSES)[number];

/** An event as the reader may see it. */
export interface EventFacts {
  readonly event: StoredEvent;
  /** Organisation that acted. */
  readonly ownerId: number;
  /** Audience by which it was addressed, or that was reminded; null for the sender's other events. */
  readonly audienceKey: number | null;
  readonly at: Date;
}

export interface ExchangeFacts {
  readonly type: ExchangeType;
  /** Sender. */
  readonly ownerId: number;
  /** Calendar day, YYYY-MM-DD; the request is due until that day ends in UTC. */
  readonly dueOn: string | null;
  /** Audience keys it is addressed to, as far as the reader may see them. */
  readonly audienceKeys: readonly number[];
  /** Those of them it was taken back from. */
  readonly takenBackFrom: readonly number[];
  /** In the order in which they happened. */
  readonly events: readonly EventFacts[];
}

/** How far one addressee has come. */
export interface Progress {
  readonly audienceKey: number;
  /** Null while nobody of the audience has acted. */
  readonly ownerId: number | null;
  readonly state: ExchangeState;
  readonly status: ReplyStatus;
  readonly overdue: boolean;
  /** It was taken back from this addressee: nothing is owed. */
  readonly takenBack: boolean;
  readonly acknowledgedAt: Date | null;
  /** First full answer. */
  readonly answeredAt: Date | null;
  readonly declinedAt: Date | null;
  /** How often it was reminded. */
  readonly reminders: number;
  /** The version that stood when it acknowledged, and when it last answered; 1 is what was sent first. */
  readonly acknowledgedVersion: number | null;
  readonly answeredVersion: number | null;
}
