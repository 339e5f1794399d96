/** What a run has learnt of names: the same consignee stands on many bills, and is scored once for each state of the lists. */
import type { ScreeningHit, SearchedList } from '../../screening';

/** Names without a hit are remembered too; beyond this the run forgets and asks again, so that memory does not grow with the bills. */
const MOST_NAMES = 50_000;
const NOTHING: readonly ScreeningHit[] = [];

export class NamesMet {
  private readonly known = new Map<string, readonly ScreeningHit[]>();
  private lists = '';

  /** Which of the names have to be screened, now that these lists are live. */
  unknown(lists: readonly SearchedList[], names: ReadonlySet<string>): string[] {
    const state = lists.map(({ id, version }) => `${id} ${version}`).join();
    if (state !== this.lists || this.known.size > MOST_NAMES) this.known.clear();
    this.lists = state;
    return [...names].filter((name) => !this.known.has(name));
  }

  learn(names: readonly string[], hits: ReadonlyMap<string, readonly ScreeningHit[]>): void {
    for (const name of names) this.known.set(name, hits.get(name) ?? NOTHING);
  }

  of(name: string): readonly ScreeningHit[] {
    return this.known.get(name) ?? NOTHING;
  }
}
