/**
 * Counts and keys of the entries of one file.
 * Invariant: an entry is only rejected when nothing is lost with it (it is empty, or the same as an earlier one). Two different
 * parties under one key are both kept: a listed person that is not read would be reported as delisted.
 */
import type { ListCounts, ListEntry, ListLimits, ListPart, ListWarning } from './list-entry.types';
import { ListSyntaxError } from './list.errors';

const asWarning = (warning: ListWarning): ListPart => ({ type: 'warning', warning });

export class ListTally {
  /** Keys of all entries with the beginning of their hash: enough to tell a copy, and half the memory. */
  private readonly seen = new Map<string, string>();
  private individuals = 0;
  private entities = 0;
  private rejected = 0;
  private passedOver = 0;

  constructor(private readonly limits: ListLimits) {}

  *add(entry: ListEntry, warnings: readonly ListWarning[]): Generator<ListPart> {
    const print = entry.hash.slice(0, 16);
    let sourceId = entry.sourceId;
    for (let copy = 2; this.seen.has(sourceId) && this.seen.get(sourceId) !== print; copy += 1) {
      sourceId = `${entry.sourceId}#${copy}`;
    }
    const isCopy = this.seen.has(sourceId);
    if (isCopy || sourceId !== entry.sourceId) {
      const what = isCopy ? 'is given twice with the same content' : `names another entry too; this one is ${sourceId}`;
      yield this.remark(entry, `${entry.sourceId} ${what}`);
    }
    if (isCopy) {
      this.rejected += 1;
      return;
    }
    this.seen.set(sourceId, print);
    if (this.seen.size > this.limits.entries) {
      const message = `more than ${this.limits.entries} entries`;
      throw new ListSyntaxError('TOO_MANY_ENTRIES', entry.line, 1, message);
    }
    if (entry.schema === 'Person') this.individuals += 1;
    else this.entities += 1;
    yield { type: 'entry', entry: sourceId === entry.sourceId ? entry : { ...entry, sourceId } };
    yield* warnings.map(asWarning);
  }

  *reject(...warnings: readonly ListWarning[]): Generator<ListPart> {
    this.rejected += 1;
    yield* warnings.map(asWarning);
  }

  passOver(): void {
    this.passedOver += 1;
  }

  get found(): number {
    return this.seen.size + this.rejected + this.passedOver;
  }

  get entries(): number {
    return this.seen.size;
  }

  counts(): ListCounts {
    const { individuals, entities, rejected, passedOver } = this;
    return { entries: this.seen.size, individuals, entities, rejected, passedOver };
  }

  private remark({ line, reference }: ListEntry, message: string): ListPart {
    return asWarning({
      code: 'DUPLICATE_ENTRY',
      message: message.slice(0, 400),
      line,
      ...(reference && { reference }),
    });
  }
}
