import type { GoodsCategory, IsoDate, PartyClass } from '../rules/embargo.types';

/** A standing exemption needs no request; some States notify the Committee of such a supply all the same. */
export const REQUEST_TYPES = ['APPROVAL_REQUEST', 'NOTIFICATION'] as const;
export type RequestType = (typeof REQUEST_TYPES)[number];

export const REQUESTER_KINDS = ['STATE', 'ORGANISATION'] as const;
export type RequesterKind = (typeof REQUESTER_KINDS)[number];

/** By whom a request may reach the Committee (Committee guidelines, section 12). */
export const CHANNELS = ['PERMANENT_MISSION', 'OBSERVER_MISSION', 'SUPPLYING_ORGANISATION'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What the secretariat records of the Committee. */
export const DECISIONS = ['APPROVED', 'REFUSED', 'ON_HOLD', 'AMENDED', 'REVOKED'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

/** What is stored; the state is derived from these alone. */
export const EXEMPTION_EVENTS = [...DECISIONS, 'WITHDRAWN'] as const;
export type ExemptionEvent = (typeof EXEMPTION_EVENTS)[number];

export const EXEMPTION_STATES = [
  'SUBMITTED',
  'NOTIFIED',
  'ON_HOLD',
  'APPROVED',
  'REFUSED',
  'REVOKED',
  'WITHDRAWN',
] as const;
export type ExemptionState = (typeof EXEMPTION_STATES)[number];

export interface NamedParty {
  readonly name: string;
  readonly class: PartyClass;
}

/** `quantity` counts whole units; goods of one category are counted in one unit (UN/ECE Recommendation 20). */
export interface RequestedGoods {
  readonly category: GoodsCategory;
  readonly description: string;
  readonly quantity: number;
  readonly unit: string;
}

export interface Scope {
  readonly goods: readonly { readonly category: GoodsCategory; readonly quantity: number }[];
  readonly consignee: string;
}

/** `seq` is the position among the events; a higher revision on the same position corrects what was recorded there. */
export interface EventFacts {
  readonly id: string;
  readonly seq: number;
  readonly revision: number;
  readonly event: ExemptionEvent;
  readonly decidedOn: IsoDate;
  readonly committeeReference: string | null;
  readonly scope: Partial<Scope> | null;
  /** Last day. */
  readonly expiresOn: IsoDate | null;
}

export interface UseFacts {
  readonly id: string;
  readonly seq: number;
  readonly revision: number;
  readonly usedOn: IsoDate;
  readonly category: GoodsCategory;
  readonly quantity: number;
  readonly shipmentId: string | null;
}

export interface ExemptionFacts {
  readonly type: RequestType;
  readonly consignee: NamedParty;
  readonly goods: readonly RequestedGoods[];
  readonly events: readonly EventFacts[];
  readonly uses: readonly UseFacts[];
}

/** What the Committee's word was on a day: PENDING has no terms yet, and neither a refusal nor a revocation has any. */
export interface Terms {
  readonly result: 'APPROVED' | 'REFUSED' | 'PENDING';
  /** The day on which these very terms were decided; null while pending. */
  readonly decidedOn: IsoDate | null;
  readonly committeeReference: string | null;
  readonly expiresOn: IsoDate | null;
  readonly scope: Scope | null;
}

export const USE_FLAGS = [
  'BEFORE_APPROVAL',
  'SAME_DAY_AS_APPROVAL',
  'AFTER_EXPIRY',
  'AFTER_REVOCATION',
  'OVER_QUANTITY',
] as const;
export type UseFlag = (typeof USE_FLAGS)[number];

export interface Balance {
  readonly category: GoodsCategory;
  readonly unit: string | null;
  readonly requested: number;
  /** Null while nothing is approved. */
  readonly approved: number | null;
  readonly used: number;
  /** Below 0 when more was used than approved. */
  readonly remaining: number | null;
}
