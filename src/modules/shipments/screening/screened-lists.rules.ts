/** Which lists a run has searched: one row for each version, because a list may change while a long manifest is being screened. */
import type { SearchedList } from '../../screening';
import type { ScreenedAgainst } from './manifest-screening.types';

const keyOf = ({ id, version }: SearchedList): string => `${id} ${version}`;

export function addSearched(
  before: readonly ScreenedAgainst[],
  searched: readonly SearchedList[],
  bills: number,
): ScreenedAgainst[] {
  const all = new Map(before.map((list) => [keyOf(list), list]));
  for (const list of searched) {
    const known = all.get(keyOf(list));
    all.set(keyOf(list), { ...list, bills: (known?.bills ?? 0) + bills });
  }
  return [...all.values()];
}

/** Were all bills of a run screened against exactly these lists, each in this version? */
export const isWholly = (against: readonly ScreenedAgainst[], lists: readonly SearchedList[]): boolean =>
  against.length === lists.length &&
  new Set(against.map(({ bills }) => bills)).size <= 1 &&
  lists.every((list) => against.some((one) => keyOf(one) === keyOf(list)));
