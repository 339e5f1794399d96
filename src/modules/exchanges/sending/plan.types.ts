import type { Written } from '../../audit';
import type { Notice, SpineRecord } from '../../records';
import type { ExchangeRow } from '../exchange.record';

export interface Addressee {
  readonly key: number;
  readonly id: string;
}

/** What sending one message comes to, all of it checked at that moment. */
export interface Plan {
  readonly name: 'exchange.sent' | 'exchange.replied' | 'exchange.corrected';
  /** What it is about, as keys of the inside. */
  readonly about: Pick<ExchangeRow, 'inReplyTo' | 'corrects' | 'dueOn'>;
  readonly recipients: readonly Addressee[];
  /** Records of others' threads that it writes an event to. */
  readonly written: readonly Written[];
  readonly facts: Readonly<Record<string, unknown>>;
  /** Writes the event that goes with it. */
  readonly event: (record: SpineRecord) => Promise<void>;
  readonly notices: (record: SpineRecord) => readonly Notice[];
}
