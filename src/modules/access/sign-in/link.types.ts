export const LINK_PURPOSES = ['SETUP', 'PASSWORD_RESET', 'TOTP_RESET'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** Hours a link works: a first password may wait over a weekend, a reset may not. */
export const LINK_HOURS: Readonly<Record<LinkPurpose, number>> = { SETUP: 72, PASSWORD_RESET: 1, TOTP_RESET: 1 };
