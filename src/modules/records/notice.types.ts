/** What people hear of, by e-mail, by webhook or in the inbox: a closed list, so that each can be chosen or silenced. */
export const NOTICE_KINDS = [
  'exchange.received',
  'exchange.acknowledged',
  'exchange.answered',
  'exchange.closed',
  'exchange.approval_wanted',
  'exchange.returned',
  'exchange.due_soon',
  'exchange.overdue',
  'record.released',
  'record.recalled',
  'record.destruction_confirmed',
  'consent.requested',
  'consent.granted',
  'consent.refused',
  'blind_match.found',
  'blind_match.contact_wanted',
  'comment.mentioned',
  'task.assigned',
  'task.due_soon',
  'source.opening_wanted',
  'source.opened',
  'webhook.disabled',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Everybody with casework in an organisation, one person, or everybody of the organisations an audience reaches at that moment. */
export type NoticeAddress =
  { readonly organisationKey: number } | { readonly userKey: number } | { readonly audienceKey: number };

/**
 * Ids and no content: a notice waits, travels and is kept where the record's restrictions do not reach. Whoever shows or sends it asks
 * again what this person may see then, and leaves out a notice whose record is not visible.
 */
export interface Notice {
  readonly kind: NoticeKind;
  readonly to: NoticeAddress;
  /** The record it is about; null where the addressee may learn of it without seeing a record (a recall, say). */
  readonly recordId: string | null;
  /** What exactly: the id of a task, comment, recall, consent request, match. */
  readonly about?: { readonly type: string; readonly id: string };
}
