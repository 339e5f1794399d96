import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Verdict } from '../../../kernel/verdict';
import { areCompatible, commonSchema, contradiction, mayJoin, mayWithdraw, MOST_MEMBERS } from './judgement.rules';
import type { Decision, Judged } from './judgement.types';
import { KIND_OF } from './schema-lines.cases';

const judged = (id: string, decision: Decision, left: string, right: string): Judged => ({ id, left, right, decision });
const reasonOf = (verdict: Verdict): { code: string; facts?: object } | undefined =>
  verdict.allowed ? undefined : verdict.reasons[0];
const STANDING = [
  judged('j1', 'same', 'a', 'b'),
  judged('j2', 'same', 'b', 'c'),
  judged('j3', 'not_same', 'c', 'x'),
  judged('j4', 'same', 'x', 'y'),
  judged('j5', 'unsure', 'a', 'z'),
];

describe('a judgement against what stands', () => {
  it.each<[Decision, string, string, string | undefined, string[]]>([
    ['same', 'a', 'c', undefined, []],
    ['same', 'a', 'z', undefined, []],
    ['same', 'a', 'y', 'NOT_SAME_STANDS', ['j3']],
    ['same', 'y', 'a', 'NOT_SAME_STANDS', ['j3']],
    ['same', 'c', 'x', undefined, []], // replaces the very judgement that stands between the two
    ['same', 'x', 'z', undefined, []],
    ['not_same', 'a', 'c', 'SAME_STANDS', ['j1', 'j2']],
    ['not_same', 'a', 'b', undefined, []], // replaces the only tie of the two
    ['not_same', 'a', 'y', undefined, []],
    ['unsure', 'a', 'c', undefined, []],
    ['unsure', 'a', 'y', undefined, []],
  ])('%s for %s and %s: %s %j', (decision, left, right, code, judgements) => {
    const reason = reasonOf(contradiction(STANDING, { left, right }, decision));
    expect(reason?.code).toBe(code);
    const facts = reason?.facts as { judgements: { id: string }[] } | undefined;
    expect(facts?.judgements.map(({ id }) => id) ?? []).toEqual(judgements);
  });

  it('is refused for a pair that was judged the same, if another chain ties the two as well', () => {
    const ring = [...STANDING, judged('j6', 'same', 'a', 'c')];
    const reason = reasonOf(contradiction(ring, { left: 'c', right: 'a' }, 'not_same'));
    expect(reason).toMatchObject({
      code: 'SAME_STANDS',
      facts: { judgements: [{ id: 'j2', entityIds: ['b', 'c'] }, { id: 'j1' }] },
    });
  });
});

describe('what can be one entity', () => {
  it.each([
    ['Person', 'Person', true],
    ['Company', 'Organization', true],
    ['LegalEntity', 'Company', true],
    ['Person', 'LegalEntity', true],
    ['Vessel', 'Vehicle', true],
    ['Person', 'Vessel', false],
    ['Person', 'Organization', false],
    ['Company', 'PublicBody', false],
    ['Vessel', 'Airplane', false],
    ['Address', 'Person', false],
    ['constructor', 'Person', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(areCompatible(one, other)).toBe(expected);
    expect(areCompatible(other, one)).toBe(expected);
  });

  it('asks every member of both clusters, since what fits an ancestor need not fit its other descendants', () => {
    const member = (id: string, schema: string): { id: string; schema: string } => ({ id, schema });
    const verdict = mayJoin([member('a', 'LegalEntity'), member('b', 'Person')], [member('c', 'Company')]);
    expect(reasonOf(verdict)).toMatchObject({
      code: 'SCHEMATA_DIFFER',
      facts: { entities: [{ id: 'b', schema: 'Person' }, { id: 'c' }] },
    });
    expect(mayJoin([member('a', 'LegalEntity')], [member('c', 'Company')]).allowed).toBe(true);
  });

  it('is exported as the most specific of its schemata', () => {
    expect(commonSchema(['LegalEntity', 'Company', 'Organization'])).toBe('Company');
    expect(commonSchema(['Person'])).toBe('Person');
  });

  it('stays below the size at which it must be a mistake', () => {
    const crowd = (from: number, to: number): { id: string; schema: string }[] =>
      Array.from({ length: to - from }, (_, i) => ({ id: `e${from + i}`, schema: 'Person' }));
    expect(mayJoin(crowd(0, MOST_MEMBERS - 1), crowd(500, 501)).allowed).toBe(true);
    expect(reasonOf(mayJoin(crowd(0, MOST_MEMBERS), crowd(500, 501)))?.code).toBe('CLUSTER_TOO_LARGE');
    const whole = crowd(0, MOST_MEMBERS);
    expect(mayJoin(whole, whole).allowed).toBe(true); // a second tie within one cluster adds nobody
  });

  const file = join(
    process.env.LAMBI_SHARED_DATA ?? resolve(__dirname, '../../../../../shared/data'),
    'ftm/defaultModel_4.5.2.json',
  );
  (existsSync(file) ? it : it.skip)('follows the model of FollowTheMoney', () => {
    const { schemata } = JSON.parse(readFileSync(file, 'utf8')) as { schemata: Record<string, { extends: string[] }> };
    expect(Object.entries(KIND_OF).filter(([schema, parent]) => !schemata[schema]!.extends.includes(parent))).toEqual(
      [],
    );
  });
});

describe('a withdrawal', () => {
  it.each([
    ['the last word', { id: 'j1', decision: 'same' }, true],
    ['one that another came after', { id: 'j2', decision: 'same' }, false],
    ['a withdrawal', { id: 'j1', decision: 'withdrawn' }, false],
    ['nothing', undefined, false],
  ])('of %s', (_, last, allowed) => {
    expect(mayWithdraw('j1', last).allowed).toBe(allowed);
  });
});
