import type { CommitteeDecision, GoodsItem } from './embargo.types';
import { isIsoDate, within, type AssessedParty, type CaseFacts, type Missing } from './facts.rules';
import { plainName } from './plain-name.rules';
import type { ConsigneeWindow, EmbargoRule, Exemption, ExemptionKind } from './rule-set.types';

/** MET: the exemption covers the supply. EVIDENCE: it may, a fact is missing. LEGAL: it may, the law was not read. */
export type Finding = 'MET' | 'EVIDENCE' | 'LEGAL' | 'LATE' | 'NOT';
export interface Found {
  readonly finding: Finding;
  readonly why: string;
  readonly exemption?: Exemption;
}
const not = (why: string): Found => ({ finding: 'NOT', why });

export const exemptionOf = (rule: EmbargoRule, kind: ExemptionKind): Exemption | undefined =>
  rule.exemptions.find((one) => one.kind === kind);

/** No exemption that must serve peace and stability is presumed for these [inferred: domain 1.5 step 3]. */
const barred = (facts: CaseFacts): boolean =>
  facts.recipients.some(
    ({ designated, class: of, party }) =>
      designated === 'YES' ||
      of === 'NON_STATE_ARMED' ||
      of === 'SUPPORTS_NON_STATE_ARMED' ||
      party.supportsGangViolence === true,
  );

/** Step 5. The class, its window on that day, the proof and both conditions. */
export function standingExemption(
  facts: CaseFacts,
  rule: EmbargoRule,
  windows: readonly ConsigneeWindow[],
  missing: Missing,
): Found {
  const exemption = exemptionOf(rule, 'STANDING');
  const date = facts.lawDate;
  if (!exemption || date === null) return not('no standing exemption in this version');
  if (barred(facts)) return not('a designated or armed party takes part: the standing exemption cannot be claimed');
  const suppliers = facts.parties.filter(({ party }) => party.role === 'SUPPLIER' || party.role === 'SHIPPER');
  const bodies = [facts.consignee, ...(exemption.direction === 'TO_OR_BY' ? suppliers : [])];
  for (const body of bodies) {
    if (!body) continue;
    const open = windows.find((one) => one.class === body.class && within(date, one.validFrom, one.validTo));
    if (!open) continue;
    if (open.status === 'NEEDS_LEGAL_CONFIRMATION')
      return { finding: 'LEGAL', why: `${body.class}: ${open.source}`, exemption };
    const { finding, why } = conditions(facts, body, open, missing);
    if (finding === 'NOT') return not(why);
    return exemption.status === 'UNKNOWN'
      ? { finding: 'LEGAL', why: 'the national exemption was not read', exemption }
      : { finding, why, exemption };
  }
  return not('the consignee is not an exempt body on this day');
}

function conditions(facts: CaseFacts, body: AssessedParty, open: ConsigneeWindow, missing: Missing): Found {
  const { usedByOrWithBody: used, solelyPeaceAndStability: solely, purpose } = facts.input.endUse ?? {};
  if (used === false || solely === false) return not('a condition of the standing exemption is not fulfilled');
  const lacking: [boolean, string, string, string][] = [
    [
      used === undefined,
      '/endUse/usedByOrWithBody',
      'condition 1: used by or in coordination with the body',
      'end-user certificate',
    ],
    [
      solely === undefined,
      '/endUse/solelyPeaceAndStability',
      'condition 2: solely for peace and stability',
      'end-use statement',
    ],
    [
      purpose === 'COMMERCIAL' && solely === true,
      '/endUse/purpose',
      'a commercial use is not solely for peace and stability: which is it?',
      'end-use statement',
    ],
    [
      open.needsProof && !body.party.commandProof,
      `${body.pointer}/commandProof`,
      'command or authorisation is not proved',
      'order or letter of the commanding authority',
    ],
  ];
  const open_ = lacking.filter(([lacks]) => lacks);
  for (const [, fact, why, settledBy] of open_) missing.push({ fact, why, settledBy });
  return open_.length > 0
    ? { finding: 'EVIDENCE', why: `${body.class} is an exempt body, its conditions are not all evidenced` }
    : { finding: 'MET', why: `${body.class} within its window, both conditions evidenced` };
}

const NEVER_NON_LETHAL = ['SALW', 'AMMUNITION', 'OTHER_ARMS'];
/** A barrel kills nobody by itself: parts are as lethal as the arm they belong to, whatever is stated of them. */
const isArm = ({ category = 'UNKNOWN', partsOf }: GoodsItem): boolean =>
  NEVER_NON_LETHAL.includes(category) || (category === 'PARTS' && partsOf === 'SALW');

/** Step 6. */
export function nonLethalExemption(
  facts: CaseFacts,
  rule: EmbargoRule,
  item: GoodsItem,
  at: number,
  missing: Missing,
): Found {
  const exemption = exemptionOf(rule, 'NON_LETHAL');
  if (!exemption) return not('no exemption for non-lethal equipment in this version');
  if (isArm(item)) return not('arms are lethal');
  if (!isNonLethal(item)) {
    noteLethal(item, at, missing);
    return not('not stated to be non-lethal');
  }
  if (barred(facts)) return not('a designated or armed party takes part: peace and stability is not presumed');
  const { purpose, solelyPeaceAndStability } = facts.input.endUse ?? {};
  if (purpose === undefined)
    missing.push({
      fact: '/endUse/purpose',
      why: 'humanitarian or protective use exempts',
      settledBy: 'end-use statement',
    });
  if (purpose !== 'HUMANITARIAN' && purpose !== 'PROTECTIVE') return not('no humanitarian or protective use stated');
  if (solelyPeaceAndStability === false) return not('does not further peace and stability');
  return granted(exemption, `non-lethal, ${purpose.toLowerCase()} use`);
}

/** Step 7. A decision counts only if taken before the supply: an approval cannot heal what has been shipped. */
export function approvalExemption(facts: CaseFacts, rule: EmbargoRule, item: GoodsItem, missing: Missing): Found {
  const decision = facts.input.committeeDecision;
  const exemption = exemptionOf(rule, 'APPROVAL');
  if (!decision || !exemption) return not('no decision of the Committee on file');
  if (decision.result !== undefined && decision.result !== 'APPROVED') return not(`the decision is ${decision.result}`);
  const shipped = facts.shipmentDate;
  const lacking = (fact: string, why: string): Found => {
    const settledBy = 'letter of the Committee';
    missing.push({ fact: `/committeeDecision/${fact}`, why, settledBy });
    return { finding: 'EVIDENCE', why, exemption };
  };
  if (shipped === null || !isIsoDate(decision.date))
    return lacking('date', 'whether it precedes the shipment is not known');
  if (decision.date > shipped)
    return { finding: 'LATE', why: `approved on ${decision.date}, shipped on ${shipped}`, exemption };
  const refused = outsideTime(decision, shipped) ?? outsideScope(facts, decision, item);
  if (refused) return not(refused);
  if (decision.date === shipped) return lacking('date', 'approved on the day of shipment: which came first?');
  const unstated = unstatedScope(facts, decision);
  if (unstated) return lacking(`scope/${unstated}`, `whether the ${unstated} is covered is not known`);
  return granted(exemption, `approval of ${decision.date} covers the supply`);
}

const granted = (exemption: Exemption, why: string): Found =>
  exemption.status === 'UNKNOWN'
    ? { finding: 'LEGAL', why: 'the national exemption was not read', exemption }
    : { finding: 'MET', why, exemption };

const isNonLethal = ({ lethal, category }: GoodsItem): boolean =>
  lethal === false || (lethal === undefined && category === 'NON_LETHAL_MIL');

function noteLethal({ lethal }: GoodsItem, at: number, missing: Missing): void {
  if (lethal !== undefined) return;
  const why = 'non-lethal equipment may be exempt';
  missing.push({ fact: `/goods/${at}/lethal`, why, settledBy: 'technical description' });
}

function outsideScope(facts: CaseFacts, { scope }: CommitteeDecision, item: GoodsItem): string | undefined {
  if (scope?.categories && item.category && !scope.categories.includes(item.category))
    return `${item.category} is not approved`;
  const [approved, stated] = [plainName(scope?.consignee), plainName(facts.input.consignee?.name)];
  if (approved !== '' && stated !== '' && approved !== stated) return 'approved for another consignee';
  return beyondQuantity(facts, scope);
}

function beyondQuantity(facts: CaseFacts, scope: CommitteeDecision['scope']): string | undefined {
  const total = beyond(approvedGoods(facts, scope?.categories), scope, 'quantity');
  const limit = scope?.limits?.flatMap(
    (one) => beyond(approvedGoods(facts, one.category && [one.category]), one, one.category ?? 'quantity') ?? [],
  );
  return total ?? limit?.[0];
}

function beyond(
  goods: readonly GoodsItem[],
  limit: { readonly quantity?: number; readonly quantityUsed?: number } | undefined,
  what: string,
): string | undefined {
  if (limit?.quantity === undefined) return undefined;
  const shipped = goods.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
  const left = limit.quantity - (limit.quantityUsed ?? 0);
  return shipped > left ? `${what} ${shipped} exceeds what is left of the approval (${left})` : undefined;
}

const outsideTime = ({ expiry }: CommitteeDecision, shipped: string): string | undefined =>
  expiry !== undefined && expiry < shipped ? `approval expired on ${expiry}` : undefined;

function unstatedScope(facts: CaseFacts, { scope }: CommitteeDecision): string | undefined {
  if (!scope?.categories) return 'categories';
  if (plainName(scope.consignee) === '' || plainName(facts.input.consignee?.name) === '') return 'consignee';
  const counted = approvedGoods(facts, scope.categories).every(({ quantity }) => quantity !== undefined);
  return scope.quantity === undefined || !counted ? 'quantity' : undefined;
}

const approvedGoods = (facts: CaseFacts, categories: readonly string[] | undefined): readonly GoodsItem[] =>
  facts.goods.filter(({ category }) => categories === undefined || categories.includes(category ?? 'UNKNOWN'));
