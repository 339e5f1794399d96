import type { FaultList } from './faults';
import { HeadCheck } from './head-check';
import type { OutsideHead } from './heads-file';
import type { PinnedKeys } from './keys';
import { checkLeaf } from './leaf';
import type { RecordStates } from './record-states';
import type { AuditSource, EntryRow, NodeRange } from './source';
import { GrowingTree, type Completed } from './tree';

export interface LogToCheck {
  readonly logId: number;
  readonly name: string;
  readonly outside: readonly OutsideHead[];
}

export interface Checking {
  readonly source: AuditSource;
  readonly keys: PinnedKeys;
  readonly faults: FaultList;
  /** Null when the live records are not compared. */
  readonly states: RecordStates | null;
}

/** Checks one log from its first entry to its last, in constant memory; faults go into `checking.faults`. */
export async function checkLog(
  checking: Checking,
  log: LogToCheck,
): Promise<{ readonly entries: number; readonly heads: number }> {
  const { source, faults } = checking;
  const heads = new HeadCheck(log.name, source.heads(log.logId), log.outside, checking.keys, faults);
  await heads.start();
  const walk = new LogWalk(checking, log, heads);
  await walk.reachHeads();
  for await (const page of source.entries(log.logId)) await walk.page(page);
  await heads.finish(walk.size);
  const stray = walk.isBroken ? null : await source.strayNode(log.logId, walk.size);
  if (stray) {
    const detail = `node of level ${stray.level} at ${stray.idx} lies outside the tree of ${walk.size} entries`;
    faults.add({ log: log.name, index: null, fault: 'stray node', detail });
  }
  return { entries: walk.entries, heads: heads.inside };
}

class LogWalk {
  entries = 0;
  /** Position expected next. */
  size = 0;
  /** After a gap or a missing leaf the tree cannot be computed; each leaf is still checked by itself. */
  isBroken = false;
  private readonly tree = new GrowingTree();

  constructor(
    private readonly checking: Checking,
    private readonly log: LogToCheck,
    private readonly heads: HeadCheck,
  ) {}

  async page(page: readonly EntryRow[]): Promise<void> {
    const completed: Completed[] = [];
    for (const entry of page) {
      if (entry.idx !== this.size) this.gap(entry.idx);
      const hash = this.leafOf(entry);
      this.entries += 1;
      this.size = entry.idx + 1;
      if (hash && !this.isBroken) completed.push(...this.tree.add(hash));
      if (this.heads.next <= this.size) await this.reachHeads();
    }
    await this.compareNodes(completed);
  }

  reachHeads(): Promise<void> {
    return this.heads.compare(this.isBroken ? null : this.tree, this.size);
  }

  private gap(found: number): void {
    const missing =
      found - this.size === 1 ? `entry ${this.size} is missing` : `entry ${found} follows ${this.size - 1}`;
    this.fault(this.size, 'entries not contiguous', missing);
    this.isBroken = true;
  }

  /** The recomputed hash of an entry's leaf, or null when there is no leaf. */
  private leafOf(entry: EntryRow): Buffer | null {
    const { leaf, idx } = entry;
    if (!leaf) {
      this.isBroken = true;
      this.fault(idx, 'leaf missing', `entry ${idx} points to leaf ${entry.leafKey}, which does not exist`);
      return null;
    }
    if (leaf.logId !== this.log.logId) {
      this.fault(
        idx,
        'leaf of another log',
        `entry ${idx} points to a leaf of log number ${leaf.logId}`,
        leaf.leafHash,
      );
    }
    const checked = checkLeaf(leaf, this.log.name);
    for (const [fault, detail] of checked.faults) this.fault(idx, fault, `entry ${idx}, ${detail}`, leaf.leafHash);
    const where = { log: this.log.name, index: idx, leafKey: leaf.key, salt: leaf.salt };
    for (const mention of checked.mentions) this.checking.states?.note(mention, where);
    return checked.hash;
  }

  private async compareNodes(completed: readonly Completed[]): Promise<void> {
    if (completed.length === 0) return;
    const levels: Completed[][] = [];
    for (const node of completed) (levels[node.level] ??= []).push(node);
    const ranges = levels.flatMap((nodes, level): NodeRange[] => {
      const [first, last] = [nodes[0], nodes.at(-1)];
      return first && last ? [{ level, from: first.idx, to: last.idx + 1 }] : [];
    });
    // Joined, a page needs a dozen rows and not ten thousand; single rows are read only to name a fault.
    const joined = await this.checking.source.joinedNodes(this.log.logId, ranges);
    const wrong = ranges.filter(({ level }, i) => !joined[i]?.equals(joinedHashes(levels[level]!)));
    if (wrong.length > 0) await this.nameNodes(levels, wrong);
  }

  private async nameNodes(levels: readonly Completed[][], ranges: readonly NodeRange[]): Promise<void> {
    const stored = await this.checking.source.nodes(this.log.logId, ranges);
    let at = 0;
    for (const node of ranges.flatMap(({ level }) => levels[level]!)) {
      const found = stored[at];
      const isThere = found?.level === node.level && found.idx === node.idx;
      if (isThere) at += 1;
      if (!isThere || !found.hash.equals(node.hash)) this.nodeFault(node, isThere);
    }
  }

  /** Named by its last leaf: a node that is wrong because of a leaf must not point to a place before that leaf. */
  private nodeFault({ level, idx }: Completed, isThere: boolean): void {
    const last = (idx + 1) * 2 ** level - 1;
    const detail = `node of level ${level} at ${idx}, over entries ${idx * 2 ** level} to ${last}`;
    this.fault(last, isThere ? 'node differs' : 'node missing', detail);
  }

  private fault(index: number, fault: string, detail: string, leafHash?: Buffer): void {
    const hash = leafHash && { leafHash: leafHash.toString('hex') };
    this.checking.faults.add({ log: this.log.name, index, ...hash, fault, detail });
  }
}

const joinedHashes = (nodes: readonly Completed[]): Buffer => Buffer.concat(nodes.map((node) => node.hash));
