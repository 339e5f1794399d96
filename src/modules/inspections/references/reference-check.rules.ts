/** What the reference makes of a description. Invariant: nothing is corrected; an unknown value is kept, and flagged with what is near it. */
import { referenceKey } from './reference-key.rules';
import type { ReferenceCheck, ReferenceKind, ReferenceName, WeaponDescription } from './reference.types';

const FIELDS: readonly [ReferenceCheck['field'], ReferenceKind][] = [
  ['make', 'MAKE'],
  ['model', 'MODEL'],
  ['calibre', 'CALIBRE'],
  ['type', 'TYPE'],
];
const MOST_NEAR = 3;
const MOST_REMEMBERED = 5_000;

export class FirearmReference {
  private readonly byKey: ReadonlyMap<number, ReferenceName>;
  private readonly byName = new Map<string, ReferenceName[]>();
  private readonly othersOf = new Map<number, ReferenceName[]>();
  private readonly near = new Map<string, string[]>();

  constructor(readonly names: readonly ReferenceName[]) {
    this.byKey = new Map(names.map((name) => [name.key, name]));
    for (const name of names) {
      push(this.byName, `${name.kind} ${name.nameKey}`, name);
      if (name.sameAs !== null) push(this.othersOf, name.sameAs, name);
    }
  }

  /**
   * One entry for each field that says something.
   * @param isLookedUp whether the nearest names of an unknown value are looked for, which takes a quarter of a millisecond
   */
  check(weapon: WeaponDescription, isLookedUp: (value: string) => boolean = () => true): ReferenceCheck[] {
    const make = this.find('MAKE', weapon.make)[0];
    return FIELDS.flatMap(([field, kind]) => {
      const value = weapon[field];
      return value && referenceKey(value) !== '' ? this.checkOne(field, kind, value, make, isLookedUp) : [];
    });
  }

  /** Keys of all names that mean what this one means, this one's own first: what is searched for. */
  keysOf(kind: ReferenceKind, value: string | null | undefined): string[] {
    const key = referenceKey(value);
    if (key === '') return [];
    const same = this.find(kind, value).flatMap((canonical) => [
      canonical,
      ...(this.othersOf.get(canonical.key) ?? []),
    ]);
    return [...new Set([key, ...same.map(({ nameKey }) => nameKey)])];
  }

  /** Canonical names that go by this one. Models of several makes can. */
  find(kind: ReferenceKind, value: string | null | undefined): ReferenceName[] {
    const named = this.byName.get(`${kind} ${referenceKey(value)}`) ?? [];
    return [...new Set(named.map((name) => this.canonical(name)))];
  }

  private canonical(name: ReferenceName): ReferenceName {
    return name.sameAs === null ? name : (this.byKey.get(name.sameAs) ?? name);
  }

  private checkOne(
    field: ReferenceCheck['field'],
    kind: ReferenceKind,
    value: string,
    make: ReferenceName | undefined,
    isLookedUp: (value: string) => boolean,
  ): ReferenceCheck {
    const found = this.find(kind, value);
    const fits = kind === 'MODEL' && make ? found.filter(({ makeKey }) => makeKey === make.key) : found;
    const [canonical] = fits.length > 0 ? fits : found;
    if (!canonical) {
      return {
        field,
        value,
        known: false,
        canonical: null,
        flag: 'UNKNOWN',
        nearest: isLookedUp(value) ? this.nearest(kind, value, make) : [],
        note: null,
      };
    }
    const elsewhere = fits.length === 0;
    const flag = elsewhere ? 'OF_ANOTHER_MAKE' : referenceKey(value) === canonical.nameKey ? null : 'OTHER_NAME';
    const makes = elsewhere
      ? found.flatMap(({ makeKey }) => (makeKey === null ? [] : (this.byKey.get(makeKey)?.name ?? [])))
      : [];
    return {
      field,
      value,
      known: !elsewhere,
      canonical: canonical.name,
      flag,
      nearest: makes.slice(0, MOST_NEAR),
      note: canonical.note,
    };
  }

  /** Looked for once for each spelling: a list of two thousand items names few, and a hostile one must not cost more each time it is read. */
  private nearest(kind: ReferenceKind, value: string, make: ReferenceName | undefined): string[] {
    const key = referenceKey(value);
    const asked = `${kind} ${kind === 'MODEL' ? (make?.key ?? '') : ''} ${key}`;
    const known = this.near.get(asked);
    if (known) return known;
    const found = this.search(kind, key, make);
    if (this.near.size >= MOST_REMEMBERED) this.near.clear();
    this.near.set(asked, found);
    return found;
  }

  private search(kind: ReferenceKind, key: string, make: ReferenceName | undefined): string[] {
    const inMake = (name: ReferenceName): boolean =>
      kind !== 'MODEL' || make === undefined || name.makeKey === make.key;
    const near = this.names.flatMap((name) => {
      if (name.kind !== kind || !inMake(name)) return [];
      const distance = farness(key, name.nameKey);
      return distance === undefined ? [] : [{ canonical: this.canonical(name).name, distance }];
    });
    near.sort((a, b) => a.distance - b.distance || a.canonical.localeCompare(b.canonical));
    return [...new Set(near.map(({ canonical }) => canonical))].slice(0, MOST_NEAR);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const LEAST_CONTAINED = 3;

/** Undefined if too far to be meant: a third of the characters may differ, and a name may stand within the other. */
function farness(one: string, other: string): number | undefined {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  if (shorter.length >= LEAST_CONTAINED && longer.includes(shorter))
    return 0.5 + (longer.length - shorter.length) / longer.length;
  const most = Math.max(1, Math.floor(longer.length / 3));
  if (longer.length - shorter.length > most) return undefined;
  const distance = edits(one, other);
  return distance > most ? undefined : distance;
}

/** Levenshtein distance. */
export function edits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1));
    row = next;
  }
  return row[other.length]!;
}
