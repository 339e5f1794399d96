/**
 * An entry of a watchlist as read from any form: the UN Consolidated List, FollowTheMoney JSON lines, a table of one's own.
 * Invariant: nothing is dropped. What has no field of its own stands in `unmapped`; what could not be read has a warning.
 */
import type { FileLimits } from '../../../platform/files/file-limits.types';
import type { UnreadText } from '../../../platform/files/xml-node.rules';

export const LIST_FORMATS = ['UN_XML', 'FTM', 'CSV'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** Names of the FollowTheMoney model; the UN list has persons and organizations only. */
export const LIST_SCHEMATA = [
  'Person',
  'Organization',
  'Company',
  'PublicBody',
  'LegalEntity',
  'Vessel',
  'Airplane',
  'Vehicle',
] as const;
export type ListSchema = (typeof LIST_SCHEMATA)[number];

/** `good` and `low` are said of persons' aliases, `aka` and `fka` of organizations'. A low-quality alias alone is no identification. */
export type AliasQuality = 'good' | 'low' | 'aka' | 'fka';

export interface ListName {
  /** In the order given: the list does not say which part is the family name. */
  readonly value: string;
  readonly kind: 'primary' | 'alias' | 'original_script';
  readonly quality: AliasQuality | null;
  /** ISO 639-1, only where the script leaves no other. */
  readonly lang?: string;
  /** Text of the list, where several names or a remark stood in one field. */
  readonly given?: string;
  readonly note?: string;
}

export interface ListCountry {
  /** ISO 3166-1 alpha-2; null where the name is not known. */
  readonly code: string | null;
  readonly raw: string;
}

export interface ListBirth {
  /** yyyy, yyyy-MM or yyyy-MM-dd: no more precise than the list, whatever it calls exact. */
  readonly date: string | null;
  /** First and last year, both included, of a birth between two years. */
  readonly from: string | null;
  readonly to: string | null;
  readonly approximate: boolean;
  readonly note: string | null;
}

export interface ListPlace {
  readonly street: string | null;
  readonly city: string | null;
  readonly province: string | null;
  readonly postalCode: string | null;
  readonly country: ListCountry | null;
  readonly note: string | null;
}

export interface ListDocument {
  readonly type: string | null;
  /** As written; null where it stands in the note only. */
  readonly number: string | null;
  readonly country: ListCountry | null;
  readonly issuedOn: string | null;
  readonly note: string | null;
}

export type ListGender = 'male' | 'female' | 'other';

export interface ListEntry {
  /** Key of the entry in its list, equal in all versions: DATAID, the id of FollowTheMoney, the reference of a table. */
  readonly sourceId: string;
  readonly reference: string | null;
  readonly schema: ListSchema;
  /** Sanctions regime (UN_LIST_TYPE, `program` of FollowTheMoney), e.g. Haiti. */
  readonly listType: string | null;
  /** yyyy-MM-dd */
  readonly listedOn: string | null;
  /** yyyy-MM-dd, one for each amendment */
  readonly lastUpdated: readonly string[];
  readonly names: readonly ListName[];
  readonly titles: readonly string[];
  readonly designations: readonly string[];
  readonly nationalities: readonly ListCountry[];
  readonly births: readonly ListBirth[];
  readonly birthPlaces: readonly ListPlace[];
  readonly addresses: readonly ListPlace[];
  readonly documents: readonly ListDocument[];
  readonly gender: ListGender | null;
  readonly comments: string | null;
  /** Other entries that the free text names, with the sentence it does so in. */
  readonly links: readonly { readonly reference: string; readonly text: string }[];
  readonly unmapped: readonly UnreadText[];
  /** SHA-256, hex, of the canonical content: the only sign of a change, as VERSIONNUM is always 1. */
  readonly hash: string;
  /** Where the entry begins in the file, from 1. */
  readonly line: number;
}

export interface ListHeader {
  readonly format: ListFormat;
  /** As the list states it, RFC 3339; null if it does not. */
  readonly dateGenerated: string | null;
}

export const LIST_WARNINGS = [
  'AMBIGUOUS_DATE',
  'BAD_DATE',
  'BAD_LINE',
  'BAD_VALUE',
  'DUPLICATE_ENTRY',
  'EMPTY_ENTRY',
  'MISSING_HEADER',
  'MISSING_ID',
  'MISSING_NAME',
  'MOJIBAKE',
  'NESTED_ENTRY',
  'NOT_A_PARTY',
  'REPEATED_ELEMENT',
  'ROW_LENGTH',
  'UNKNOWN_COLUMN',
  'UNKNOWN_COUNTRY',
  'UNKNOWN_ELEMENT',
] as const;
export type ListWarningCode = (typeof LIST_WARNINGS)[number];

export interface ListWarning {
  readonly code: ListWarningCode;
  readonly message: string;
  readonly line: number;
  readonly reference?: string;
  readonly element?: string;
}

/** entries + rejected + passedOver is what the file holds. */
export interface ListCounts {
  readonly entries: number;
  readonly individuals: number;
  /** All that is no person. */
  readonly entities: number;
  /** Empty, unreadable, or the same as an earlier one: each has a warning. */
  readonly rejected: number;
  /** Objects of a FollowTheMoney file that are no party, such as addresses and relations. */
  readonly passedOver: number;
}

export type ListPart =
  | { readonly type: 'header'; readonly header: ListHeader }
  | { readonly type: 'entry'; readonly entry: ListEntry }
  | { readonly type: 'warning'; readonly warning: ListWarning }
  | { readonly type: 'end'; readonly counts: ListCounts };

/** A segment is one entry, line or row. */
export interface ListLimits extends FileLimits {
  readonly entries: number;
}

export const defaultListLimits: ListLimits = {
  bytes: 1024 * 1024 * 1024,
  entries: 2_000_000,
  depth: 16,
  textLength: 64 * 1024,
  attachmentLength: 0,
  segmentElements: 20_000,
  segmentText: 2 * 1024 * 1024,
};
