import type { OutsideHeads } from '../audit-verify/heads-file';
import { isObject, parseCanonical, type Json } from '../audit-verify/jcs';
import {
  bytesOfBase64url,
  headFault,
  headOf,
  isHashHex,
  promiseFault,
  type PinnedKeys,
  type PromiseFields,
} from '../audit-verify/keys';
import { hashOfLeaf, rootByPath } from '../audit-verify/tree';

export interface ReceiptReport {
  readonly ok: boolean;
  /** False while the receipt has no place in the log yet: the promise alone binds. */
  readonly sequenced: boolean;
  readonly log: string | null;
  readonly acceptedAt: string | null;
  readonly index: number | null;
  readonly size: number | null;
  /** Whether the head stands in the heads file; null when it was not looked for. */
  readonly headOutside: boolean | null;
  readonly payload: Json;
  readonly faults: readonly string[];
  readonly warnings?: readonly string[];
}

interface Findings {
  readonly faults: string[];
  readonly warnings: string[];
}

type Fields = { readonly [key: string]: Json };

/** Checks a receipt by itself, offline. @param outside heads kept outside the database, null when none were given */
export function checkReceipt(receipt: unknown, keys: PinnedKeys, outside: OutsideHeads | null): ReceiptReport {
  const found: Findings = { faults: [], warnings: [] };
  const fields: Fields = isObject(receipt) ? receipt : {};
  if (fields['type'] !== 'lambi-receipt-v1') found.faults.push('this is not a receipt of type lambi-receipt-v1');
  const promised = promiseOf(fields);
  const wrong = promised ? promiseFault(promised, keys) : 'it is incomplete';
  if (wrong) found.faults.push(`promise not valid, ${wrong}`);
  const { hash, payload } = leafOf(fields, found);
  const inclusion = fields['inclusion'] ?? null;
  const place = inclusion === null ? null : placeOf(inclusion, fields['log'], hash, keys, outside, found);
  const { index, size, headOutside } = place ?? NO_PLACE;
  const { log, acceptedAt } = promised ?? { log: null, acceptedAt: null };
  return {
    ok: found.faults.length === 0,
    sequenced: inclusion !== null,
    log,
    acceptedAt,
    index,
    size,
    headOutside,
    payload,
    faults: found.faults,
    ...(found.warnings.length > 0 && { warnings: found.warnings }),
  };
}

function promiseOf(fields: Fields): PromiseFields | null {
  const { log, leafHash, acceptedAt, sequencedWithinSeconds, keyId, promise } = fields;
  if (typeof log !== 'string' || typeof acceptedAt !== 'string' || typeof keyId !== 'string') return null;
  if (typeof promise !== 'string' || typeof sequencedWithinSeconds !== 'number' || !isHashHex(leafHash)) return null;
  return { log, leafHash, acceptedAt, sequencedWithinSeconds, keyId, promise };
}

/** The leaf's own bytes must give the promised hash, and its payload must speak of the same log. */
function leafOf(fields: Fields, { faults }: Findings): { hash: Buffer | null; payload: Json } {
  const leaf = isObject(fields['leaf']) ? fields['leaf'] : {};
  const [salt, states, bytes] = ['salt', 'states', 'payload'].map((field) => bytesOfBase64url(leaf[field]));
  if (!salt || !states || !bytes || salt.length !== 16) {
    faults.push('leaf not readable, salt, states and payload must be base64url and the salt 16 bytes');
    return { hash: null, payload: null };
  }
  const hash = hashOfLeaf(salt, states, bytes);
  if (hash.toString('hex') !== fields['leafHash']) faults.push('leaf hash differs, the leaf is not the one promised');
  const payload = parseCanonical(bytes)?.value ?? null;
  if (!isObject(payload)) faults.push('payload not canonical, it is not the RFC 8785 form of a JSON object');
  else if (payload['log'] !== fields['log']) faults.push('payload of another log than the receipt');
  return { hash, payload };
}

const NO_PLACE = { index: null, size: null, headOutside: null };

interface Place {
  readonly index: number;
  readonly size: number;
  readonly headOutside: boolean | null;
}

interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly path: readonly string[];
  readonly head: NonNullable<ReturnType<typeof headOf>>;
}

function inclusionOf(inclusion: Json): Inclusion | null {
  if (!isObject(inclusion)) return null;
  const { index, size, path } = inclusion;
  const head = headOf(inclusion['head']);
  if (typeof index !== 'number' || typeof size !== 'number' || !head) return null;
  return Array.isArray(path) && path.every(isHashHex) ? { index, size, path, head } : null;
}

function placeOf(
  inclusion: Json,
  log: Json | undefined,
  hash: Buffer | null,
  keys: PinnedKeys,
  outside: OutsideHeads | null,
  found: Findings,
): Place | null {
  const read = inclusionOf(inclusion);
  if (!read) {
    found.faults.push('inclusion not readable');
    return null;
  }
  const { index, size, path, head } = read;
  const wrong = headFault(head, keys);
  if (wrong) found.faults.push(`head not valid, ${wrong}`);
  if (head.log !== log) found.faults.push('head of another log than the receipt');
  if (head.size !== size) found.faults.push('head of another size than the inclusion path');
  const siblings = path.map((text) => Buffer.from(text, 'hex'));
  const root = hash && rootByPath(index, head.size, hash, siblings);
  if (root?.toString('hex') !== head.root)
    found.faults.push('inclusion not proven, the path does not lead to the head');
  return { index, size, headOutside: outside && isOutside(head, outside, found) };
}

/** Another root at the same size would mean that two histories were signed. Not every head is copied outside. */
function isOutside(head: { log: string; size: number; root: string }, outside: OutsideHeads, found: Findings): boolean {
  const sameSize = (outside.byLog.get(head.log) ?? []).filter((other) => other.size === head.size);
  if (sameSize.some((other) => other.root !== head.root)) {
    found.faults.push(`head contradicted outside, the heads file has another root at size ${head.size}`);
  }
  const isThere = sameSize.some((other) => other.root === head.root);
  if (!isThere) found.warnings.push(`the heads file has no such head of size ${head.size}`);
  return isThere;
}
