import type { EntitySchema, Statement } from '../entity.types';

export const IMPORT_FORMATS = ['FTM', 'CSV'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** A statement as a file has it: references are by the ids of the file, or ours. */
export type FileStatement = Omit<Statement, 'source' | 'sourceRecordId'> & { readonly source?: string };

/** What one line of a file says. */
export interface Fragment {
  readonly line: number;
  /** The id of the entity in the file. */
  readonly ftmId: string;
  readonly schema: EntitySchema;
  readonly statements: readonly FileStatement[];
  readonly warnings: readonly string[];
}

export interface BadLine {
  readonly line: number;
  readonly ftmId: string | null;
  readonly reasons: readonly string[];
}

export type ParsedLine = Fragment | BadLine;
export const isBad = (line: ParsedLine): line is BadLine => 'reasons' in line;

export const VERDICTS = ['CREATED', 'UPDATED', 'UNCHANGED', 'REFUSED'] as const;
export type LineVerdictKind = (typeof VERDICTS)[number];

export interface LineVerdict {
  readonly line: number;
  readonly ftmId: string | null;
  readonly verdict: LineVerdictKind;
  /** Our id of the entity it went to. */
  readonly entityId: string | null;
  readonly reasons: readonly string[];
  readonly warnings: readonly string[];
}

export interface ImportCounts {
  readonly lines: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
}

export const IMPORT_LIMITS = { bytes: 32 * 1024 ** 2, lines: 5_000, lineLength: 1024 ** 2, values: 2_000 } as const;
