/** Codes on a bill whose tables differ from office to office. What was written stays; this says what it means, and who says so. */
export const CODE_FIELDS = ['NATURE', 'TRANSPORT_MODE', 'FULL_EMPTY', 'PACKAGE_TYPE'] as const;
export type CodeField = (typeof CODE_FIELDS)[number];

export interface OfficeCode {
  /** As the office writes it. */
  readonly raw: string;
  /** The code it stands for, the same for all offices: IMPORT, SEA, FCL, CT. */
  readonly code: string;
  readonly meaning: string;
  /** Is the cargo unloaded in the port that reports it? Only for the nature of a bill; null where the code does not tell. */
  readonly landsHere?: boolean | null;
}

/** The codes of one field at one office, as an organisation has written them down. */
export interface OfficeCodes {
  readonly field: CodeField;
  readonly rows: readonly OfficeCode[];
}

export interface CodeReading {
  readonly raw: string;
  readonly code: string | null;
  readonly meaning: string | null;
  /** OFFICE: the reader's own table for that customs office; STANDARD: the published one; null: nobody says. */
  readonly by: 'OFFICE' | 'STANDARD' | null;
}

export interface NatureReading extends CodeReading {
  readonly landsHere: boolean | null;
}
