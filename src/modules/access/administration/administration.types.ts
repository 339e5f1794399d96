import type { Role } from '../roles';

export const ORGANISATION_KINDS = ['MEMBER_STATE', 'PANEL', 'COMMITTEE', 'BINUH', 'UNODC', 'OPERATOR'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const AUDIENCE_KINDS = ['ORGANISATION', 'STATE', 'BODY', 'GROUP'] as const;
export type AudienceKind = (typeof AUDIENCE_KINDS)[number];

/** A row of a keyset page: `at` is created_at in microseconds since the epoch, as text. */
export interface PagedRow {
  readonly id: string;
  readonly at: string;
}

export interface OrganisationRow extends PagedRow {
  readonly key: number;
  readonly code: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly state: string | null;
  readonly audience_id: string;
  readonly version: number;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
}

export interface UserRow extends PagedRow {
  readonly key: number;
  readonly email: string;
  readonly display_name: string;
  readonly roles: Role[];
  readonly clearance: number;
  readonly organisation_key: number;
  readonly organisation_id: string;
  readonly organisation_code: string;
  readonly organisation_name: string;
  readonly has_password: boolean;
  readonly has_totp: boolean;
  readonly version: number;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
}

/** Whom something can be released to. `key` is for inside, `id` for outside. */
export interface Audience {
  readonly key: number;
  readonly id: string;
  readonly kind: AudienceKind;
  readonly code: string;
  readonly label: string;
}

/** Whose a user is: what happens to it belongs into that organisation's log. */
export const organisationOf = (row: { organisation_key: number; organisation_id: string }) => ({
  key: row.organisation_key,
  id: row.organisation_id,
});

/** Who did it, as the affected user is told: users see no users of other organisations, so the name is kept beside the act. */
export const nameOf = (actor: { displayName: string; organisationCode: string }): string =>
  `${actor.displayName} (${actor.organisationCode})`;

/** A user together with the audiences that reach it. */
export interface UserAccessRow extends UserRow {
  readonly audiences: Omit<Audience, 'key'>[] | null;
}

export const API_KEY_STATES = ['AWAITING_ACTIVATION', 'ACTIVE', 'EXPIRED', 'REVOKED'] as const;
export type ApiKeyState = (typeof API_KEY_STATES)[number];

export interface ApiKeyRow extends PagedRow {
  readonly label: string;
  readonly scopes: string[];
  readonly state: ApiKeyState;
  readonly issued_by_name: string;
  readonly activated_at: Date | null;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
}

export interface GroupRow extends PagedRow {
  readonly key: number;
  readonly code: string;
  readonly label: string;
  readonly created_at: Date;
  readonly members: { id: string; code: string; name: string }[] | null;
}
