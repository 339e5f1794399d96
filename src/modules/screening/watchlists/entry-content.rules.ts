/** A list entry as it is stored: what is empty is left out, and comes back when it is read. */
import type { ListEntry } from '../lists/list-entry.types';

export type EntryContent = Partial<ListEntry> & Pick<ListEntry, 'sourceId' | 'schema' | 'names'>;

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

const withoutEmpty = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => !isEmpty(each))
      .map(([key, each]) => [key, withoutEmpty(each)]),
  );
};

/** Hash and line are of the file and not of the entry: the hash has a column of its own. */
export function toContent({ hash: _hash, line: _line, ...entry }: ListEntry): EntryContent {
  return { names: [], ...(withoutEmpty(entry) as Partial<EntryContent>) } as EntryContent;
}
