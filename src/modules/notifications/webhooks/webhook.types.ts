import type { NoticeKind } from '../../records';

/** GIVEN_UP: eight attempts within a day failed. NOT_SENT: the organisation was not to be told any more when it was to be sent. */
export const DELIVERY_STATES = ['PENDING', 'DELIVERED', 'NOT_SENT', 'GIVEN_UP'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const DISABLED_BECAUSE = ['BY_HAND', 'FAILING'] as const;

/** What a trial sends; no notice is of this kind. */
export const PING = 'webhook.ping';
export type DeliveredKind = NoticeKind | typeof PING;
