/** What a table becomes by a column map, for the person who writes the map. */
import { Readable } from 'node:stream';
import { ManifestSyntaxError } from '../readers/manifest.errors';
import { readManifest } from '../readers/manifest.parser';
import { defaultManifestLimits, type ManifestWarning } from '../readers/manifest.types';
import { headOf, type TableHead } from '../readers/tables/table-form.rules';
import type { TablePlan } from '../readers/tables/table-plan.types';
import type { TableRow } from '../readers/tables/table-rows.parser';
import { firstTableRows } from '../readers/tables/table-source.parser';

/** Somebody waits for the answer, and a small workbook may unpack to a large one. */
const LIMITS = { ...defaultManifestLimits, bytes: 16 * 1024 * 1024, bills: 20_000 };
const SHOWN_ROWS = 20;
const SHOWN_WARNINGS = 200;

export interface TrialColumn {
  readonly header: string;
  /** Null: kept as unmapped. */
  readonly field: string | null;
  /** False: the map does not know the name, or the field has a column already. */
  readonly known: boolean;
}

export interface MapTrial {
  readonly columns: readonly TrialColumn[];
  readonly rows: readonly {
    readonly line: number;
    readonly values: Readonly<Record<string, string>>;
    readonly unmapped: Readonly<Record<string, string>>;
  }[];
  readonly bills: number;
  readonly warnings: readonly ManifestWarning[];
  /** All of them, also those not shown. */
  readonly warningCount: number;
  /** Why an import of the file would be refused. */
  readonly fault: { readonly code: string; readonly message: string; readonly line: number } | null;
}

function rowOf({ names, at }: TableHead, { cells, line }: TableRow): MapTrial['rows'][number] {
  const taken = new Set(at.values());
  const values = [...at].flatMap(([field, i]) => (cells[i] ? [[field, cells[i]]] : []));
  const rest = cells.flatMap((cell, i) => (cell === '' || taken.has(i) ? [] : [[names[i] || `column ${i + 1}`, cell]]));
  return {
    line,
    values: Object.fromEntries(values) as Record<string, string>,
    unmapped: Object.fromEntries(rest) as Record<string, string>,
  };
}

async function orFault<T>(work: () => Promise<T>, faulty: (fault: MapTrial['fault']) => T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ManifestSyntaxError)) throw error;
    return faulty({ code: error.code, message: error.message, line: error.line });
  }
}

type Counted = Pick<MapTrial, 'bills' | 'fault' | 'warnings' | 'warningCount'>;

async function count(file: Buffer, plan: TablePlan): Promise<Counted> {
  const warnings: ManifestWarning[] = [];
  let [bills, warningCount] = [0, 0];
  const read = async (): Promise<Counted> => {
    for await (const part of readManifest(Readable.from([file]), LIMITS, { columnMap: plan })) {
      if (part.type === 'bill') bills += 1;
      if (part.type !== 'warning') continue;
      warningCount += 1;
      if (warnings.length < SHOWN_WARNINGS) warnings.push(part.warning);
    }
    return { bills, warnings, warningCount, fault: null };
  };
  return orFault(read, (fault) => ({ bills, warnings, warningCount, fault }));
}

export async function tryTable(file: Buffer, plan: TablePlan): Promise<MapTrial> {
  if (file.length === 0) {
    const fault = { code: 'EMPTY', message: 'the file is empty', line: 1 };
    return { columns: [], rows: [], bills: 0, warnings: [], warningCount: 0, fault };
  }
  const rows = await orFault(
    () => firstTableRows(file, plan, LIMITS, SHOWN_ROWS),
    () => [],
  );
  const head = headOf(rows[0]?.cells ?? [], plan);
  return {
    columns: head.names.map((header, i) => ({
      header,
      field: head.fields[i] ?? null,
      known: head.fields[i] !== undefined,
    })),
    rows: rows.slice(1).map((row) => rowOf(head, row)),
    ...(await count(file, plan)),
  };
}
