import { type DeliveredKind, PING } from './webhook.types';

export interface DeliveryFacts {
  readonly kind: DeliveredKind;
  readonly enabled: boolean;
  readonly kindsWanted: readonly string[];
  /** Level up to which somebody of the organisation reads and the webhook may tell; negative if nobody reads casework. */
  readonly level: number;
  readonly about: 'NO_RECORD' | 'VISIBLE' | 'HIDDEN';
}

export type NotDelivered = 'WEBHOOK_DISABLED' | 'KIND_NOT_WANTED' | 'NO_READER' | 'NOT_VISIBLE';

/** Asked each time before it is sent. Undefined: it may be. Of a recall the organisation hears though it no longer sees the record. */
export function whyNotDelivered({ kind, enabled, kindsWanted, level, about }: DeliveryFacts): NotDelivered | undefined {
  if (!enabled) return 'WEBHOOK_DISABLED';
  if (kind === PING) return undefined;
  if (!kindsWanted.includes(kind)) return 'KIND_NOT_WANTED';
  if (level < 0) return 'NO_READER';
  return about === 'HIDDEN' && kind !== 'record.recalled' ? 'NOT_VISIBLE' : undefined;
}
