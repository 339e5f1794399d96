import fc from 'fast-check';
import { BUILT_IN_RULE_SET, ruleSetHash } from '../rules/rule-set.mapping';
import { parseRuleSet } from './rule-set-form.parser';
import { inconsistencies, mayApprove } from './rule-set.rules';
import type { EmbargoRule, RuleSetContent } from '../rules/rule-set.types';

const built = BUILT_IN_RULE_SET.content;
const json = (value: unknown): any => JSON.parse(JSON.stringify(value));
const rule = (more: Partial<EmbargoRule> = {}): EmbargoRule => ({
  id: 'V1',
  layer: 'UN',
  instrument: 'S/RES/2653 (2022)',
  paragraph: '11',
  validFrom: '2022-10-21',
  validTo: '2023-10-02',
  status: 'IN_FORCE',
  protects: 'DESIGNATED',
  goods: { inScope: ['SALW'], unknown: [] },
  exemptions: [],
  evidence: 'SOURCE',
  source: 'the resolution',
  ...more,
});
const table = (...rules: EmbargoRule[]): RuleSetContent => ({ ...built, layerOfState: {}, rules });

describe('the form of a table', () => {
  it('takes the built-in table as it is, and gives it back with the same hash', () => {
    const parsed = parseRuleSet(json(built));
    expect(parsed.ok && ruleSetHash(parsed.content)).toBe(BUILT_IN_RULE_SET.hash);
  });

  it.each<[string, (content: any) => void, string]>([
    ['a field left out', (c) => delete c.rules[1].source, '/rules/1/source MISSING'],
    ['an unknown field', (c) => (c.rules[0].note = 'x'), '/rules/0/note UNKNOWN_FIELD'],
    ['a day that does not exist', (c) => (c.rules[2].validFrom = '2023-02-29'), '/rules/2/validFrom NOT_A_DATE'],
    ['a null that is not allowed', (c) => (c.rules[0].validFrom = null), '/rules/0/validFrom NOT_A_DATE'],
    ['goods nobody knows', (c) => (c.rules[1].goods.inScope = ['GUNS']), '/rules/1/goods/inScope/0 NOT_IN_LIST'],
    ['an empty citation', (c) => (c.rules[1].instrument = ' '), '/rules/1/instrument WRONG_TYPE'],
    ['a layer in words', (c) => (c.rules[1].layer = 'Canada'), '/rules/1/layer WRONG_TYPE'],
    ['a class nobody knows', (c) => (c.consigneeWindows[0].class = 'POLICE'), '/consigneeWindows/0/class NOT_IN_LIST'],
    ['a State that is none', (c) => (c.layerOfState = { __x: 'EU' }), '/layerOfState/__x UNKNOWN_FIELD'],
    ['no list of rules', (c) => (c.rules = {}), '/rules NOT_A_LIST'],
  ])('refuses %s', (_, spoil, fault) => {
    const content = json(built);
    spoil(content);
    const parsed = parseRuleSet(content);
    expect(parsed.ok ? [] : parsed.faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([fault]);
  });

  it('answers any JSON without falling over', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseRuleSet(value).ok).toBe(false);
      }),
    );
  });
});

describe('the rows of a table among each other', () => {
  it('agree in the built-in table', () => expect(inconsistencies(built)).toEqual([]));

  it.each<[string, RuleSetContent, string]>([
    ['one id twice', table(rule(), rule({ validFrom: '2023-10-02', validTo: null })), '/rules/1/id ID_TAKEN'],
    [
      'two rows of a layer on one day',
      table(rule(), rule({ id: 'V2', validFrom: '2023-10-01', validTo: null })),
      '/rules/1/validFrom OVERLAP',
    ],
    [
      'an open row followed by another, whatever their order',
      table(rule({ id: 'V2', validFrom: '2023-10-02', validTo: null }), rule({ validTo: null })),
      '/rules/0/validFrom OVERLAP',
    ],
    ['a period that ends as it begins', table(rule({ validTo: '2022-10-21' })), '/rules/0/validTo EMPTY_PERIOD'],
    ['a ban that cites nothing', table(rule({ paragraph: null })), '/rules/0/paragraph NOT_CITED'],
    ['a ban on nothing', table(rule({ goods: { inScope: [], unknown: [] } })), '/rules/0 SAYS_NOTHING'],
    [
      'goods both in scope and not read',
      table(rule({ goods: { inScope: ['SALW'], unknown: ['SALW'] } })),
      '/rules/0/goods/unknown/0 IN_BOTH_LISTS',
    ],
    ['no UN layer', table(rule({ layer: 'CA' })), '/rules MISSING'],
    [
      'a State whose layer has no rule',
      { ...table(rule()), layerOfState: { FR: 'EU' } },
      '/layerOfState/FR LAYER_WITHOUT_RULES',
    ],
    [
      'the asset freeze lost',
      { ...table(rule()), sideRules: built.sideRules.filter(({ id }) => id !== 'ASSET_FREEZE') },
      '/sideRules MISSING',
    ],
  ])('may not have %s', (_, content, fault) => {
    expect(inconsistencies(content).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([fault]);
  });

  it('may leave a day without a row, and two layers may have rows on one day', () => {
    const later = rule({ id: 'V2', validFrom: '2024-10-18', validTo: null });
    expect(inconsistencies(table(rule(), later, rule({ id: 'CA-1', layer: 'CA' })))).toEqual([]);
  });
});

describe('an approval', () => {
  const now = new Date('2026-12-01T10:00:00Z');
  const codes = (proposedBy: number | null, by: number, from: Date): string[] => {
    const verdict = mayApprove({ status: 'PROPOSED', proposedBy }, by, from, now);
    return verdict.allowed ? [] : verdict.reasons.map(({ code }) => code);
  };
  it('is given by a second person, for now or later', () => {
    expect(codes(1, 2, now)).toEqual([]);
    expect(codes(1, 1, now)).toEqual(['SECOND_PERSON_REQUIRED']);
    expect(codes(1, 2, new Date('2026-11-30'))).toEqual(['IN_THE_PAST']);
    expect(codes(1, 1, new Date('2026-11-30'))).toEqual(['SECOND_PERSON_REQUIRED', 'IN_THE_PAST']);
  });
});
