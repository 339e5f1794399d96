import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { canonicalJson } from '../../kernel/canonical-json';
import { headLine, signerOf, signHead } from '../../modules/audit/head.rules';
import { leafHash } from '../../modules/audit/merkle.rules';
import type { LeafRow } from './leaf';
import {
  keys,
  memoryLog,
  NOW,
  ORGANISATION,
  outsideOf,
  pushLeaf,
  recordId,
  sequence,
  signer,
  sourceOf,
  stateOf,
  type MemoryLog,
} from '../../../test/support/memory-log';
import { verifyAudit, type Report } from './verify';

const SIZE = 60;

async function verify(log: MemoryLog, lines: readonly string[] | null = log.outsideLines): Promise<Report> {
  const outside = lines && (await outsideOf({ ...log, outsideLines: [...lines] }));
  return verifyAudit(sourceOf(log), keys, outside, { records: true });
}
const leafAt = (log: MemoryLog, idx: number): LeafRow => {
  const entry = log.entries.find((candidate) => candidate.logId === 7 && candidate.idx === idx)!;
  return log.leaves.find((leaf) => leaf.key === entry.leafKey)!;
};
const change = (log: MemoryLog, leaf: LeafRow, edit: Partial<LeafRow>): void => {
  log.leaves = log.leaves.map((other) => (other === leaf ? { ...leaf, ...edit } : other));
};
const edited = (payload: Buffer): Buffer => Buffer.from(payload.toString().replace('submitted', 'withdrawn'));
const rehashed = (leaf: LeafRow, edit: Partial<LeafRow>): Partial<LeafRow> => {
  const next = { ...leaf, ...edit };
  return { ...edit, leafHash: leafHash(next.salt, next.states, next.payload) };
};
const flipped = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte, i) => (i === 3 ? byte ^ 1 : byte)));
const drop = (log: MemoryLog, leaf: LeafRow): void => {
  log.leaves = log.leaves.filter((other) => other !== leaf);
};
/** A forger recomputes the log of one organisation with a key of his own. */
const forge = (log: MemoryLog): void => {
  const untouched = log.heads.filter((head) => head.logId === 0);
  sequence(log, signerOf(generateKeyPairSync('ed25519').privateKey));
  log.heads = [...untouched, ...log.heads.filter((head) => head.logId === 7)];
};

type Mutation = (log: MemoryLog, at: number) => void;
const EXACT: readonly (readonly [string, Mutation])[] = [
  ['edit payload', (log, at) => change(log, leafAt(log, at), { payload: edited(leafAt(log, at).payload) })],
  ['edit salt', (log, at) => change(log, leafAt(log, at), { salt: flipped(leafAt(log, at).salt) })],
  ['edit states', (log, at) => change(log, leafAt(log, at), { states: flipped(leafAt(log, at).states) })],
  ['edit stored hash', (log, at) => change(log, leafAt(log, at), { leafHash: flipped(leafAt(log, at).leafHash) })],
  ['move to another log', (log, at) => change(log, leafAt(log, at), { logId: 0 })],
  ['delete leaf', (log, at) => drop(log, leafAt(log, at))],
  ['delete entry', (log, at) => void (log.entries = log.entries.filter((e) => e.logId !== 7 || e.idx !== at))],
  [
    'edit payload and its hash',
    (log, at) => change(log, leafAt(log, at), rehashed(leafAt(log, at), { payload: edited(leafAt(log, at).payload) })),
  ],
  [
    'repeat an earlier leaf',
    (log, at) => {
      const leafKey = leafAt(log, 0).key;
      log.entries = log.entries.map((e) => (e.logId === 7 && e.idx === at ? { ...e, leafKey } : e));
    },
  ],
  [
    'swap with the next entry',
    (log, at) => {
      const swapped = new Map([
        [at, leafAt(log, at + 1).key],
        [at + 1, leafAt(log, at).key],
      ]);
      log.entries = log.entries.map((e) => (e.logId === 7 ? { ...e, leafKey: swapped.get(e.idx) ?? e.leafKey } : e));
    },
  ],
  [
    'edit a level 0 node',
    (log, at) => {
      const isIt = (node: MemoryLog['nodes'][number]): boolean =>
        node.logId === 7 && node.level === 0 && node.idx === at;
      log.nodes = log.nodes.map((node) => (isIt(node) ? { ...node, hash: flipped(node.hash) } : node));
    },
  ],
];

describe('a whole log', () => {
  it.each([0, 1, 2, 7, 8, 33, SIZE])('passes without a false alarm at %d entries', async (size) => {
    const report = await verify(memoryLog(size));
    expect(report).toMatchObject({ entries: 2 * size, logs: 2, pending: 0, records: Math.min(10, 2 * size) });
    expect(report.faults).toEqual([]);
    expect(report.ok).toBe(true);
    expect(report.headsInside).toBe(2 * Math.ceil(size / 7));
  });

  it('warns when no heads are kept outside the database', async () => {
    const report = await verify(memoryLog(5), null);
    expect(report.ok).toBe(true);
    expect(report.warnings).toEqual([expect.stringContaining('no heads outside the database')]);
  });
});

describe('a changed log', () => {
  it.each(EXACT)('finds and names the entry: %s', async (_, mutate) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: SIZE - 2 }), async (at) => {
        const log = memoryLog(SIZE);
        mutate(log, at);
        const report = await verify(log);
        expect(report.ok).toBe(false);
        expect(report.firstBad).toMatchObject({ log: ORGANISATION, index: at });
        expect(report.faults.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 15 },
    );
  });

  it('bounds the place when everything was recomputed and the heads were deleted', async () => {
    const log = memoryLog(SIZE);
    const lines = log.outsideLines;
    const leaf = leafAt(log, 30);
    change(log, leaf, rehashed(leaf, { payload: edited(leaf.payload) }));
    forge(log);
    log.heads = [];
    const report = await verify(log, lines);
    expect(report.firstBad).toMatchObject({ log: ORGANISATION, index: 28, fault: 'root differs' });
    expect(report.firstBad?.detail).toContain('entries 28 to 34');
    // The negative control: it is the copy outside that finds this, nothing inside can.
    expect((await verify(log, null)).ok).toBe(true);
  });

  it('finds deletion with renumbering, forged entries and forged heads', async () => {
    const cut = memoryLog(SIZE);
    const lines = cut.outsideLines;
    drop(cut, leafAt(cut, 30));
    forge(cut);
    const report = await verify(cut, lines);
    expect(report.firstBad).toMatchObject({ log: ORGANISATION, index: 28 });
    expect(report.faults.map((fault) => fault.fault)).toContain('stored head not valid');
    expect(report.faults.map((fault) => fault.fault)).toContain('log shorter than outside head');
  });

  it('finds a log cut short together with its heads', async () => {
    const log = memoryLog(SIZE);
    const lines = log.outsideLines;
    log.leaves = log.leaves.filter((leaf) => leaf.logId === 0 || leafAt(log, 49).key >= leaf.key);
    sequence(log);
    const report = await verify(log, lines);
    expect(report.firstBad).toMatchObject({ log: ORGANISATION, index: 50, fault: 'log shorter than outside head' });
  });

  it.each([
    ['size', { size: 13 }],
    ['time', { at: '2026-11-22T21:00:00.014001Z' }],
    ['root', { root: Buffer.alloc(32) }],
    ['key id', { keyId: '0'.repeat(16) }],
    ['signature', { signature: Buffer.alloc(64) }],
  ])('finds a stored head with another %s', async (_, edit) => {
    const log = memoryLog(SIZE);
    log.heads = log.heads.map((head) => (head.logId === 7 && head.size === 14 ? { ...head, ...edit } : head));
    expect(await verify(log)).toMatchObject({ ok: false, firstBad: { log: ORGANISATION } });
  });

  it('finds missing, stray and inner nodes', async () => {
    const inner = (node: MemoryLog['nodes'][number]): boolean => node.logId === 7 && node.level === 2 && node.idx === 5;
    const missing = memoryLog(SIZE);
    missing.nodes = missing.nodes.filter((node) => !inner(node));
    expect((await verify(missing)).firstBad).toMatchObject({ index: 23, fault: 'node missing' });
    const other = memoryLog(SIZE);
    other.nodes = other.nodes.map((node) => (inner(node) ? { ...node, hash: flipped(node.hash) } : node));
    expect((await verify(other)).firstBad).toMatchObject({ index: 23, fault: 'node differs' });
    const stray = memoryLog(SIZE);
    stray.nodes.push({ logId: 7, level: 0, idx: SIZE, hash: Buffer.alloc(32) });
    expect((await verify(stray)).firstBad).toMatchObject({ log: ORGANISATION, fault: 'stray node' });
  });
});

describe('records', () => {
  it('finds an edited, a deleted and an unlogged record', async () => {
    const log = memoryLog(SIZE);
    const [first, second, ...rest] = log.live;
    log.live = [{ id: first!.id, hash: stateOf(99, 1) }, ...rest, { id: recordId(77), hash: stateOf(77, 1) }];
    const report = await verify(log);
    expect(report.faults).toEqual([
      expect.objectContaining({ fault: 'record differs', detail: `record ${first!.id} is not as last logged` }),
      { log: null, index: null, fault: 'unlogged record', detail: expect.stringContaining(recordId(77)) as string },
      expect.objectContaining({ fault: 'missing record', detail: expect.stringContaining(second!.id) as string }),
    ]);
    expect(report.firstBad?.index).toBe(SIZE - 5);
  });

  it('takes a pending leaf as the newest state, and counts it', async () => {
    const log = memoryLog(SIZE);
    const payload = (at: string): Buffer =>
      Buffer.from(
        canonicalJson({ at, log: ORGANISATION, records: [{ id: recordId(5), version: 900, written: true }], v: 1 }),
      );
    pushLeaf(log, 7, stateOf(5, 900), payload(new Date(NOW - 59_000).toISOString()));
    expect((await verify(log)).faults).toEqual([expect.objectContaining({ fault: 'record differs' })]);
    log.live = log.live.map((record) => (record.id === recordId(5) ? { ...record, hash: stateOf(5, 900) } : record));
    expect(await verify(log)).toMatchObject({ ok: true, pending: 1 });
    pushLeaf(log, 7, stateOf(5, 900), payload(new Date(NOW - 61_000).toISOString()));
    expect((await verify(log)).faults).toEqual([expect.objectContaining({ fault: 'sequencer behind' })]);
  });

  it.each([
    ['white space', (text: string) => text.replace(',', ', ')],
    ['a repeated key', (text: string) => text.replace('"v":1', '"v":1,"v":1')],
    ['another log', (text: string) => text.replace(ORGANISATION, 'system')],
    ['a state too few', (text: string) => text.replace('"written":true', '"written":false')],
    ['no time', (text: string) => text.replace(/"at":"[^"]+"/, '"at":"soon"')],
  ])('refuses a properly hashed payload with %s', async (_, edit) => {
    const log = memoryLog(SIZE);
    const leaf = leafAt(log, 12);
    change(log, leaf, rehashed(leaf, { payload: Buffer.from(edit(leaf.payload.toString())) }));
    sequence(log);
    const { firstBad } = await verify(log);
    expect(firstBad).toMatchObject({ log: ORGANISATION, index: 12 });
  });
});

describe('heads outside', () => {
  it('reports lines that do not verify, shrink or name an unknown log', async () => {
    const log = memoryLog(SIZE);
    const head = (size: number, name = ORGANISATION): string =>
      headLine(signHead(signer, { log: name, size, root: Buffer.alloc(32), at: new Date(NOW) })).trim();
    const forged = log.outsideLines[0]!.replace('"size":7', '"size":8');
    const lines = [...log.outsideLines, 'not json', forged, head(3), head(1, recordId(1))];
    const report = await verify(log, lines);
    const found = report.faults.map((fault) => fault.fault);
    expect(found.filter((fault) => fault === 'outside head not valid')).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining(['outside head shrinks', 'log missing', 'root differs']));
  });
});
