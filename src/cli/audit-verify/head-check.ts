import type { FaultList, Precision } from './faults';
import type { OutsideHead } from './heads-file';
import { headFault, type PinnedKeys } from './keys';
import type { HeadRow } from './source';
import type { GrowingTree } from './tree';

/*
 * Compares every head of one log with the tree while the tree grows. A wrong root cannot name the entry that was changed,
 * but the last right head before it bounds the place.
 */
export class HeadCheck {
  inside = 0;
  private rightUpTo = 0;
  private readonly outside: readonly OutsideHead[];
  private outsideAt = 0;
  private page: readonly HeadRow[] = [];
  private pageAt = 0;
  private readonly pages: AsyncIterator<readonly HeadRow[]>;

  constructor(
    private readonly log: string,
    heads: AsyncIterable<readonly HeadRow[]>,
    outside: readonly OutsideHead[],
    private readonly keys: PinnedKeys,
    private readonly faults: FaultList,
  ) {
    this.pages = heads[Symbol.asyncIterator]();
    this.outside = [...outside].sort((a, b) => a.size - b.size);
  }

  /** Must be called before the first leaf. */
  async start(): Promise<void> {
    await this.turnPage();
  }

  /** Size of the next head to compare; Infinity after the last. */
  get next(): number {
    return Math.min(this.page[this.pageAt]?.size ?? Infinity, this.outside[this.outsideAt]?.size ?? Infinity);
  }

  /** Compares all heads of the tree's present size; null for a tree that can no longer be computed. */
  async compare(tree: GrowingTree | null, size: number): Promise<void> {
    const root = tree?.root().toString('hex') ?? null;
    for (let head = this.page[this.pageAt]; head && head.size <= size; head = this.page[this.pageAt]) {
      this.inside += 1;
      const wrong = this.signatureFault(head);
      if (wrong)
        this.fault('stored head not valid', Math.max(0, head.size - 1), `head of size ${head.size}, ${wrong}`, 'aside');
      if (root) this.compareRoot('stored head', head.size, head.root.toString('hex'), root, !wrong);
      this.pageAt += 1;
      if (this.pageAt === this.page.length) await this.turnPage();
    }
    for (let head = this.outside[this.outsideAt]; head && head.size <= size; head = this.outside[this.outsideAt]) {
      if (root) this.compareRoot(`outside head in line ${head.line}`, head.size, head.root, root, true);
      this.outsideAt += 1;
    }
  }

  /** Every head that is left speaks of entries the log does not have. */
  async finish(size: number): Promise<void> {
    const outside = this.outside.slice(this.outsideAt);
    const longest = outside.at(-1);
    if (longest) {
      const detail = `the log has ${size} entries, an outside head in line ${longest.line} has ${longest.size}`;
      this.fault('log shorter than outside head', size, detail);
    }
    this.outsideAt = this.outside.length;
    for (let head = this.page[this.pageAt]; head; head = this.page[this.pageAt]) {
      this.fault('log shorter than stored head', size, `the log has ${size} entries, a stored head has ${head.size}`);
      await this.compare(null, head.size);
    }
  }

  private compareRoot(which: string, size: number, said: string, root: string, isSigned: boolean): void {
    if (said === root) {
      if (isSigned) this.rightUpTo = size;
      return;
    }
    const place = size > this.rightUpTo ? `entries ${this.rightUpTo} to ${size - 1}` : `the heads of size ${size}`;
    const at = Math.min(this.rightUpTo, Math.max(0, size - 1));
    this.fault('root differs', at, `${which} of size ${size} has another root than the leaves, look in ${place}`);
  }

  private signatureFault(head: HeadRow): string | null {
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}000Z$/.test(head.at)) return 'its time has more than milliseconds';
    const root = head.root.toString('hex');
    const signature = head.signature.toString('base64url');
    const at = `${head.at.slice(0, -4)}Z`;
    return headFault({ log: this.log, size: head.size, root, at, keyId: head.keyId, signature }, this.keys);
  }

  private fault(fault: string, index: number, detail: string, precision: Precision = 'range'): void {
    this.faults.add({ log: this.log, index, fault, detail }, precision);
  }

  private async turnPage(): Promise<void> {
    const next = await this.pages.next();
    [this.page, this.pageAt] = [next.done ? [] : next.value, 0];
  }
}
