import type { MatchEntity, MatchName } from '../matching/matching.types';
import {
  type ExtendedFacts,
  EXTENSIONS,
  type ExtensionQuery,
  EXTRA_PROPERTIES,
  type ExtraProperty,
  type PartyProperty,
} from './extension.types';
import type { NamedId } from './reconciliation.types';

export interface ExtensionAnswer {
  readonly meta: readonly NamedId[];
  readonly rows: Readonly<Record<string, Readonly<Record<string, readonly { readonly str: string }[]>>>>;
}

const named = (name: string | MatchName): MatchName => (typeof name === 'string' ? { value: name } : name);

const VALUES: Readonly<Record<PartyProperty, (party: MatchEntity) => readonly string[]>> = {
  name: ({ names }) => names.slice(0, 1).map((name) => named(name).value),
  alias: ({ names }) =>
    names
      .slice(1)
      .map(named)
      .filter(({ quality }) => quality !== 'weak')
      .map(({ value }) => value),
  weakAlias: ({ names }) =>
    names
      .slice(1)
      .map(named)
      .filter(({ quality }) => quality === 'weak')
      .map(({ value }) => value),
  birthDate: ({ birthDates }) => birthDates ?? [],
  country: ({ countries }) => countries ?? [],
  gender: ({ genders }) => genders ?? [],
  identifier: ({ identifiers }) => (identifiers ?? []).map(({ kind, value }) => `${kind}: ${value}`),
};

const EXTRA: ReadonlySet<string> = new Set(EXTRA_PROPERTIES.map(({ id }) => id));
const NAMES = new Map<string, string>(EXTENSIONS.map(({ id, name }) => [id, name]));

/** A row for each identifier asked for: one that is unknown, or no longer visible, has empty cells. */
export function extensionOf({ ids, properties }: ExtensionQuery, found: readonly ExtendedFacts[]): ExtensionAnswer {
  const factsOf = new Map(found.map((facts) => [facts.id, facts]));
  return {
    meta: properties.map((id) => ({ id, name: NAMES.get(id) ?? id })),
    rows: Object.fromEntries(
      ids.map((id) => [id, Object.fromEntries(properties.map((each) => [each, cellsOf(each, factsOf.get(id))]))]),
    ),
  };
}

function cellsOf(property: string, facts: ExtendedFacts | undefined): { str: string }[] {
  if (!facts || !NAMES.has(property)) return [];
  const values = EXTRA.has(property)
    ? [facts.more[property as ExtraProperty] ?? null]
    : VALUES[property as PartyProperty](facts.party);
  return values.flatMap((value) => (value === null ? [] : [{ str: value }]));
}
