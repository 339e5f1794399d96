import { identifierKinds, type IdentifierKind, parseIdentifier } from '../identifiers';
import {
  compare,
  groupUses,
  HUB_DEGREE,
  HUB_USES,
  judgementsByPair,
  KINDS_OF_LINK,
  linksOf,
  pairOf,
  reasonOf,
} from './link.rules';
import type { Judgement, Strength, Use } from './link.types';

/** A use as the database would give it, parsed by the real parser. */
const use = (recordKey: number, kind: IdentifierKind, raw: string): Use => {
  const { normalised, folded, flags } = parseIdentifier(kind, raw);
  return {
    recordKey,
    kind,
    raw,
    norm: normalised,
    folded: folded ?? null,
    pointer: `/${kind}`,
    flags: flags.map(({ code }) => code),
  };
};

describe('what a shared identifier means', () => {
  it('is decided for every kind', () => {
    expect(Object.keys(KINDS_OF_LINK).sort()).toEqual([...identifierKinds].sort());
  });

  it.each<[IdentifierKind, string, string, Strength, string]>([
    ['serial', 'A1-93427-18', 'A1-93427-18', 'strong', "serial number 'A1-93427-18' stands in both, exactly as marked"],
    [
      'serial',
      'A1-93427-18',
      'a1 93427 18',
      'strong',
      "serial number stands in both, as 'A1-93427-18' and as 'a1 93427 18': the same but for spaces, punctuation and letter case",
    ],
    [
      'serial',
      'BO123',
      '80123',
      'medium',
      "serial number 'BO123' and '80123' are the same once look-alike characters (O/0, I/1, S/5, B/8, Z/2) are made one",
    ],
    [
      'serial',
      'AB??47',
      'AB47',
      'weak',
      "serial number stands in both, as 'AB??47' and as 'AB47': the same but for spaces, punctuation and letter case; doubtful: characters of it could not be read",
    ],
    [
      'container',
      'ASJU5884650',
      'ASJU5884650',
      'strong',
      "container number 'ASJU5884650' stands in both, exactly as written",
    ],
    [
      'container',
      'ASJU5884651',
      'ASJU5884651',
      'strong',
      "container number 'ASJU5884651' stands in both, exactly as written; doubtful: its check digit is wrong",
    ],
    [
      'container',
      'CONT1',
      'CONT1',
      'weak',
      "container number 'CONT1' stands in both, exactly as written; doubtful: it has not the form of such a number",
    ],
    ['imo', '9074729', '9074729', 'strong', "IMO number '9074729' stands in both, exactly as written"],
    ['bill_of_lading', 'RND-024', 'RND-024', 'strong', "bill of lading 'RND-024' stands in both, exactly as written"],
    ['seal', 'SML70418', 'SML70418', 'medium', "seal number 'SML70418' stands in both, exactly as written"],
    ['voyage', '024W', '024W', 'weak', "voyage number '024W' stands in both, exactly as written"],
    [
      'name',
      'Jean-Baptiste Pierre',
      'PIERRE, Jean Baptiste',
      'weak',
      "name stands in both, as 'Jean-Baptiste Pierre' and as 'PIERRE, Jean Baptiste': the same but for the order of the words, accents and letter case",
    ],
  ])('%s %s, %s: %s', (kind, one, other, strength, reason) => {
    const link = compare(use(1, kind, one), use(2, kind, other));
    expect(link.strength).toBe(strength);
    expect(reasonOf(link)).toBe(reason);
  });
});

describe('the links of a case', () => {
  const uses = [
    use(1, 'serial', 'A1-93427'),
    use(2, 'serial', 'A1 93427'),
    use(3, 'serial', 'AI-93427'),
    use(1, 'name', 'Jean Pierre'),
    use(4, 'name', 'Pierre Jean'),
    use(3, 'phone', '+509 3701 2345'),
    use(4, 'phone', '+509 3701 2345'),
  ];
  const { groups } = groupUses(uses, new Set([1, 2]));

  it('tie members to each other once and to others, the strongest first; others among themselves are left out', () => {
    const links = linksOf(new Set([1, 2]), groups).map(({ kind, left, right, strength }) => [
      kind,
      left.recordKey,
      right.recordKey,
      strength,
    ]);
    expect(links).toEqual([
      ['serial', 1, 2, 'strong'],
      ['serial', 1, 3, 'medium'],
      ['serial', 2, 3, 'medium'],
      ['name', 1, 4, 'weak'],
    ]);
  });

  it('show the closest of several spellings', () => {
    const twice = groupUses([use(1, 'serial', 'S0'), use(2, 'serial', 'SO'), use(2, 'serial', 'S-0')], new Set([1]));
    expect(linksOf(new Set([1]), twice.groups)).toMatchObject([{ how: 'normalised', right: { raw: 'S-0' } }]);
  });

  it.each([
    [HUB_DEGREE, 1, 0],
    [HUB_DEGREE + 1, 0, 1],
  ])('in %i records an identifier makes %i group and %i hub', (records, groupCount, hubCount) => {
    const many = Array.from({ length: records }, (_, i) => use(i + 1, 'container', 'SMLU4815164'));
    const found = groupUses(many, new Set([7]));
    expect([found.groups.length, found.hubs.length]).toEqual([groupCount, hubCount]);
    expect(found.hubs.map(({ near }) => near.recordKey)).toEqual(hubCount ? [7] : []);
  });

  it.each([
    [HUB_USES, 1],
    [HUB_USES + 1, 0],
  ])('%i uses by one other record make %i group: more are read of no identifier', (uses, groupCount) => {
    const many = Array.from({ length: uses }, () => use(2, 'serial', 'LOT-7'));
    expect(groupUses([use(1, 'serial', 'LOT-7'), ...many], new Set([1])).groups).toHaveLength(groupCount);
  });
});

describe('judgements', () => {
  const judgement = (seq: number, verdict: Judgement['verdict'], leftKey = 1, rightKey = 2): Judgement => ({
    seq,
    leftKey,
    rightKey,
    kind: 'serial',
    key: 'A193427',
    value: 'A1-93427',
    verdict,
    reason: 'photographs compared',
  });

  it('hold for a pair whichever way it is written, and the last one counts', () => {
    const byPair = judgementsByPair([judgement(1, 'REJECTED', 2, 1), judgement(0, 'CONFIRMED')]);
    expect(byPair.get(pairOf('serial', 'A193427', 1, 2))?.verdict).toBe('REJECTED');
    expect(byPair.size).toBe(1);
  });

  it('say nothing of another kind or another record', () => {
    const byPair = judgementsByPair([judgement(0, 'REJECTED')]);
    expect(byPair.get(pairOf('seal', 'A193427', 1, 2))).toBeUndefined();
    expect(byPair.get(pairOf('serial', 'A193427', 1, 3))).toBeUndefined();
  });
});
