export const EXPORT_FORMATS = ['ftm', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_TYPES: Readonly<Record<ExportFormat, string>> = {
  ftm: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
};

/** Entities in one export, and relations that come along. */
export const MOST_EXPORTED = 1_000;
export const MOST_RELATIONS = 20_000;

export interface ExportFile {
  readonly text: string;
  readonly type: string;
  readonly fileName: string;
}
