import { readFile, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { canonicalJson } from '../../kernel/canonical-json';
import { isUuid } from '../../kernel/ids';
import { parseStrictJson, StrictJsonError } from '../../platform/http/strict-json';
import { sha256OfContent } from '../../modules/inspections/sync/bundle-line.parser';
import { clockFlags, distinctPhotos } from '../../modules/inspections/sync/sync.rules';
import {
  type AnnouncedPhoto,
  type BundleLine,
  MAX_LINE_BYTES,
  MAX_PHOTOS,
} from '../../modules/inspections/sync/sync.types';
import { sha256OfFile, writeWhole } from './files';
import { type Finding, finding, type FolderRecord, recordsOf } from './folder';
import { draftWarnings, findingsOf, type FormCheck } from './form';
import { Ledger } from './ledger';
import { UsageError } from './options';

export interface Made {
  readonly lines: readonly BundleLine[];
  /** What has to be mended; a record with a fault is left out. */
  readonly faults: readonly Finding[];
  /** What should be looked at; it is sent all the same. */
  readonly warnings: readonly Finding[];
  readonly ledger: Ledger;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const MAX_PHOTO_BYTES = 2 * 1024 ** 3;

/** Reads a folder into lines. Writes nothing. */
export async function readFolder(folder: string, device: string | null, form: FormCheck, now: Date): Promise<Made> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new UsageError(`${folder} is no folder`);
  const [{ records, findings }, ledger] = await Promise.all([recordsOf(folder), Ledger.read(folder)]);
  const name = ledger.deviceOr(device, os.hostname());
  const places = new Set(records.map(({ place }) => place));
  const reading = { folder, device: name, form, ledger, now, isThere: (place: string) => places.has(place) };
  const lines: BundleLine[] = [];
  const faults = [...findings];
  const warnings: Finding[] = [];
  for (const record of records) {
    const read = await readRecord(record, reading);
    faults.push(...read.faults);
    warnings.push(...read.warnings);
    if (read.line) lines.push(read.line);
  }
  faults.push(...twice(lines));
  return { lines, faults, warnings, ledger };
}

/** The ledger first: a bundle that is found must never hold a reference that the folder has forgotten. */
export async function writeBundle({ ledger, lines }: Made, output: string): Promise<void> {
  await ledger.write();
  await writeWhole(output, lines.map((line) => `${canonicalJson(line)}\n`).join(''));
}

interface Reading {
  readonly folder: string;
  readonly device: string;
  readonly form: FormCheck;
  readonly ledger: Ledger;
  readonly now: Date;
  readonly isThere: (place: string) => boolean;
}

interface ReadRecord {
  readonly line?: BundleLine;
  readonly faults: readonly Finding[];
  readonly warnings: readonly Finding[];
}

async function readRecord({ place, photos: files }: FolderRecord, reading: Reading): Promise<ReadRecord> {
  const parsed = parse(place, await readFile(path.join(reading.folder, place)));
  if ('faults' in parsed) return { faults: parsed.faults, warnings: [] };
  const { clientRef: own, ...inspection } = parsed.content;
  if (own !== undefined && !isUuid(own))
    return { faults: [finding(place, 'IS_UUID', 'clientRef must be a UUID', '/clientRef')], warnings: [] };
  const report = await reading.form(inspection);
  if (report.faults.length > 0) return { faults: findingsOf(place, report.faults), warnings: [] };
  const { photos, faults } = await announce(reading.folder, files);
  if (photos.length > MAX_PHOTOS)
    return { faults: [finding(place, 'TOO_MANY_PHOTOS', `A record has up to ${MAX_PHOTOS} photos`)], warnings: [] };
  const sha256 = sha256OfContent(inspection);
  const ownRef = own?.toLowerCase() ?? null;
  const { clientRef, madeAt } = reading.ledger.entryOf(place, sha256, ownRef, reading.isThere, reading.now);
  if (ownRef !== null && ownRef !== clientRef)
    faults.push(
      finding(place, 'ANOTHER_REFERENCE', `It was made under ${clientRef} before, which is kept`, '/clientRef'),
    );
  const line = { clientRef, sha256, madeAt, device: reading.device, photos, inspection };
  if (Buffer.byteLength(canonicalJson(line)) > MAX_LINE_BYTES) return { faults: [tooLong(place)], warnings: [] };
  const clocks = { receivedAt: reading.now.getTime(), madeAt: Date.parse(madeAt), examinedAt: timeOf(inspection) };
  const warnings = clockFlags(clocks).map((flag) =>
    finding(place, flag, 'Compare the clock of this device and examinedAt'),
  );
  return { line, faults, warnings: [...draftWarnings(place, report.draft), ...warnings] };
}

const tooLong = (place: string): Finding => finding(place, 'TOO_LONG', `A record has up to ${MAX_LINE_BYTES} bytes`);

function parse(
  place: string,
  bytes: Buffer,
): { content: Record<string, unknown> & { clientRef?: unknown } } | { faults: Finding[] } {
  if (bytes.length > MAX_LINE_BYTES) return { faults: [tooLong(place)] };
  try {
    // Editors on Windows put one there; in a bundle there is none.
    const content = parseStrictJson(bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes);
    if (content !== null && typeof content === 'object' && !Array.isArray(content))
      return { content: content as Record<string, unknown> };
    return { faults: [finding(place, 'IS_OBJECT', 'An inspection is a JSON object', '')] };
  } catch (error) {
    if (!(error instanceof StrictJsonError)) throw error;
    return { faults: findingsOf(place, error.faults) };
  }
}

async function announce(
  folder: string,
  files: readonly string[],
): Promise<{ photos: AnnouncedPhoto[]; faults: Finding[] }> {
  const photos: AnnouncedPhoto[] = [];
  const faults: Finding[] = [];
  for (const place of files) {
    const file = path.join(folder, place);
    const { size } = await stat(file);
    if (size === 0) faults.push(finding(place, 'EMPTY_PHOTO', 'The file is empty; the record is made without it'));
    else if (size > MAX_PHOTO_BYTES) faults.push(finding(place, 'PHOTO_TOO_LARGE', 'A file has up to 2 GiB'));
    else photos.push({ name: path.basename(place).slice(0, 255), sha256: await sha256OfFile(file), size });
  }
  return { photos: distinctPhotos(photos), faults };
}

const timeOf = ({ examinedAt }: { examinedAt?: unknown }): number | null =>
  typeof examinedAt === 'string' ? Date.parse(examinedAt) : null;

/** Two files that name the same reference themselves. */
function twice(lines: readonly BundleLine[]): Finding[] {
  const seen = new Set<string>();
  return lines.flatMap(({ clientRef }) => {
    const isNew = !seen.has(clientRef);
    seen.add(clientRef);
    return isNew ? [] : [finding(clientRef, 'REFERENCE_TWICE', 'Two files of the folder have this clientRef')];
  });
}
