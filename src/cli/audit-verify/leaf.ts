import { isObject, parseCanonical, type Json } from './jcs';
import { hashOfLeaf } from './tree';

/** One leaf as stored. */
export interface LeafRow {
  readonly key: number;
  readonly logId: number;
  readonly id: string;
  readonly salt: Buffer;
  readonly states: Buffer;
  readonly payload: Buffer;
  readonly leafHash: Buffer;
}

/** What a leaf says about one record. `state` is null for a read. */
export interface Mention {
  readonly id: string;
  readonly version: number;
  readonly state: Buffer | null;
}

export interface CheckedLeaf {
  /** Recomputed from the columns: the tree is built from this, never from the stored hash. */
  readonly hash: Buffer;
  readonly at: number;
  readonly mentions: readonly Mention[];
  readonly faults: readonly (readonly [fault: string, detail: string])[];
}

const STATE_BYTES = 32;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Checks one leaf by itself. @param log name of the log whose column it stands in */
export function checkLeaf(leaf: LeafRow, log: string): CheckedLeaf {
  const faults: [string, string][] = [];
  const hash = hashOfLeaf(leaf.salt, leaf.states, leaf.payload);
  if (!hash.equals(leaf.leafHash)) faults.push(['leaf hash differs', 'the columns do not give the stored leaf hash']);
  const parsed = parseCanonical(leaf.payload);
  if (!parsed || !isObject(parsed.value)) {
    faults.push(['payload not canonical', 'the payload is not the RFC 8785 form of a JSON object']);
    return { hash, at: NaN, mentions: [], faults };
  }
  const payload = parsed.value;
  if (payload['v'] !== 1) faults.push(['payload version unknown', 'the payload is not of version 1']);
  if (payload['log'] !== log) faults.push(['payload of another log', `the payload names another log than ${log}`]);
  // The id is how a receipt is found; where the payload repeats it, the column cannot be changed unseen.
  if (typeof payload['id'] === 'string' && payload['id'] !== leaf.id) {
    faults.push(['leaf id differs', 'the id column is not the id in the payload']);
  }
  const at = typeof payload['at'] === 'string' ? Date.parse(payload['at']) : NaN;
  if (Number.isNaN(at)) faults.push(['payload without time', 'the payload has no readable time']);
  const mentions = mentionsOf(payload['records'], leaf.states);
  if (!mentions) faults.push(['records malformed', 'the list of records is malformed or does not fit the states']);
  return { hash, at, mentions: mentions ?? [], faults };
}

interface StatedMention {
  readonly id: string;
  readonly version: number;
  readonly written?: Json;
}

const isMention = (record: Json | StatedMention): record is StatedMention =>
  isObject(record) &&
  typeof record['id'] === 'string' &&
  UUID.test(record['id']) &&
  Number.isSafeInteger(record['version']) &&
  Number(record['version']) >= 0;

/** Written records take the states in turn; null when the list is malformed or the states do not come out even. */
function mentionsOf(records: Json | undefined, states: Buffer): Mention[] | null {
  if (!Array.isArray(records)) return records === undefined && states.length === 0 ? [] : null;
  const mentions: Mention[] = [];
  let taken = 0;
  for (const record of records as readonly Json[]) {
    if (!isMention(record)) return null;
    const { id, version, written } = record;
    const state = written === true ? states.subarray(taken, taken + STATE_BYTES) : null;
    taken += written === true ? STATE_BYTES : 0;
    mentions.push({ id, version, state });
  }
  return taken === states.length ? mentions : null;
}
