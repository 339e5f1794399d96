export const LINK_PURPOSES = ['SETUP', 'PASSWORD_RESET', 'TOTP_RESET'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** Who made a link. Null for one made before that was kept. */
export interface LinkIssuer {
  readonly issued_by: number | null;
  readonly issued_by_name: string | null;
}

export const CREDENTIAL_CHANGES = ['PASSWORD_SET', 'SECOND_FACTOR_ENROLLED', 'SECOND_FACTOR_RESET'] as const;

/** What happened last to a user's password or second factor. `by` is the name of whoever issued the link, null if it was the user alone. */
export interface CredentialChange {
  readonly what: (typeof CREDENTIAL_CHANGES)[number];
  readonly at: Date;
  readonly by: string | null;
}

/** Hours a link works: a first password may wait over a weekend, a reset may not. */
export const LINK_HOURS: Readonly<Record<LinkPurpose, number>> = { SETUP: 72, PASSWORD_RESET: 1, TOTP_RESET: 1 };
