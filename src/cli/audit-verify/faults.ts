/* Collects what is wrong. All is counted; a few of each kind are shown, so that one fault does not hide another kind. */
export interface Fault {
  /** Organisation uuid or 'system'; null when the fault belongs to no log. */
  readonly log: string | null;
  /** Position in the log, from 0; null when the fault has no place. */
  readonly index: number | null;
  readonly leafHash?: string;
  readonly fault: string;
  readonly detail: string;
}

/**
 * Exact: this entry is wrong. Range: something at or after this entry is wrong (found by a head). Aside: not the entry but
 * a head over it or a record it speaks of is wrong; a fault of the log itself explains more and is named first.
 */
export type Precision = 'exact' | 'range' | 'aside';

const SHOWN = 20;
const SHOWN_OF_A_KIND = 3;

export class FaultList {
  readonly shown: Fault[] = [];
  private readonly kinds = new Map<string, number>();
  private first: { readonly fault: Fault; readonly rank: readonly number[] } | null = null;
  private total = 0;

  constructor(private readonly logOrder: readonly string[]) {}

  get count(): number {
    return this.total;
  }

  get firstBad(): Fault | null {
    return this.first?.fault ?? null;
  }

  add(fault: Fault, precision: Precision = 'exact'): void {
    this.total += 1;
    const kind = `${fault.log} ${fault.fault}`;
    const seen = (this.kinds.get(kind) ?? 0) + 1;
    this.kinds.set(kind, seen);
    if (seen <= SHOWN_OF_A_KIND && this.shown.length < SHOWN) this.shown.push(fault);
    const rank = this.rankOf(fault, precision);
    if (!this.first || isLess(rank, this.first.rank)) this.first = { fault, rank };
  }

  private rankOf(fault: Fault, precision: Precision): readonly number[] {
    const order = fault.log === null ? -1 : this.logOrder.indexOf(fault.log);
    const unplaced = fault.index === null ? 1 : 0;
    const [aside, vague] = [precision === 'aside' ? 1 : 0, precision === 'range' ? 1 : 0];
    return [unplaced, aside, order < 0 ? Infinity : order, vague, fault.index ?? 0];
  }
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at >= 0 && a[at]! < b[at]!;
}
