export const REFERENCE_KINDS = ['MAKE', 'MODEL', 'CALIBRE', 'TYPE'] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** A name of the reference: canonical, or another name for one. */
export interface ReferenceName {
  readonly key: number;
  readonly kind: ReferenceKind;
  readonly name: string;
  /** How it is compared. */
  readonly nameKey: string;
  /** Of a model: the key of its make. */
  readonly makeKey: number | null;
  /** Of another name: the key of the canonical one. */
  readonly sameAs: number | null;
  readonly note: string | null;
}

export interface WeaponDescription {
  readonly make?: string | null;
  readonly model?: string | null;
  readonly calibre?: string | null;
  readonly type?: string | null;
}

export const REFERENCE_FLAGS = ['UNKNOWN', 'OTHER_NAME', 'OF_ANOTHER_MAKE'] as const;
/** UNKNOWN: not in the reference. OTHER_NAME: known under the canonical name beside it. OF_ANOTHER_MAKE: the model is, the make is another. */
export type ReferenceFlag = (typeof REFERENCE_FLAGS)[number];

/** What the reference says of one field. The value as read is never changed. */
export interface ReferenceCheck {
  readonly field: 'make' | 'model' | 'calibre' | 'type';
  readonly value: string;
  readonly known: boolean;
  readonly canonical: string | null;
  readonly flag: ReferenceFlag | null;
  /** Canonical names that it may stand for, the nearest first. */
  readonly nearest: readonly string[];
  readonly note: string | null;
}
