/** What is to be held back of a record. */
export interface Withholding {
  /** As the API names it: `vesselName`, or one row of a list, `items/0`. */
  readonly field: string;
  /** Why; readers read it if they are told. */
  readonly because?: string;
  /** May readers know that there is something they do not see? */
  readonly told: boolean;
}

/** A field held back, as far as the reader may know of it. */
export interface HeldBackField {
  readonly id: string;
  readonly recordKey: number;
  readonly field: string;
  readonly because: string | null;
  readonly told: boolean;
  readonly heldAt: Date;
  /** By column; null if the reader may not have the value. Empty for a row of a list, which is in its list. */
  readonly columns: Readonly<Record<string, unknown>> | null;
}

/** Where a field lies. */
export type Place =
  | { readonly table: string; readonly columns: Readonly<Record<string, string>> }
  | { readonly table: string; readonly row: number; readonly place: string };

export interface FieldReleaseView {
  readonly id: string;
  readonly field: string;
  readonly audience_id: string;
  readonly audience_code: string;
  readonly purpose: string;
  readonly released_at: Date;
  readonly expires_at: Date | null;
}
