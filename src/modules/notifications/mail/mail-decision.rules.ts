import type { NoticeKind } from '../../records';
import { isUrgent } from '../channel.rules';
import type { Channel } from '../channel.types';
import { type QuietHours, quietUntil } from '../preferences/local-time.rules';
import { isPlainAddress } from './mail-text.rules';

interface Told {
  readonly kind: NoticeKind;
  readonly read: boolean;
}
export interface MailFacts<T extends Told> {
  readonly purpose: 'AT_ONCE' | 'DIGEST';
  readonly address: string;
  /** What the receiver may see at this moment. */
  readonly told: readonly T[];
  readonly quiet: QuietHours | null;
  readonly timeZone: string;
  readonly channels: readonly { readonly kind: NoticeKind; readonly channel: Channel }[];
}

export type MailDecision<T> =
  | { readonly send: readonly T[] }
  | { readonly waitUntil: Date }
  | { readonly not: 'ADDRESS_REFUSED' | 'NOT_VISIBLE' | 'READ_ALREADY' | 'NOT_WANTED' };

/** Asked when it is sent, not when it was planned: what was taken back, read, or is wanted otherwise by then is not sent. */
export function decideMail<T extends Told>(facts: MailFacts<T>, now: Date): MailDecision<T> {
  if (!isPlainAddress(facts.address)) return { not: 'ADDRESS_REFUSED' };
  if (facts.told.length === 0) return { not: 'NOT_VISIBLE' };
  const unread = facts.told.filter(({ read }) => !read);
  if (unread.length === 0) return { not: 'READ_ALREADY' };
  const silent = (kind: NoticeKind): boolean =>
    facts.channels.some((one) => one.kind === kind && (one.channel === 'OFF' || one.channel === 'INBOX'));
  const wanted = unread.filter(({ kind }) => !silent(kind));
  if (wanted.length === 0) return { not: 'NOT_WANTED' };
  const end = quietUntil(now, facts.quiet, facts.timeZone);
  return end && !wanted.some(({ kind }) => isUrgent(kind)) ? { waitUntil: end } : { send: wanted };
}
