import { OUTCOMES, type AppliedParagraph, type GoodsResult, type LayerResult, type Outcome } from './assessment.types';
import type { GoodsItem } from './embargo.types';
import { approvalExemption, nonLethalExemption, standingExemption, type Found } from './exemption.rules';
import { within, type CaseFacts, type Missing } from './facts.rules';
import type { EmbargoRule, RuleSetContent } from './rule-set.types';

interface ItemFinding {
  readonly outcome: Outcome;
  readonly step: string;
  readonly finding: string;
  readonly cites?: { readonly instrument: string; readonly paragraph: string | null };
}

export const hardest = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.reduce<Outcome>(
    (worst, one) => (OUTCOMES.indexOf(one) > OUTCOMES.indexOf(worst) ? one : worst),
    'NOT_PROHIBITED',
  );

/** One layer by the procedure of domain 1.5. Layers never see each other. */
export function assessLayer(layer: string, facts: CaseFacts, content: RuleSetContent, missing: Missing): LayerResult {
  const { lawDate } = facts;
  const rule =
    lawDate === null
      ? undefined
      : content.rules.find((row) => row.layer === layer && within(lawDate, row.validFrom, row.validTo));
  if (!rule) {
    const because =
      lawDate === null ? 'the day of shipment is not known' : `no rule of ${layer} is recorded for this day`;
    const goods = facts.goods.map((item, index) => result(item, index, 'NEEDS_LEGAL_CONFIRMATION'));
    return {
      layer,
      rule: null,
      outcome: 'NEEDS_LEGAL_CONFIRMATION',
      goods,
      appliedParagraphs: [],
      noParagraphBecause: because,
    };
  }
  const found = facts.goods.map((item, at) => assessItem(item, at, facts, rule, content, missing));
  const goods = facts.goods.map((item, index) => result(item, index, found[index]!.outcome));
  const applied = rule.status === 'IN_FORCE' ? paragraphs(rule, found) : [];
  const noParagraphBecause = applied.length > 0 ? null : found[0]!.finding;
  return {
    layer,
    rule: rule.id,
    outcome: hardest(goods.map(({ outcome }) => outcome)),
    goods,
    appliedParagraphs: applied,
    noParagraphBecause,
  };
}

const result = (item: GoodsItem, index: number, outcome: Outcome): GoodsResult => ({
  index,
  category: item.category ?? 'UNKNOWN',
  outcome,
});

function paragraphs(rule: EmbargoRule, found: readonly ItemFinding[]): AppliedParagraph[] {
  const { id, instrument, paragraph } = rule;
  const scope =
    rule.protects === 'DESIGNATED' ? 'protects against designated parties only' : 'covers the whole of Haiti';
  const steps: AppliedParagraph[] = [
    { step: '2', rule: id, instrument, paragraph, finding: `in force on this day; ${scope}` },
  ];
  const seen = new Set<string>();
  for (const { step, finding, cites } of found) {
    if (seen.has(`${step} ${finding}`)) continue;
    seen.add(`${step} ${finding}`);
    steps.push({
      step,
      rule: id,
      instrument: cites?.instrument ?? instrument,
      paragraph: cites?.paragraph ?? paragraph,
      finding,
    });
  }
  return [...steps.slice(0, 1), ...steps.slice(1).sort((a, b) => (a.step < b.step ? -1 : a.step > b.step ? 1 : 0))];
}

type Scope = 'IN' | 'OUT' | 'UNKNOWN_FACT' | 'UNKNOWN_LAW';

function scopeOf(item: GoodsItem, at: number, { goods }: EmbargoRule, missing: Missing): Scope {
  const category = item.category ?? 'UNKNOWN';
  if (category === 'UNKNOWN') return 'UNKNOWN_FACT';
  if (goods.inScope.includes(category)) return 'IN';
  if (goods.unknown.includes(category)) return 'UNKNOWN_LAW';
  if (category !== 'PARTS' || item.partsOf === 'OTHER' || !goods.inScope.includes('SALW')) return 'OUT';
  if (item.partsOf === 'SALW') return 'IN';
  missing.push({
    fact: `/goods/${at}/partsOf`,
    why: 'parts of small arms are in scope, others not',
    settledBy: 'technical description',
  });
  return 'UNKNOWN_FACT';
}

function assessItem(
  item: GoodsItem,
  at: number,
  facts: CaseFacts,
  rule: EmbargoRule,
  content: RuleSetContent,
  missing: Missing,
): ItemFinding {
  const is = (outcome: Outcome, step: string, finding: string, cites?: ItemFinding['cites']): ItemFinding => ({
    outcome,
    step,
    finding,
    cites,
  });
  if (rule.status === 'NO_BAN') return is('NOT_PROHIBITED', '3a', `no embargo of this layer before ${rule.validTo}`);
  if (rule.status === 'UNKNOWN')
    return is('NEEDS_LEGAL_CONFIRMATION', '2', `the law of this day is not confirmed: ${rule.source}`);
  const scope = scopeOf(item, at, rule, missing);
  const out = is('OUT_OF_EMBARGO_SCOPE', '4', `${item.category ?? 'UNKNOWN'} is outside the goods of ${rule.id}`);
  const lawUnread = is(
    'NEEDS_LEGAL_CONFIRMATION',
    '4',
    `whether ${rule.id} covers ${item.category ?? 'UNKNOWN'} was not read`,
  );
  const unclassified = is(
    'EVIDENCE_REQUIRED',
    '4',
    'the goods are not classified: whether they are in scope is not known',
  );
  const targeted = (): ItemFinding => {
    const listed = facts.recipients.some(({ designated }) => designated === 'YES');
    const doubtful =
      facts.recipients.length === 0 || facts.recipients.some(({ designated }) => designated === 'UNKNOWN');
    if (!listed && !doubtful) return is('NOT_PROHIBITED', '3a', 'no designated party takes part');
    if (scope === 'OUT') return out;
    if (!listed) return is('EVIDENCE_REQUIRED', '3', 'whether a party was designated on this day is not known');
    if (scope === 'UNKNOWN_FACT') return unclassified;
    return scope === 'IN' ? is('PROHIBITED', '3', 'to or for the benefit of a designated party') : lawUnread;
  };
  if (rule.protects === 'DESIGNATED') return targeted();
  if (scope === 'OUT') return out;
  if (scope === 'UNKNOWN_FACT') return unclassified;
  if (scope === 'UNKNOWN_LAW') return lawUnread;
  return exempted(item, at, facts, rule, content, missing);
}

/** Steps 5 to 8. A lacking proof of one exemption does not bar another. */
function exempted(
  item: GoodsItem,
  at: number,
  facts: CaseFacts,
  rule: EmbargoRule,
  content: RuleSetContent,
  missing: Missing,
): ItemFinding {
  const standing = standingExemption(facts, rule, content.consigneeWindows, missing);
  const notes: Missing = [];
  const nonLethal = nonLethalExemption(facts, rule, item, at, notes);
  const approval = approvalExemption(facts, rule, item, notes);
  const as = (outcome: Outcome, step: string, { why, exemption }: Found): ItemFinding => ({
    outcome,
    step,
    finding: why,
    cites: exemption,
  });
  if (standing.finding === 'MET') return as('EXEMPT_STANDING', '5', standing);
  missing.push(...notes);
  if (nonLethal.finding === 'MET') return as('EXEMPT_NON_LETHAL', '6', nonLethal);
  if (approval.finding === 'MET') return as('EXEMPT_APPROVED', '7', approval);
  if (standing.finding === 'EVIDENCE') return as('EVIDENCE_REQUIRED', '5', standing);
  if (approval.finding === 'EVIDENCE') return as('EVIDENCE_REQUIRED', '7', approval);
  if (standing.finding === 'LEGAL') return as('NEEDS_LEGAL_CONFIRMATION', '5', standing);
  if (nonLethal.finding === 'LEGAL') return as('NEEDS_LEGAL_CONFIRMATION', '6', nonLethal);
  if (approval.finding === 'LEGAL') return as('NEEDS_LEGAL_CONFIRMATION', '7', approval);
  if (approval.finding === 'LATE') return as('PROHIBITED', '7', approval);
  return {
    outcome: 'PROHIBITED_UNLESS_APPROVED',
    step: '8',
    finding: `${standing.why}; ${nonLethal.why}; ${approval.why}`,
  };
}
