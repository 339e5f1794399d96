import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../kernel/canonical-json';
import type { FieldFault } from '../../../kernel/domain-error';
import { isUuid } from '../../../kernel/ids';
import { isInstant } from '../../../platform/http/rfc3339';
import { DEFAULT_JSON_LIMITS, parseStrictJson, StrictJsonError } from '../../../platform/http/strict-json';
import { type AnnouncedPhoto, type BundleLine, MAX_PHOTOS } from './sync.types';

/**
 * Reads one line of a bundle, alike on the server and in lambi-bundle. What comes out is what was written: the strict reader refuses
 * whatever would be kept otherwise, and the hash is made of that. A record that POST /v1/inspections can read can be read here.
 */
const LIMITS = {
  maxDepth: DEFAULT_JSON_LIMITS.maxDepth + 1,
  maxKeys: DEFAULT_JSON_LIMITS.maxKeys + 10 + 3 * MAX_PHOTOS,
};
const HASH = /^[0-9a-f]{64}$/;
const MEMBERS = ['clientRef', 'sha256', 'madeAt', 'device', 'photos', 'inspection'];

export interface LineFault {
  /** SYNTAX: it is no JSON document; SHAPE: one or more fields are wrong; HASH: the content is another than the hash says. */
  readonly kind: 'SYNTAX' | 'SHAPE' | 'HASH';
  readonly fields: readonly FieldFault[];
  /** If it can be read. */
  readonly clientRef: string | null;
  readonly announcedSha256?: string;
  readonly computedSha256?: string;
}

export type ReadLine = { readonly line: BundleLine } | { readonly fault: LineFault };

/** SHA-256 of a content's one canonical text (RFC 8785), hexadecimal. */
export const sha256OfContent = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex');

/** The content hash of a submission, whichever way it came: its clientRef names the record and is no part of what it says. */
export function sha256OfSubmission(body: unknown): string {
  const { clientRef: _, ...content } = body as { clientRef?: unknown };
  return sha256OfContent(content);
}

/**
 * What the receipt of a submission binds it by. The log is read by people who may not read casework: the reference, which is random and
 * not in the log, keeps them from guessing at a content.
 */
export const sealOfSubmission = (clientRef: string, sha256: string): string =>
  createHash('sha256').update(`${clientRef.toLowerCase()}:${sha256}`).digest('hex');

export function readBundleLine(bytes: Buffer): ReadLine {
  let value: unknown;
  try {
    value = parseStrictJson(bytes, LIMITS);
  } catch (error) {
    if (!(error instanceof StrictJsonError)) throw error;
    const isSyntax = error.faults.some(({ code }) => code === 'SYNTAX');
    return { fault: { kind: isSyntax ? 'SYNTAX' : 'SHAPE', fields: error.faults.map(named), clientRef: null } };
  }
  if (!isObject(value)) return { fault: { kind: 'SHAPE', fields: [fault('', 'IS_OBJECT')], clientRef: null } };
  const clientRef = isUuid(value['clientRef']) ? value['clientRef'].toLowerCase() : null;
  const fields = faultsOf(value);
  if (fields.length > 0) return { fault: { kind: 'SHAPE', fields, clientRef } };
  const line = { ...value, clientRef } as unknown as BundleLine;
  const computedSha256 = sha256OfContent(line.inspection);
  if (computedSha256 === line.sha256) return { line };
  return { fault: { kind: 'HASH', fields: [], clientRef, announcedSha256: line.sha256, computedSha256 } };
}

const MESSAGES: Readonly<Record<string, string>> = {
  IS_OBJECT: 'must be a JSON object',
  IS_UUID: 'must be a UUID of your own making',
  IS_SHA256: 'must be a SHA-256 in lower-case hexadecimal',
  IS_INSTANT: 'must be an RFC 3339 time with its zone, e.g. 2024-04-05T10:30:00-04:00',
  IS_LABEL: 'must be a text of 1 to 255 characters',
  IS_PHOTOS: `must be a list of at most ${MAX_PHOTOS} photos`,
  IS_SIZE: 'must be a whole number of bytes, 1 or more',
  UNKNOWN_FIELD: 'should not exist',
  STANDS_OUTSIDE: 'stands beside the inspection, not in it',
};
const fault = (pointer: string, code: string): FieldFault => ({
  pointer,
  code,
  message: `${pointer.slice(pointer.lastIndexOf('/') + 1) || 'The line'} ${MESSAGES[code]}`,
});

/** Ten thousand photos are too many keys; what there is too much of is photos. */
const named = (given: FieldFault): FieldFault =>
  given.code === 'TOO_MANY_KEYS' && given.pointer.startsWith('/photos/') ? fault('/photos', 'IS_PHOTOS') : given;

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const isLabel = (value: unknown): boolean => typeof value === 'string' && value.length >= 1 && value.length <= 255;
const isHash = (value: unknown): boolean => typeof value === 'string' && HASH.test(value);

function faultsOf(line: Record<string, unknown>): FieldFault[] {
  const faults = unknownIn(line, MEMBERS, '');
  if (!isUuid(line['clientRef'])) faults.push(fault('/clientRef', 'IS_UUID'));
  if (!isHash(line['sha256'])) faults.push(fault('/sha256', 'IS_SHA256'));
  if (!isInstant(line['madeAt'])) faults.push(fault('/madeAt', 'IS_INSTANT'));
  if (!isLabel(line['device'])) faults.push(fault('/device', 'IS_LABEL'));
  if (!isObject(line['inspection'])) faults.push(fault('/inspection', 'IS_OBJECT'));
  else if ('clientRef' in line['inspection']) faults.push(fault('/inspection/clientRef', 'STANDS_OUTSIDE'));
  const { photos } = line;
  if (!Array.isArray(photos) || photos.length > MAX_PHOTOS) faults.push(fault('/photos', 'IS_PHOTOS'));
  else faults.push(...photos.flatMap((photo, at) => photoFaults(photo, `/photos/${at}`)));
  return faults.slice(0, 20);
}

function photoFaults(photo: unknown, at: string): FieldFault[] {
  if (!isObject(photo)) return [fault(at, 'IS_OBJECT')];
  const { name, sha256, size } = photo as Partial<AnnouncedPhoto>;
  const faults = unknownIn(photo, ['name', 'sha256', 'size'], at);
  if (!isLabel(name)) faults.push(fault(`${at}/name`, 'IS_LABEL'));
  if (!isHash(sha256)) faults.push(fault(`${at}/sha256`, 'IS_SHA256'));
  if (!Number.isSafeInteger(size) || size! < 1) faults.push(fault(`${at}/size`, 'IS_SIZE'));
  return faults;
}

const unknownIn = (object: object, known: readonly string[], at: string): FieldFault[] =>
  Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => fault(`${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, 'UNKNOWN_FIELD'));
