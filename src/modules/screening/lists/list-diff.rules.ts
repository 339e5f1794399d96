/**
 * What a new version of a list changes.
 * Invariant: nothing is ever deleted. An entry that is absent is delisted, which is the only sign of a removal the UN list gives, and
 * one that comes back is relisted.
 */
import { allow, refuse, type Verdict } from '../../../kernel/verdict';

export interface KnownEntry {
  readonly hash: string;
  /** Day of the first version without it, yyyy-MM-dd; null while it is listed. */
  readonly delistedOn: string | null;
}

/** Source ids, each in exactly one list. */
export interface ListDiff {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  /** Listed before and absent now. */
  readonly delisted: readonly string[];
  /** Delisted before and present now, changed or not. */
  readonly relisted: readonly string[];
  /** Delisted before and still absent: their day stays. */
  readonly stillDelisted: readonly string[];
}

/** What has to be screened again. */
export const toScreen = ({ added, changed, relisted }: ListDiff): readonly string[] => [
  ...added,
  ...changed,
  ...relisted,
];

/** @param next source id to hash, for every entry of the new version */
export function diffList(previous: ReadonlyMap<string, KnownEntry>, next: ReadonlyMap<string, string>): ListDiff {
  const diff = {
    added: [] as string[],
    changed: [] as string[],
    unchanged: [] as string[],
    delisted: [] as string[],
    relisted: [] as string[],
    stillDelisted: [] as string[],
  };
  for (const [sourceId, hash] of next) {
    const known = previous.get(sourceId);
    if (!known) diff.added.push(sourceId);
    else if (known.delistedOn !== null) diff.relisted.push(sourceId);
    else if (known.hash !== hash) diff.changed.push(sourceId);
    else diff.unchanged.push(sourceId);
  }
  for (const [sourceId, { delistedOn }] of previous) {
    if (!next.has(sourceId)) (delistedOn === null ? diff.delisted : diff.stillDelisted).push(sourceId);
  }
  return diff;
}

export const DEFAULT_SHRINK = 0.9;
/** Entries. A shorter list may well be another one tomorrow. */
const SHORT_LIST = 20;

/**
 * A list that lost nearly all of its entries is a broken file more often than a decision; so is one with as many others in their place.
 * @param previousCount entries listed in the version before, without the delisted
 * @param kept those of them that are listed still
 * @param shrink share of entries whose loss is refused, 0 to 1
 */
export function shrinkVerdict(
  previousCount: number,
  newCount: number,
  {
    forced = false,
    shrink = DEFAULT_SHRINK,
    kept = newCount,
  }: { readonly forced?: boolean; readonly shrink?: number; readonly kept?: number } = {},
): Verdict {
  if (forced || previousCount <= 0) return allow;
  const left = previousCount < SHORT_LIST ? newCount : Math.min(newCount, kept);
  const lost = (previousCount - left) / previousCount;
  // Whole entries are compared: 1 - 0.9 is not 0.1 in binary, and 10 of 100 must be refused.
  if (previousCount - left < Math.round(previousCount * shrink * 1e6) / 1e6 || left >= previousCount) return allow;
  const detail =
    left < newCount
      ? `the list would keep ${left} of its ${previousCount} entries`
      : `the list would shrink from ${previousCount} to ${newCount} entries (${Math.round(lost * 100)} %)`;
  return refuse('LIST_SHRANK', detail, { previousCount, newCount, shrink });
}

/** A list made before the one that is live takes everybody off who was listed since: a mirror that stands still sends such files daily. */
export function ageVerdict(
  live: Date | null,
  next: Date | null,
  { forced = false }: { readonly forced?: boolean } = {},
): Verdict {
  if (forced || !live || !next || next >= live) return allow;
  const [from, to] = [live.toISOString().slice(0, 10), next.toISOString().slice(0, 10)];
  return refuse('LIST_OLDER', `the list was made on ${to}, the live one on ${from}`, { live: from, next: to });
}
