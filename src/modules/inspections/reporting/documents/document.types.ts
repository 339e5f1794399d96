import type { Day, Language } from '../reporting.types';

/** A value as each format writes it: a time on the wall of the place in one, in ISO 8601 in the other. */
export type Value =
  | string
  | number
  | { readonly instant: string; readonly zone: string }
  | { readonly day: Day; readonly remark?: string };

export interface Fact {
  readonly label: string;
  readonly value: Value;
}

export interface Column {
  readonly label: string;
  /** Share of the width. */
  readonly weight: number;
  readonly align?: 'right';
}

/** `sheet` names the sheet of a spreadsheet that it goes to. */
export type Section =
  | { readonly type: 'facts'; readonly heading: string; readonly facts: readonly Fact[] }
  | {
      readonly type: 'table';
      readonly heading: string;
      readonly sheet: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Value[])[];
      /** What a reader must not miss. */
      readonly remark?: string;
      readonly note?: string;
    };

/** What a document of a report shows, whatever its format: words in its language, and values. */
export interface ReportDocument {
  readonly language: Language;
  readonly title: string;
  readonly subtitle: string;
  readonly organisation: string;
  readonly number: string;
  readonly issuedAt: Date;
  /** Classification and TLP, for every page. */
  readonly marking: string;
  /** Grouped. */
  readonly code: string;
  readonly verifyUrl: string;
  readonly contentHash: string;
  readonly sections: readonly Section[];
  /** Items, one column for each field, for the spreadsheet. */
  readonly itemSheet: Extract<Section, { type: 'table' }> | null;
}
