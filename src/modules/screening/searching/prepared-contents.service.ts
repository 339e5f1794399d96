import { Injectable } from '@nestjs/common';
import type { PreparedEntity } from '../matching/matching.types';
import { prepare } from '../matching/prepare.rules';
import { partyOf } from '../watchlists/entry-party.rules';
import { CandidatesRepository, type ListedContent } from './candidates.repository';

/** A wording of an entry, ready to be compared. */
export interface PreparedContent {
  readonly content: Omit<ListedContent, 'content'>;
  readonly party: PreparedEntity;
}

/** About 4 kB each. */
const MOST_KEPT = 20_000;

/**
 * Wordings never change, so what was read and prepared once stays true. Invariant: nothing is taken from here but what the database has just
 * named to the one who asks: what is kept says nothing of who may see it.
 */
@Injectable()
export class PreparedContents {
  private readonly kept = new Map<number, PreparedContent>();

  constructor(private readonly repository: CandidatesRepository) {}

  async of(keys: readonly number[]): Promise<ReadonlyMap<number, PreparedContent>> {
    const found = new Map<number, PreparedContent>();
    const missing: number[] = [];
    for (const key of new Set(keys)) {
      const known = this.kept.get(key);
      if (known) found.set(key, known);
      else missing.push(key);
    }
    if (missing.length === 0) return found;
    for (const { content, ...rest } of await this.repository.contents(missing)) {
      const prepared = { content: rest, party: prepare(partyOf(content)) };
      found.set(rest.key, prepared);
      this.keep(rest.key, prepared);
    }
    return found;
  }

  /** The oldest half goes when it is full: cheaper than keeping an order of use, and as good for lists that are searched again and again. */
  private keep(key: number, prepared: PreparedContent): void {
    if (this.kept.size >= MOST_KEPT) {
      for (const old of [...this.kept.keys()].slice(0, MOST_KEPT / 2)) this.kept.delete(old);
    }
    this.kept.set(key, prepared);
  }
}
