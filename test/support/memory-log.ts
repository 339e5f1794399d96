import { createHash, generateKeyPairSync } from 'node:crypto';
import { canonicalJson } from '../../src/kernel/canonical-json';
import { headLine, signerOf, signHead } from '../../src/modules/audit/head.rules';
import { appendLeaves, leafHash, type TreeNode } from '../../src/modules/audit/merkle.rules';
import { collectHeads, type OutsideHeads } from '../../src/cli/audit-verify/heads-file';
import { pinnedKeys } from '../../src/cli/audit-verify/keys';
import type { LeafRow } from '../../src/cli/audit-verify/leaf';
import type { AuditSource, EntryRow, HeadRow, LiveRecord, LogName, NodeRange } from '../../src/cli/audit-verify/source';

/* A small log made by the WRITER's rules, held in memory, for the specs of the verifier. */
const pair = generateKeyPairSync('ed25519');
export const signer = signerOf(pair.privateKey);
export const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }) as string;
export const keys = pinnedKeys(pem);
export const NOW = Date.parse('2026-11-22T21:00:00.000Z');
export const ORGANISATION = '0190a000-0000-7000-8000-000000000001';

export const stateOf = (record: number, version: number): Buffer =>
  createHash('sha256').update(`record ${record} version ${version}`).digest();
export const recordId = (n: number): string => `0190b000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export interface MemoryLog {
  logs: LogName[];
  leaves: LeafRow[];
  entries: { logId: number; idx: number; leafKey: number }[];
  nodes: (TreeNode & { logId: number })[];
  heads: (HeadRow & { logId: number })[];
  live: LiveRecord[];
  outsideLines: string[];
}

const NAMES: readonly LogName[] = [
  { logId: 0, name: 'system' },
  { logId: 7, name: ORGANISATION },
];

/** Two logs with `size` entries each; ten records, written in turn, and a read in each fifth leaf. */
export function memoryLog(size: number): MemoryLog {
  const log: MemoryLog = {
    logs: [...NAMES],
    leaves: [],
    entries: [],
    nodes: [],
    heads: [],
    live: [],
    outsideLines: [],
  };
  const versions = new Map<number, number>();
  for (let i = 0; i < size; i++) for (const name of NAMES) addLeaf(log, name, i, versions);
  log.live = [...versions].map(([n, version]) => ({ id: recordId(n), hash: stateOf(n, version) }));
  sequence(log);
  return log;
}

function addLeaf(log: MemoryLog, { logId, name }: LogName, i: number, versions: Map<number, number>): void {
  const n = (i % 5) + (logId === 0 ? 0 : 5);
  const version = (versions.get(n) ?? 0) + 1;
  versions.set(n, version);
  const read = i % 5 === 4 ? [{ id: recordId(n - 1), version: 1 }] : [];
  const payload = {
    action: 'inspection.submitted',
    at: new Date(NOW - 3_600_000 + i).toISOString(),
    log: name,
    records: [...read, { id: recordId(n), version, written: true, before: null }],
    v: 1,
  };
  pushLeaf(log, logId, stateOf(n, version), Buffer.from(canonicalJson(payload)));
}

/** @param state of the one record written; a leaf holds it salted */
export function pushLeaf(log: MemoryLog, logId: number, state: Buffer, payload: Buffer): LeafRow {
  const key = log.leaves.length + 1;
  const salt = createHash('md5').update(`salt ${key}`).digest();
  const states = state.length === 0 ? state : createHash('sha256').update(salt).update(state).digest();
  const id = recordId(900_000 + key);
  const leaf = { key, logId, id, salt, states, payload, leafHash: leafHash(salt, states, payload) };
  log.leaves.push(leaf);
  return leaf;
}

/** What the sequencer does, in batches of 7; also what an attacker does who recomputes everything but has no key. */
export function sequence(log: MemoryLog, sign = signer): void {
  Object.assign(log, { entries: [], nodes: [], heads: [], outsideLines: [] });
  for (const { logId, name } of NAMES) {
    let state = appendLeaves(0, [], [])!;
    const leaves = log.leaves.filter((leaf) => leaf.logId === logId);
    leaves.forEach((leaf, idx) => log.entries.push({ logId, idx, leafKey: leaf.key }));
    while (state.size < leaves.length) {
      const batch = leaves.slice(state.size, state.size + 7).map((leaf) => leaf.leafHash);
      state = appendLeaves(state.size, state.frontier, batch)!;
      state.nodes.forEach((node) => log.nodes.push({ ...node, logId }));
      const facts = { log: name!, size: state.size, root: state.root, at: new Date(NOW + state.size) };
      const head = signHead(sign, facts);
      log.outsideLines.push(headLine(head).trim());
      const at = `${head.at.slice(0, -1)}000Z`;
      const signature = Buffer.from(head.signature, 'base64url');
      log.heads.push({ logId, size: head.size, root: state.root, at, keyId: head.keyId, signature });
    }
  }
}

export const outsideOf = (log: MemoryLog): Promise<OutsideHeads> => collectHeads(log.outsideLines, keys);

async function* pagesOf<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < rows.length; at += 16) yield await Promise.resolve(rows.slice(at, at + 16));
}

const within = (node: TreeNode, range: NodeRange): boolean =>
  node.level === range.level && node.idx >= range.from && node.idx < range.to;

function joinedOf(nodes: readonly TreeNode[], range: NodeRange): Buffer | null {
  const found = nodes.filter((node) => within(node, range));
  return found.length === range.to - range.from ? Buffer.concat(found.map((node) => node.hash)) : null;
}

export function sourceOf(log: MemoryLog): AuditSource {
  const byPlace = (a: TreeNode, b: TreeNode): number => a.level - b.level || a.idx - b.idx;
  const entries = (logId: number): EntryRow[] =>
    log.entries
      .filter((entry) => entry.logId === logId)
      .sort((a, b) => a.idx - b.idx)
      .map((entry) => ({ ...entry, leaf: log.leaves.find((leaf) => leaf.key === entry.leafKey) ?? null }));
  const nodesOf = (logId: number): TreeNode[] => log.nodes.filter((node) => node.logId === logId).sort(byPlace);
  return {
    now: () => Promise.resolve(NOW),
    logs: () => Promise.resolve(log.logs),
    entries: (logId) => pagesOf(entries(logId)),
    heads: (logId) => pagesOf(log.heads.filter((head) => head.logId === logId).sort((a, b) => a.size - b.size)),
    joinedNodes: (logId, ranges) => Promise.resolve(ranges.map((range) => joinedOf(nodesOf(logId), range))),
    nodes: (logId, ranges) =>
      Promise.resolve(nodesOf(logId).filter((node) => ranges.some((range) => within(node, range)))),
    strayNode: (logId, size) =>
      Promise.resolve(nodesOf(logId).find((node) => (node.idx + 1) * 2 ** node.level > size) ?? null),
    repeatedLeaves: () => {
      const isRepeated = (entry: EntryRow & { logId: number }): boolean =>
        log.entries.some((other) => other.leafKey === entry.leafKey && other.idx < entry.idx);
      return Promise.resolve(log.entries.filter((entry) => isRepeated({ ...entry, leaf: null })));
    },
    pending: () => pagesOf(log.leaves.filter((leaf) => !log.entries.some((entry) => entry.leafKey === leaf.key))),
    records: () => pagesOf(log.live),
  };
}
