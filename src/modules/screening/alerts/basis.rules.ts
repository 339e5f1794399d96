/**
 * What a judgement rests on: all values that the matcher is given of both sides, and nothing else. Remarks, addresses of persons and the
 * order in which a list writes its aliases are not among them, so a change of these leaves a dismissal as it is.
 */
import { canonicalJson } from '../../../kernel/canonical-json';
import { NAME_WEIGHTS } from '../matching/weights.cases';
import type { Feature, MatchEntity } from '../matching/matching.types';
import type { Compared, SourcedValue } from './alert.types';

const FIELDS = ['names', 'identifiers', 'birthDates', 'countries', 'genders'] as const;
export type ComparedField = 'schema' | (typeof FIELDS)[number];

/** Lists without order or repetitions; what is empty is left out. */
export function inOrder(party: MatchEntity): MatchEntity {
  const sorted = FIELDS.flatMap((field) => {
    const values = new Map((party[field] ?? []).map((value) => [canonicalJson(value), value]));
    const list = [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
    return list.length > 0 ? [[field, list] as const] : [];
  });
  return { schema: party.schema, names: [], ...Object.fromEntries(sorted) };
}

export const comparedOf = (subject: MatchEntity, entry: MatchEntity): Compared => ({
  subject: inOrder(subject),
  entry: inOrder(entry),
});

/** The one text of it. Its SHA-256 is the basis of a judgement. */
export const basisText = (compared: Compared): string => canonicalJson(compared);

const textsOf = (party: MatchEntity, field: ComparedField): string[] => {
  if (field === 'schema') return [party.schema];
  return (party[field] ?? []).map((value) => {
    if (typeof value === 'string') return value;
    return 'kind' in value ? `${value.kind} ${value.value}` : value.value;
  });
};

export interface ValueChange {
  readonly side: keyof Compared;
  readonly field: ComparedField;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Which values differ between two comparisons of one pair. */
export function changesBetween(before: Compared, after: Compared): ValueChange[] {
  return (['subject', 'entry'] as const).flatMap((side) =>
    (['schema', ...FIELDS] as const).flatMap((field): ValueChange[] => {
      const [old, now] = [textsOf(before[side], field), textsOf(after[side], field)];
      const added = now.filter((value) => !old.includes(value));
      const removed = old.filter((value) => !now.includes(value));
      return added.length + removed.length > 0 ? [{ side, field, added, removed }] : [];
    }),
  );
}

const folded = (text: string): string => text.toLowerCase();

/** As the matcher reads an identifier, near enough to tell which value it was made of: letters and figures alone. */
const plain = (text: string): string => folded(text.normalize('NFKD')).replace(/[^\p{L}\p{N}]/gu, '');
const isMadeOf = (value: string, part: string): boolean =>
  plain(value) === plain(part) || plain(value).replace(/^imo/, '') === plain(part);

const isOfName = (name: string): boolean =>
  Object.hasOwn(NAME_WEIGHTS, name) || name === 'name' || name === 'weakAlias';

/**
 * Values that counted and that stand on a source alone: to whoever does not see the source, the score would tell what it says. What a
 * feature says of names can be a part of a value, so values that contain it count; what it says of other values is one of them, or several
 * of them joined by commas. Of a value that is not recognised the source could be any of them.
 */
export function restsOn(
  features: readonly Pick<Feature, 'name' | 'query'>[],
  stated: readonly SourcedValue[],
): SourcedValue[] {
  const values = features.flatMap(({ name, query }) => {
    if (query === '') return [];
    if (isOfName(name)) return sourceOf(stated, ({ value }) => plain(value).includes(plain(query)), name === 'name');
    return query.split(', ').flatMap((part) => sourceOf(stated, ({ value }) => isMadeOf(value, part), true));
  });
  return [...new Map(values.map((each) => [each.source, each])).values()];
}

/** What is left of a whole name is not always written as in the value: such a part (`isWhole` false) rests on what its name rests on. */
function sourceOf(
  stated: readonly SourcedValue[],
  holds: (value: SourcedValue) => boolean,
  isWhole: boolean,
): SourcedValue[] {
  const holding = stated.filter(holds);
  if (holding.length === 0) return isWhole ? stated.filter(({ source }) => source !== null) : [];
  return holding.some(({ source }) => source === null) ? [] : holding.slice(0, 1);
}

/** A party without the values whose source is hidden from the reader. */
export function without(party: MatchEntity, hidden: ReadonlySet<string>): MatchEntity {
  if (hidden.size === 0) return party;
  const isShown = (value: string): boolean => !hidden.has(folded(value));
  const fields = FIELDS.flatMap((field) => {
    const shown = (party[field] ?? []).filter((each) => isShown(typeof each === 'string' ? each : each.value));
    return party[field] === undefined ? [] : [[field, shown] as const];
  });
  return { ...party, ...Object.fromEntries(fields) };
}

export const hiddenValues = (sources: readonly SourcedValue[], visible: ReadonlySet<number>): ReadonlySet<string> =>
  new Set(sources.flatMap(({ value, source }) => (source === null || visible.has(source) ? [] : [folded(value)])));
