/**
 * What a shared identifier means. Invariant: a link is always given with its reason in words and both sides as written;
 * a key that people did not write (normalised, folded) is compared but never shown.
 */
import type { IdentifierKind } from '../identifiers';
import { type Hub, type Judgement, type SharedIdentifier, type Strength, STRENGTHS, type Use } from './link.types';

interface KindOfLink {
  readonly strength: Strength;
  readonly noun: string;
  readonly exactly: string;
  /** What was set aside where the two are written differently. */
  readonly apartFrom: string;
}

const PUNCTUATION = 'spaces, punctuation and letter case';
const WORDS = 'the order of the words, accents and letter case';

/** A serial number or a box is one thing in the world; a name is borne by many. */
export const KINDS_OF_LINK: Readonly<Record<IdentifierKind, KindOfLink>> = {
  serial: { strength: 'strong', noun: 'serial number', exactly: 'exactly as marked', apartFrom: PUNCTUATION },
  container: { strength: 'strong', noun: 'container number', exactly: 'exactly as written', apartFrom: PUNCTUATION },
  bill_of_lading: { strength: 'strong', noun: 'bill of lading', exactly: 'exactly as written', apartFrom: PUNCTUATION },
  imo: { strength: 'strong', noun: 'IMO number', exactly: 'exactly as written', apartFrom: PUNCTUATION },
  awb: { strength: 'strong', noun: 'air waybill', exactly: 'exactly as written', apartFrom: PUNCTUATION },
  seal: { strength: 'medium', noun: 'seal number', exactly: 'exactly as written', apartFrom: PUNCTUATION },
  phone: { strength: 'medium', noun: 'telephone number', exactly: 'exactly as written', apartFrom: PUNCTUATION },
  document: { strength: 'medium', noun: 'document number', exactly: 'exactly as written', apartFrom: PUNCTUATION },
  vessel_name: { strength: 'weak', noun: 'vessel name', exactly: 'exactly as written', apartFrom: WORDS },
  voyage: { strength: 'weak', noun: 'voyage number', exactly: 'exactly as written', apartFrom: PUNCTUATION },
  name: { strength: 'weak', noun: 'name', exactly: 'exactly as written', apartFrom: WORDS },
};

const LOOK_ALIKES = 'O/0, I/1, S/5, B/8, Z/2';

/** Flags of a value that say something of the link, and whether they leave it weak. */
const DOUBTS: Readonly<Record<string, { readonly words: string; readonly weakens: boolean }>> = {
  UNREADABLE_CHARACTERS: { words: 'characters of it could not be read', weakens: true },
  CHARACTERS_DROPPED: { words: 'letters of another script in it were not compared', weakens: true },
  NOT_OF_THE_FORM: { words: 'it has not the form of such a number', weakens: true },
  ALL_ZERO: { words: 'zeros usually stand for "none"', weakens: true },
  SUSPICIOUS_SEQUENCE: { words: 'it looks typed to fill a form', weakens: true },
  COUNTRY_ASSUMED: { words: 'its country is assumed', weakens: true },
  COUNTRY_UNKNOWN: { words: 'its country is not known', weakens: true },
  CHECK_DIGIT_MISMATCH: { words: 'its check digit is wrong', weakens: false },
};

/** More than this many records the reader can see make an identifier a hub (reference/measured.md: degree over 200). */
export const HUB_DEGREE = 200;
/** More uses than this are not counted out by record: one record may use an identifier twice, hardly more often. */
export const HUB_USES = 2 * HUB_DEGREE;

export const keyOf = (use: Pick<Use, 'norm' | 'folded'>): string => use.folded ?? use.norm;
export const isAtLeast = (strength: Strength, least: Strength): boolean =>
  STRENGTHS.indexOf(strength) <= STRENGTHS.indexOf(least);
const weaker = (one: Strength, other: Strength): Strength => (isAtLeast(one, other) ? other : one);

const doubtsOf = (...uses: readonly Use[]): (typeof DOUBTS)[string][] =>
  [...new Set(uses.flatMap(({ flags }) => flags))].flatMap((flag) => DOUBTS[flag] ?? []);

/** Two uses with one key. Look-alikes are candidates, not equals, so they are never strong. */
export function compare(left: Use, right: Use): SharedIdentifier {
  const how = left.raw === right.raw ? 'as_written' : left.norm === right.norm ? 'normalised' : 'folded';
  const base = KINDS_OF_LINK[left.kind].strength;
  const written = how === 'folded' ? weaker(base, 'medium') : base;
  const strength = doubtsOf(left, right).some(({ weakens }) => weakens) ? 'weak' : written;
  return { kind: left.kind, key: keyOf(left), left, right, how, strength };
}

/** Why two records are linked, for a person. */
export function reasonOf({ kind, left, right, how }: Omit<SharedIdentifier, 'key' | 'strength'>): string {
  const { noun, exactly, apartFrom } = KINDS_OF_LINK[kind];
  const words = {
    as_written: `${noun} '${left.raw}' stands in both, ${exactly}`,
    normalised: `${noun} stands in both, as '${left.raw}' and as '${right.raw}': the same but for ${apartFrom}`,
    folded: `${noun} '${left.raw}' and '${right.raw}' are the same once look-alike characters (${LOOK_ALIKES}) are made one`,
  }[how];
  const doubts = doubtsOf(left, right).map((doubt) => doubt.words);
  return doubts.length === 0 ? words : `${words}; doubtful: ${doubts.join(', ')}`;
}

/** Uses by identifier: those that tie records, and hubs apart from them. */
export function groupUses(
  uses: readonly Use[],
  near: ReadonlySet<number>,
): { readonly groups: readonly (readonly Use[])[]; readonly hubs: readonly Hub[] } {
  const byKey = new Map<string, Use[]>();
  for (const use of uses) {
    const key = `${use.kind} ${keyOf(use)}`;
    const group = byKey.get(key);
    if (group) group.push(use);
    else byKey.set(key, [use]);
  }
  const groups: Use[][] = [];
  const hubs: Hub[] = [];
  for (const group of byKey.values()) {
    const others = group.filter(({ recordKey }) => !near.has(recordKey)).length;
    const isHub = others > HUB_USES || new Set(group.map(({ recordKey }) => recordKey)).size > HUB_DEGREE;
    if (!isHub) groups.push(group);
    else {
      const use = group.find(({ recordKey }) => near.has(recordKey));
      if (use) hubs.push({ kind: use.kind, key: keyOf(use), near: use });
    }
  }
  return { groups, hubs };
}

const CLOSENESS = { as_written: 0, normalised: 1, folded: 2 } as const;
/** The best first: by strength, then by how closely the two are written alike. */
export const byStrength = (one: SharedIdentifier, other: SharedIdentifier): number =>
  STRENGTHS.indexOf(one.strength) - STRENGTHS.indexOf(other.strength) ||
  CLOSENESS[one.how] - CLOSENESS[other.how] ||
  one.left.recordKey - other.left.recordKey ||
  one.right.recordKey - other.right.recordKey;

/** The identifiers that tie members to each other and to others, each pair of records once for each identifier. */
export function linksOf(members: ReadonlySet<number>, groups: readonly (readonly Use[])[]): SharedIdentifier[] {
  const best = new Map<string, SharedIdentifier>();
  for (const group of groups) {
    for (const left of group) {
      if (!members.has(left.recordKey)) continue;
      for (const right of group) {
        const isMirror = members.has(right.recordKey) && right.recordKey < left.recordKey;
        if (right.recordKey === left.recordKey || isMirror) continue;
        const link = compare(left, right);
        const pair = pairOf(link.kind, link.key, left.recordKey, right.recordKey);
        const before = best.get(pair);
        if (!before || byStrength(link, before) < 0) best.set(pair, link);
      }
    }
  }
  return [...best.values()].sort(byStrength);
}

/** One name for a pair of records and what they share, whichever of the two is on the left. */
export const pairOf = (kind: string, key: string, one: number, other: number): string =>
  `${Math.min(one, other)} ${Math.max(one, other)} ${kind} ${key}`;

/** The judgement that holds for each pair: the last one. */
export function judgementsByPair(judgements: readonly Judgement[]): ReadonlyMap<string, Judgement> {
  const inOrder = [...judgements].sort((a, b) => a.seq - b.seq);
  return new Map(inOrder.map((one) => [pairOf(one.kind, one.key, one.leftKey, one.rightKey), one]));
}
