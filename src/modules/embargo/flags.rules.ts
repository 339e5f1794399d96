import type { AssetFreezeResult, Flag, LayerResult } from './assessment.types';
import type { GoodsItem, Party, PartyClass } from './embargo.types';
import { approvalExemption } from './exemption.rules';
import type { AssessedParty, CaseFacts } from './facts.rules';
import { sameName } from './plain-name.rules';
import type { EmbargoRule, RuleSetContent, SideRule } from './rule-set.types';

const sideRule = (content: RuleSetContent, id: SideRule['id']): SideRule | undefined =>
  content.sideRules.find((rule) => rule.id === id);

/** Runs whatever the embargo says: goods made available to a listed party are economic resources (2653 paras 6 to 10). */
export function assessAssetFreeze(facts: CaseFacts, content: RuleSetContent): AssetFreezeResult {
  const rule = sideRule(content, 'ASSET_FREEZE');
  const named = (of: AssessedParty['designated']): string[] =>
    facts.parties.filter(({ designated }) => designated === of).map(({ party, pointer }) => party.name ?? pointer);
  const listed = named('YES');
  const open = [...named('UNKNOWN'), ...named('NOT_STATED')];
  const answer = (status: AssetFreezeResult['status'], detail: string): AssetFreezeResult => ({
    status,
    parties: listed,
    ...citation(rule),
    detail,
  });
  const date = facts.lawDate;
  if (!rule || date === null) return answer('UNKNOWN', 'the day of shipment is not known');
  if (date < rule.validFrom) return answer('NOT_ENGAGED', 'the freeze did not yet exist');
  if (rule.confirmedTo !== null && date >= rule.confirmedTo)
    return answer(
      'NEEDS_LEGAL_CONFIRMATION',
      `whether the freeze still stood after ${rule.confirmedTo} is not confirmed`,
    );
  const humanitarian = isHumanitarian(facts, content);
  if (listed.length > 0)
    return answer(
      'ENGAGED',
      `goods made available to a listed party${humanitarian ? `; S/RES/2664 (2022) may exempt: legal check` : ''}`,
    );
  return open.length > 0 || facts.parties.length === 0
    ? answer('UNKNOWN', 'not every party is known and screened')
    : answer('NOT_ENGAGED', 'no party was listed on this day');
}

function isHumanitarian({ input, lawDate }: CaseFacts, content: RuleSetContent): boolean {
  const carveOut = sideRule(content, 'HUMANITARIAN_CARVE_OUT');
  return input.endUse?.purpose === 'HUMANITARIAN' && carveOut !== undefined && (lawDate ?? '') >= carveOut.validFrom;
}

const citation = (rule: SideRule | undefined): Pick<AssetFreezeResult, 'instrument' | 'paragraph'> => ({
  instrument: rule?.instrument ?? '',
  paragraph: rule?.paragraph ?? '',
});

const ARMED: readonly PartyClass[] = ['NON_STATE_ARMED', 'SUPPORTS_NON_STATE_ARMED'];
const NON_STATE: readonly PartyClass[] = [
  'PRIVATE',
  'PRIVATE_SECURITY',
  'CHURCH',
  'NGO',
  'BUSINESS',
  'INDIVIDUAL',
  'UNKNOWN',
];

/** 2692 para 6 urges, it does not forbid: a flag in every version, never an outcome. */
export function paraSixFlag(facts: CaseFacts, content: RuleSetContent): Flag[] {
  const rule = sideRule(content, 'RES2692_P6');
  if (!rule || (facts.lawDate ?? '') < rule.validFrom) return [];
  const sure = facts.goods.some(isSmallArms);
  if (!sure && !facts.goods.some(mayBeSmallArms)) return [];
  const established = facts.recipients.filter(isArmed);
  const possible = facts.recipients.filter(mayBeArmed);
  const nobody = facts.recipients.length === 0;
  if (established.length === 0 && possible.length === 0 && !nobody) return [];
  const certain = sure && established.length > 0;
  const detail = nobody
    ? 'small arms or ammunition, and nobody is known as recipient'
    : suspicion(established, possible);
  return [
    {
      code: 'RES2692_P6',
      certainty: certain ? 'ESTABLISHED' : 'POSSIBLE',
      binding: rule.binding,
      instrument: rule.instrument,
      paragraph: rule.paragraph,
      detail,
    },
  ];
}

function suspicion(established: readonly AssessedParty[], possible: readonly AssessedParty[]): string {
  const sure = established.length > 0;
  const who = (sure ? established : possible).map(({ party, pointer }) => party.name ?? pointer).join(', ');
  return `${who}: ${sure ? 'engaged in or supporting' : 'a non-State actor that may engage in or support'} gang violence`;
}

const isArmed = ({ class: of, party }: AssessedParty): boolean =>
  ARMED.includes(of) || party.supportsGangViolence === true;
const mayBeArmed = ({ class: of, party }: AssessedParty): boolean =>
  NON_STATE.includes(of) && party.supportsGangViolence !== false;
const isSmallArms = ({ category, partsOf }: GoodsItem): boolean =>
  category === 'SALW' || category === 'AMMUNITION' || (category === 'PARTS' && partsOf === 'SALW');
const mayBeSmallArms = ({ category, partsOf }: GoodsItem): boolean =>
  category === undefined || category === 'UNKNOWN' || (category === 'PARTS' && partsOf === undefined);

/** Exempt goods found with somebody else (domain 1.5 step 9). */
export function diversionFlag(facts: CaseFacts, un: LayerResult, content: RuleSetContent): Flag[] {
  const { foundWith, consignee, endUser } = facts.input;
  const rule = sideRule(content, 'DIVERSION');
  const exempt = [...new Set(un.goods.flatMap(({ outcome }) => (outcome.startsWith('EXEMPT') ? [outcome] : [])))];
  if (!foundWith || !rule || exempt.length === 0) return [];
  if ([consignee, endUser].some((one) => sameName(one?.name, foundWith.name))) return [];
  const certainty = otherClass(foundWith, consignee) ? 'ESTABLISHED' : 'POSSIBLE';
  const detail = `supplied under ${exempt.join(', ')}, found with ${foundWith.name ?? 'a party without name'}`;
  return [
    {
      code: 'DIVERSION',
      certainty,
      binding: rule.binding,
      instrument: rule.instrument,
      paragraph: rule.paragraph,
      detail,
    },
  ];
}

const otherClass = (found: Party, consignee: Party | undefined): boolean =>
  found.name !== undefined && found.class !== undefined && found.class !== consignee?.class;

export function approvalFlags(facts: CaseFacts, rule: EmbargoRule | undefined): Flag[] {
  if (!rule || !facts.input.committeeDecision) return [];
  const found = facts.goods.map((item) => approvalExemption(facts, rule, item, []));
  const flag = (code: Flag['code'], detail: string): Flag => {
    const cites = rule.exemptions.find(({ kind }) => kind === 'APPROVAL');
    return {
      code,
      certainty: 'ESTABLISHED',
      binding: true,
      instrument: cites?.instrument ?? null,
      paragraph: cites?.paragraph ?? null,
      detail,
    };
  };
  const late = found.find(({ finding }) => finding === 'LATE');
  if (late) return [flag('APPROVAL_AFTER_SHIPMENT', late.why)];
  const not = found.find(({ finding }) => finding === 'NOT');
  return not ? [flag('APPROVAL_DOES_NOT_COVER', not.why)] : [];
}
