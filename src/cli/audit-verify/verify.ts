import { checkLog, type Checking, type LogToCheck } from './checks';
import { FaultList, type Fault } from './faults';
import type { OutsideHeads } from './heads-file';
import type { PinnedKeys } from './keys';
import { checkLeaf } from './leaf';
import { RecordStates, type Expected } from './record-states';
import type { AuditSource } from './source';

/** A leaf waits this long for the sequencer at most; the receipt promises it. */
const SEQUENCED_WITHIN_MS = 60_000;

export interface Report {
  readonly ok: boolean;
  readonly logs: number;
  readonly entries: number;
  readonly pending: number;
  readonly headsInside: number;
  readonly headsOutside: number;
  readonly records: number;
  readonly firstBad: Fault | null;
  /** Up to 20, at most three of a kind in each log. */
  readonly faults: readonly Fault[];
  readonly entriesPerSecond: number;
  readonly warnings?: readonly string[];
}

const NO_HEADS = 'no heads outside the database: an owner who rewrites the whole log would go unseen';
const NO_RECORDS = 'the live records were not compared with the log';

/** Verifies every log of the source. @param outside heads kept outside the database, null when there is no such file */
export async function verifyAudit(
  source: AuditSource,
  keys: PinnedKeys,
  outside: OutsideHeads | null,
  options: { readonly records: boolean },
): Promise<Report> {
  const startedAt = performance.now();
  const named = await source.logs();
  const faults = new FaultList(named.map((log) => log.name ?? `log ${log.logId}`));
  const states = options.records ? new RecordStates() : null;
  const checking: Checking = { source, keys, faults, states };
  const logs = named.map(({ logId, name }): LogToCheck => {
    if (name === null) faults.add(unplaced(`log ${logId}`, 'log of no organisation', `log number ${logId}`));
    return { logId, name: name ?? `log ${logId}`, outside: outside?.byLog.get(name ?? '') ?? [] };
  });
  reportOutside(outside, new Set(logs.map((log) => log.name)), faults);
  let [entries, headsInside] = [0, 0];
  for (const log of logs) {
    const checked = await checkLog(checking, log);
    entries += checked.entries;
    headsInside += checked.heads;
  }
  await reportRepeated(checking, logs);
  const pending = await checkPending(checking, logs);
  const records = states ? await compareRecords(source, states, faults) : 0;
  const seconds = Math.max(0.001, (performance.now() - startedAt) / 1000);
  const warnings = [
    ...(outside?.count ? [] : [NO_HEADS]),
    ...(outside?.warnings ?? []),
    ...(states ? [] : [NO_RECORDS]),
  ];
  return {
    ok: faults.count === 0,
    logs: logs.length,
    entries,
    pending,
    headsInside,
    headsOutside: outside?.count ?? 0,
    records,
    firstBad: faults.firstBad,
    faults: faults.shown,
    entriesPerSecond: Math.round(entries / seconds),
    ...(warnings.length > 0 && { warnings }),
  };
}

const unplaced = (log: string | null, fault: string, detail: string): Fault => ({ log, index: null, fault, detail });

function reportOutside(outside: OutsideHeads | null, names: ReadonlySet<string>, faults: FaultList): void {
  for (const { log, fault, detail } of outside?.faults ?? []) faults.add(unplaced(log, fault, detail));
  for (const [log, [head]] of outside?.byLog ?? []) {
    if (names.has(log) || !head) continue;
    faults.add({ log, index: 0, fault: 'log missing', detail: `line ${head.line} of the heads file names this log` });
  }
}

async function reportRepeated({ source, faults }: Checking, logs: readonly LogToCheck[]): Promise<void> {
  for (const { logId, idx, leafKey } of await source.repeatedLeaves()) {
    const log = logs.find((candidate) => candidate.logId === logId)?.name ?? null;
    faults.add({ log, index: idx, fault: 'leaf repeated', detail: `leaf ${leafKey} stands at an earlier entry too` });
  }
}

async function checkPending({ source, faults, states }: Checking, logs: readonly LogToCheck[]): Promise<number> {
  const names = new Map(logs.map((log) => [log.logId, log.name]));
  const now = await source.now();
  let pending = 0;
  for await (const page of source.pending()) {
    for (const leaf of page) {
      pending += 1;
      const log = names.get(leaf.logId) ?? `log ${leaf.logId}`;
      const checked = checkLeaf(leaf, log);
      const leafHash = leaf.leafHash.toString('hex');
      for (const [fault, detail] of checked.faults) {
        faults.add({ log, index: null, leafHash, fault, detail: `leaf ${leaf.key} without a place, ${detail}` });
      }
      const age = now - checked.at;
      if (age > SEQUENCED_WITHIN_MS) {
        const detail = `leaf ${leaf.key} has waited ${Math.floor(age / 1000)} s for its place`;
        faults.add({ log, index: null, leafHash, fault: 'sequencer behind', detail });
      }
      for (const mention of checked.mentions)
        states?.note(mention, { log, index: null, leafKey: leaf.key, salt: leaf.salt });
    }
  }
  return pending;
}

async function compareRecords(source: AuditSource, states: RecordStates, faults: FaultList): Promise<number> {
  let records = 0;
  for await (const page of source.records()) {
    for (const { id, hash } of page) {
      records += 1;
      const expected = states.meet(id);
      if (!expected?.fits) faults.add(unplaced(null, 'unlogged record', `no leaf tells that record ${id} was written`));
      else if (!hash || !expected.fits(hash))
        faults.add(recordFault(expected, 'record differs', 'is not as last logged'), 'aside');
    }
  }
  for (const expected of states.unseen())
    faults.add(recordFault(expected, 'missing record', 'is in the log and gone'), 'aside');
  return records;
}

const recordFault = ({ log, index, id }: Expected, fault: string, what: string): Fault => ({
  log,
  index,
  fault,
  detail: `record ${id} ${what}`,
});
