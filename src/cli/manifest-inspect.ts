/**
 * What is in a manifest, without a database: format, counts and findings as one JSON object.
 * Invariant: nothing of the framework is loaded, so that the answer is there within a second; hence the reader directly
 * and not the module's index.
 */
import { createReadStream } from 'node:fs';
import { ManifestSyntaxError } from '../modules/shipments/readers/manifest.errors';
import { readManifest } from '../modules/shipments/readers/manifest.parser';
import type { ManifestFormat, ManifestWarning } from '../modules/shipments/readers/manifest.types';

/** A hostile file can have a warning for each element; the rest are counted. */
const MOST_WARNINGS = 10_000;

export interface InspectedManifest {
  readonly format: ManifestFormat;
  readonly bills: number;
  /** Container lines: a box under two bills counts twice. */
  readonly containers: number;
  readonly distinctContainers: number;
  readonly packages: number;
  readonly grossMassKg: number;
  readonly parties: number;
  readonly warnings: readonly Omit<ManifestWarning, 'element'>[];
  /** Only where there are more than are shown. */
  readonly warningsOmitted?: number;
}

export interface InspectionFailure {
  readonly format: null;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly line: number | null;
    readonly column: number | null;
  };
}

export interface InspectRun {
  readonly exitCode: 0 | 1 | 2;
  readonly output: InspectedManifest | InspectionFailure;
}

const failure = (exitCode: 1 | 2, code: string, message: string, line?: number, column?: number): InspectRun => ({
  exitCode,
  output: { format: null, error: { code, message, line: line ?? null, column: column ?? null } },
});

async function inspect(file: string): Promise<InspectedManifest> {
  let format: ManifestFormat = 'AWMDS';
  let omitted = 0;
  const warnings: Omit<ManifestWarning, 'element'>[] = [];
  for await (const part of readManifest(createReadStream(file))) {
    if (part.type === 'format') format = part.format;
    else if (part.type === 'warning') {
      const { code, message, line, billReference } = part.warning;
      if (warnings.length >= MOST_WARNINGS) omitted += 1;
      else warnings.push({ code, message, line, ...(billReference !== undefined && { billReference }) });
    } else if (part.type === 'end') {
      const { containerLines, distinctContainers, ...counts } = part.counts;
      const { bills, packages, grossMassKg, parties } = counts;
      const sums = { bills, containers: containerLines, distinctContainers, packages, grossMassKg, parties };
      return { format, ...sums, warnings, ...(omitted > 0 && { warningsOmitted: omitted }) };
    }
  }
  throw new Error('the reader gave no end');
}

/** @returns exit code 0 read, 1 not readable as a manifest, 2 wrong use. A fault of the disk is not readable too. */
export async function runManifestInspect(args: readonly string[]): Promise<InspectRun> {
  const [file, ...more] = args[0] === '--' ? args.slice(1) : args;
  if (file === undefined || file === '' || more.length > 0) {
    return failure(2, 'USAGE', 'npm run -s manifest:inspect -- FILE');
  }
  try {
    return { exitCode: 0, output: await inspect(file) };
  } catch (error) {
    if (error instanceof ManifestSyntaxError) return failure(1, error.code, error.message, error.line, error.column);
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== undefined && /^E[A-Z]+$/.test(code)) return failure(1, code, (error as Error).message);
    throw error;
  }
}
