import { type NoticeKind, NOTICE_KINDS } from '../records';
import type { Channel } from './channel.types';

/** Unless chosen otherwise: at once where somebody waits for an answer or something was taken back, the rest once a day. */
export const DEFAULT_CHANNELS: Readonly<Record<NoticeKind, Channel>> = {
  'exchange.received': 'EMAIL',
  'exchange.acknowledged': 'INBOX',
  'exchange.answered': 'EMAIL',
  'exchange.closed': 'INBOX',
  'exchange.approval_wanted': 'EMAIL',
  'exchange.returned': 'EMAIL',
  'exchange.due_soon': 'DIGEST',
  'exchange.overdue': 'EMAIL',
  'record.released': 'DIGEST',
  'record.recalled': 'EMAIL',
  'record.destruction_confirmed': 'INBOX',
  'consent.requested': 'EMAIL',
  'consent.granted': 'EMAIL',
  'consent.refused': 'DIGEST',
  'blind_match.found': 'DIGEST',
  'blind_match.contact_wanted': 'EMAIL',
  'comment.mentioned': 'EMAIL',
  'task.assigned': 'EMAIL',
  'task.due_soon': 'DIGEST',
  'source.opening_wanted': 'EMAIL',
  'source.opened': 'EMAIL',
  'webhook.disabled': 'EMAIL',
};

/** A recall binds whoever has read the record, and a custodian who does not hear of a request keeps others waiting in danger. */
const NEVER_OFF: readonly NoticeKind[] = ['record.recalled', 'source.opening_wanted'];
/** E-mails of these do not wait until quiet hours end. */
const URGENT: readonly NoticeKind[] = ['record.recalled', 'source.opening_wanted'];
/** Told to one person about a person's own work, or of what must show to nobody else: no system of the organisation hears of them. */
const PERSONAL: readonly NoticeKind[] = [
  'exchange.returned',
  'comment.mentioned',
  'task.assigned',
  'task.due_soon',
  'source.opening_wanted',
  'source.opened',
];

export const WEBHOOK_KINDS: readonly NoticeKind[] = NOTICE_KINDS.filter((kind) => !PERSONAL.includes(kind));

export const isUrgent = (kind: NoticeKind): boolean => URGENT.includes(kind);
export const mayBeOff = (kind: NoticeKind): boolean => !NEVER_OFF.includes(kind);

/** Each kind with what holds for it. A stored choice of a kind that no longer is, or may no longer be off, does not count. */
export function channelsOf(chosen: Readonly<Record<string, Channel>>): { kind: NoticeKind; channel: Channel }[] {
  return NOTICE_KINDS.map((kind) => {
    const channel = chosen[kind] ?? DEFAULT_CHANNELS[kind];
    return { kind, channel: channel === 'OFF' && !mayBeOff(kind) ? DEFAULT_CHANNELS[kind] : channel };
  });
}
