import type { Ask, ReplyStatus } from '../exchange.types';

/** One letter to one addressee, and what became of it. Times are RFC 3339, days YYYY-MM-DD. */
export interface Letter {
  readonly exchangeId: string;
  readonly reference: string;
  readonly subject: string;
  readonly addressee: string;
  /** Code of the organisation that acted for the addressee; null while none has. */
  readonly organisation: string | null;
  readonly asks: readonly Ask[];
  /** Id of the earlier exchange. */
  readonly followsUp: string | null;
  readonly sentAt: string;
  readonly dueOn: string | null;
  readonly reminders: number;
  readonly status: ReplyStatus;
  readonly acknowledgedAt: string | null;
  readonly answeredAt: string | null;
}
