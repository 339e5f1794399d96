/** FAILED: the server refused it for good, or was away for a day. NOT_SENT: its receiver was not to be told any more. */
export const MAIL_STATES = ['WAITING', 'SENT', 'NOT_SENT', 'FAILED'] as const;
export type MailState = (typeof MAIL_STATES)[number];

export const MAIL_PURPOSES = ['AT_ONCE', 'DIGEST'] as const;
