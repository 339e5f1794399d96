/** A field that two versions of a bill state differently. Absent counts as null. */
export interface FieldDifference {
  /** JSON Pointer (RFC 6901) into the bill. */
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A whole party or container that came or went is one difference, not one for each of its fields. */
export function differencesBetween(before: unknown, after: unknown, pointer = ''): readonly FieldDifference[] {
  const [old, now]: [unknown, unknown] = [before ?? null, after ?? null];
  if (isObject(old) && isObject(now)) {
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
    return names.flatMap((name) => differencesBetween(old[name], now[name], `${pointer}/${escaped(name)}`));
  }
  if (isList(old) && isList(now) && [...old, ...now].some(isObject)) {
    const longer = old.length > now.length ? old : now;
    return longer.flatMap((_, i) => differencesBetween(old[i], now[i], `${pointer}/${i}`));
  }
  return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ pointer, before: old, after: now }];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
