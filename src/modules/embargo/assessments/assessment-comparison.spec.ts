import { differences } from './assessment-comparison.rules';
import { caseOf, mergeCase } from '../rules/case-merge.rules';
import { EMBARGO_CASES } from '../rules/embargo.cases';
import { assess } from '../rules/embargo.rules';
import { positionOf } from './gap.rules';
import { BUILT_IN_RULE_SET, sealRuleSet } from '../rules/rule-set.mapping';

const armour = EMBARGO_CASES.find(
  ({ title }) => title === 'body armour from Canada before its amendment: a gap',
)!.input;

describe('two answers to one case', () => {
  it.each(EMBARGO_CASES)('do not differ if the table is the same: $title', ({ input }) => {
    const answer = assess(input, BUILT_IN_RULE_SET);
    const kept = JSON.parse(JSON.stringify(answer)) as typeof answer;
    expect(differences(kept, assess(input, BUILT_IN_RULE_SET))).toEqual([]);
  });

  it('differ in what a lawyer would call a change, and not in the name of a row', () => {
    const { content } = BUILT_IN_RULE_SET;
    const change = (more: object) =>
      sealRuleSet({ ...content, rules: content.rules.map((rule) => (rule.id === 'V4' ? { ...rule, ...more } : rule)) });
    const before = assess(armour, BUILT_IN_RULE_SET);
    expect(differences(before, assess(armour, change({ id: 'V4a' })))).toEqual([]);
    expect(differences(before, assess(armour, change({ paragraph: null })))).toEqual([
      {
        what: 'paragraphs',
        before: 'S/RES/2752 (2024) para 2',
        after: 'S/RES/2752 (2024) para not confirmed',
      },
    ]);
    expect(
      differences(before, assess(armour, change({ goods: { inScope: [], unknown: ['NON_LETHAL_MIL'] } }))),
    ).toEqual([
      { what: 'outcome', before: 'PROHIBITED_UNLESS_APPROVED', after: 'NEEDS_LEGAL_CONFIRMATION' },
      { what: 'gap CA', before: 'NATIONAL_MILDER', after: null },
    ]);
  });
});

describe('the position of a layer', () => {
  it('is the paragraph the outcome rests on, or why there is none', () => {
    const { un, national } = assess(armour, BUILT_IN_RULE_SET);
    expect(positionOf(un)).toMatchObject({ rule: 'V4', instrument: 'S/RES/2752 (2024)', paragraph: '2' });
    expect(positionOf(national[0]!)).toMatchObject({ rule: 'CA-1', paragraph: null, because: expect.any(String) });
    const free = assess({ ...armour, shipmentDate: '2022-01-01' }, BUILT_IN_RULE_SET);
    expect(positionOf(free.un)).toEqual({
      outcome: 'NOT_PROHIBITED',
      rule: 'V0',
      instrument: null,
      paragraph: null,
      because: 'no embargo of this layer before 2022-10-21',
    });
  });
});

describe('what is stated over a known case', () => {
  const known = { goods: [{ category: 'UNKNOWN' }], consignee: { name: 'A', class: 'UNKNOWN' }, flagState: 'PA' };

  it.each<[string, object, object]>([
    ['adds a field to a party', { consignee: { class: 'CHURCH' } }, { consignee: { name: 'A', class: 'CHURCH' } }],
    ['replaces a list by a list', { goods: [{ category: 'SALW' }] }, { goods: [{ category: 'SALW' }] }],
    ['adds what was not known', { supplierState: 'US' }, { supplierState: 'US' }],
    ['says nothing by null', { flagState: null, consignee: { name: null } }, {}],
    ['may say nothing', {}, {}],
  ])('%s', (_, stated, changed) => {
    expect(mergeCase(known, stated as Record<string, unknown>)).toEqual({ ...known, ...changed });
  });

  it('leaves the known case as it was', () => {
    const before = JSON.stringify(known);
    mergeCase(known, { consignee: { class: 'CHURCH' }, goods: [] });
    expect(JSON.stringify(known)).toBe(before);
  });

  it('comes in a request without what is of the request', () => {
    expect(caseOf({ ...known, asOf: '2024-01-01', shipmentId: 'x', exemptionId: 'y', classification: 'z' })).toEqual(
      known,
    );
    expect(caseOf([known])).toEqual([known]);
  });
});
