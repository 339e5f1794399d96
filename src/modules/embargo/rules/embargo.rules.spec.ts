import fc from 'fast-check';
import { OUTCOMES } from './assessment.types';
import { EMBARGO_CASES } from './embargo.cases';
import { assess } from './embargo.rules';
import { GOODS_CATEGORIES, PARTY_CLASSES, PARTY_ROLES, PURPOSES, type EmbargoCase, type Party } from './embargo.types';
import { BUILT_IN_RULE_SET, sealRuleSet } from './rule-set.mapping';

const severity = (input: EmbargoCase): number => OUTCOMES.indexOf(assess(input, BUILT_IN_RULE_SET).outcome);

describe('the case table', () => {
  it('has at least sixty rows with titles of their own', () => {
    expect(EMBARGO_CASES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(EMBARGO_CASES.map(({ title }) => title)).size).toBe(EMBARGO_CASES.length);
  });
  it.each(EMBARGO_CASES)('$title', ({ input, outcome, flags, national }) => {
    const answer = assess(input, BUILT_IN_RULE_SET);
    expect(answer.outcome).toBe(outcome);
    expect(answer.flags.map(({ code }) => code).sort()).toEqual([...flags].sort());
    if (national)
      expect(Object.fromEntries(answer.national.map((layer) => [layer.layer, layer.outcome]))).toEqual(national);
  });
  it('reads the law as of another day, but an approval still has to precede the shipment', () => {
    const armour = EMBARGO_CASES.find(({ title }) => title === 'body armour the day before the widening')!.input;
    expect(assess(armour, BUILT_IN_RULE_SET, { asOf: '2024-10-18' })).toMatchObject({
      outcome: 'PROHIBITED_UNLESS_APPROVED',
      law: { reading: 'AS_OF', date: '2024-10-18' },
    });
    const late = EMBARGO_CASES.find(({ title }) => title === 'approved one day late')!.input;
    expect(assess(late, BUILT_IN_RULE_SET, { asOf: '2025-05-01' }).outcome).toBe('PROHIBITED');
  });
  it('changes its hash with any word of the table', () => {
    const { content, hash } = BUILT_IN_RULE_SET;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(sealRuleSet({ ...content })).toEqual(BUILT_IN_RULE_SET);
    expect(sealRuleSet({ ...content, version: 'x' }).hash).not.toBe(hash);
  });
  it('covers every day of every layer exactly once', () => {
    const { rules } = BUILT_IN_RULE_SET.content;
    for (const layer of new Set(rules.map((rule) => rule.layer))) {
      const rows = rules.filter((rule) => rule.layer === layer);
      expect(rows[0]!.validFrom).toBe('0001-01-01');
      rows.forEach((rule, at) => expect(rule.validTo).toBe(rows[at + 1]?.validFrom ?? null));
    }
  });
});

const dates = fc
  .date({ min: new Date('2022-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const optional = { requiredKeys: [] as [] };
const parties: fc.Arbitrary<Party> = fc.record(
  {
    name: fc.constantFrom('A', 'B'),
    class: fc.constantFrom(...PARTY_CLASSES),
    role: fc.constantFrom(...PARTY_ROLES),
    listStatus: fc.constantFrom('LISTED' as const, 'NOT_LISTED' as const, 'UNKNOWN' as const),
    listings: fc.array(fc.record({ listedOn: dates, delistedOn: dates }, optional), { maxLength: 2 }),
    commandProof: fc.constant('proof'),
    supportsGangViolence: fc.boolean(),
  },
  optional,
);
const goods = fc.record(
  {
    category: fc.constantFrom(...GOODS_CATEGORIES),
    lethal: fc.boolean(),
    quantity: fc.nat(20),
    partsOf: fc.constantFrom('SALW' as const, 'OTHER' as const),
  },
  optional,
);
const cases: fc.Arbitrary<EmbargoCase> = fc.record(
  {
    shipmentDate: fc.oneof({ weight: 9, arbitrary: dates }, fc.string()),
    goods: fc.array(goods, { maxLength: 3 }),
    supplierState: fc.constantFrom('CA', 'FR', 'HK', 'AU', 'GB', 'US', '__proto__', 'constructor'),
    consignee: parties,
    endUser: parties,
    parties: fc.array(parties, { maxLength: 2 }),
    endUse: fc.record(
      { purpose: fc.constantFrom(...PURPOSES), usedByOrWithBody: fc.boolean(), solelyPeaceAndStability: fc.boolean() },
      optional,
    ),
    committeeDecision: fc.record(
      {
        date: dates,
        expiry: dates,
        scope: fc.record(
          {
            categories: fc.subarray([...GOODS_CATEGORIES]),
            quantity: fc.nat(60),
            consignee: fc.constantFrom('A', 'B'),
          },
          optional,
        ),
      },
      optional,
    ),
    foundWith: parties,
  },
  optional,
);
const many = { numRuns: 500 };

describe('whatever the case', () => {
  it('answers, the same each time, and names a paragraph or says why none applies', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const answer = assess(input, BUILT_IN_RULE_SET);
        expect(assess(input, BUILT_IN_RULE_SET)).toEqual(answer);
        for (const layer of [answer.un, ...answer.national]) {
          expect(OUTCOMES).toContain(layer.outcome);
          expect(layer.appliedParagraphs.length > 0 || (layer.noParagraphBecause ?? '').length > 0).toBe(true);
        }
      }),
      many,
    );
  });
  it('never says a supply is free after the last confirmed day', () => {
    const later = dates.filter((day) => day >= '2026-10-17');
    fc.assert(
      fc.property(cases, later, (input, shipmentDate) => {
        const answer = assess({ ...input, shipmentDate }, BUILT_IN_RULE_SET);
        for (const { outcome } of [answer.un, ...answer.national]) expect(outcome).toBe('NEEDS_LEGAL_CONFIRMATION');
      }),
    );
  });
  it('is never milder for one designated party more', () => {
    const listed: Party = { class: 'INDIVIDUAL', role: 'OWNER', listings: [{ listedOn: '2022-10-21' }] };
    fc.assert(
      fc.property(cases, (input) => {
        expect(severity({ ...input, parties: [...(input.parties ?? []), listed] })).toBeGreaterThanOrEqual(
          severity(input),
        );
      }),
      many,
    );
  });
});
