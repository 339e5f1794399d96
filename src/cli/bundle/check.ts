import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { linesOf } from '../../platform/http/line-reader';
import { readBundleLine } from '../../modules/inspections/sync/bundle-line.parser';
import { type BundleLine, MAX_LINE_BYTES } from '../../modules/inspections/sync/sync.types';
import { type Finding, finding } from './folder';
import { draftWarnings, findingsOf, type FormCheck } from './form';
import { UsageError } from './options';

export interface CheckedLine {
  readonly number: number;
  readonly line: BundleLine;
  /** As it stands in the bundle, without its line feed. */
  readonly bytes: Buffer;
}

/** Reads a bundle and makes every hash anew. What cannot be read is told and left out. @throws UsageError if there is no such file */
export async function readBundle(file: string): Promise<{ lines: CheckedLine[]; faults: Finding[] }> {
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) throw new UsageError(`${file} is no bundle`);
  const lines: CheckedLine[] = [];
  const faults: Finding[] = [];
  for await (const { number, bytes, isTooLong, isUnended } of linesOf(createReadStream(file), MAX_LINE_BYTES)) {
    const where = `line ${number}`;
    const read = isTooLong ? null : readBundleLine(bytes);
    if (read === null) faults.push(finding(where, 'TOO_LONG', `A line has up to ${MAX_LINE_BYTES} bytes`));
    else if ('line' in read) lines.push({ number, line: read.line, bytes });
    else if (read.fault.kind === 'SYNTAX' && isUnended)
      faults.push(finding(where, 'CUT', 'The bundle ends in this line'));
    else if (read.fault.kind === 'HASH')
      faults.push(
        finding(
          where,
          'HASH_MISMATCH',
          `The content was changed: it says ${read.fault.announcedSha256}, and is ${read.fault.computedSha256}`,
        ),
      );
    else faults.push(...findingsOf(where, read.fault.fields));
  }
  return { lines, faults: [...faults, ...clashes(lines)] };
}

/** The same by the form of the server too. */
export async function checkBundle(
  file: string,
  form: FormCheck,
): Promise<{ lines: CheckedLine[]; faults: Finding[]; warnings: Finding[] }> {
  const { lines, faults } = await readBundle(file);
  const warnings: Finding[] = [];
  for (const { number, line } of lines) {
    const report = await form(line.inspection);
    faults.push(...findingsOf(`line ${number}`, report.faults));
    if (report.faults.length === 0) warnings.push(...draftWarnings(`line ${number}`, report.draft));
  }
  return { lines, faults, warnings };
}

/** One reference for two contents: the server would take the first and keep the second as a conflict. */
function clashes(lines: readonly CheckedLine[]): Finding[] {
  const first = new Map<string, CheckedLine>();
  return lines.flatMap((checked) => {
    const { clientRef, sha256 } = checked.line;
    const before = first.get(clientRef);
    if (!before) first.set(clientRef, checked);
    return before && before.line.sha256 !== sha256
      ? [
          finding(
            `line ${checked.number}`,
            'REFERENCE_TWICE',
            `Line ${before.number} has this clientRef and another content`,
          ),
        ]
      : [];
  });
}
