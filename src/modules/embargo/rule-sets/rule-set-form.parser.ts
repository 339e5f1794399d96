import { GOODS_CATEGORIES, PARTY_CLASSES } from '../rules/embargo.types';
import {
  date,
  exactly,
  fault,
  type Fault,
  list,
  of,
  oneOf,
  orNull,
  pointerTo,
  type Read,
  text,
} from '../rules/form.parser';
import { EXEMPTION_KINDS, type RuleSetContent, SIDE_RULE_IDS } from '../rules/rule-set.types';

export type ParsedRuleSet =
  { readonly ok: true; readonly content: RuleSetContent } | { readonly ok: false; readonly faults: readonly Fault[] };

const citation = text(300);
const remark = text(2000);
const categories = list(oneOf(GOODS_CATEGORIES));
/** 'UN', 'EU', or ISO 3166 alpha-2. */
const layer: Read = (value, pointer, faults) =>
  typeof value === 'string' && /^[A-Z]{2}$/.test(value)
    ? value
    : fault(faults, pointer, 'WRONG_TYPE', 'must be UN, EU or an ISO 3166 alpha-2 code');

const exemption = exactly({
  kind: oneOf(EXEMPTION_KINDS),
  instrument: citation,
  paragraph: text(100),
  status: oneOf(['KNOWN', 'UNKNOWN']),
  direction: oneOf(['TO', 'TO_OR_BY']),
  conditions: list(remark),
});
const rule = exactly({
  id: text(40),
  layer,
  instrument: citation,
  paragraph: orNull(text(100)),
  validFrom: date,
  validTo: orNull(date),
  status: oneOf(['IN_FORCE', 'NO_BAN', 'UNKNOWN']),
  protects: oneOf(['NONE', 'DESIGNATED', 'TERRITORIAL']),
  goods: exactly({ inScope: categories, unknown: categories }),
  exemptions: list(exemption),
  evidence: oneOf(['SOURCE', 'INFERRED', 'NONE']),
  source: remark,
});
const consigneeWindow = exactly({
  class: oneOf(PARTY_CLASSES),
  validFrom: date,
  validTo: orNull(date),
  status: oneOf(['EXEMPT', 'NEEDS_LEGAL_CONFIRMATION']),
  needsProof: of('boolean'),
  source: remark,
});
const sideRule = exactly({
  id: oneOf(SIDE_RULE_IDS),
  instrument: citation,
  paragraph: text(100),
  validFrom: date,
  confirmedTo: orNull(date),
  binding: of('boolean'),
});
const layerOfState: Read = (value, pointer, faults) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fault(faults, pointer, 'NOT_AN_OBJECT', 'must be an object of State and layer');
  const entries = Object.entries(value).map(([state, of_]: [string, unknown]) => {
    const at = pointerTo(pointer, state);
    if (!/^[A-Z]{2}$/.test(state)) fault(faults, at, 'UNKNOWN_FIELD', 'is no ISO 3166 alpha-2 code');
    return [state, layer(of_, at, faults)] as const;
  });
  return Object.fromEntries(entries);
};

const CONTENT = exactly({
  version: text(60),
  sourcesReadOn: date,
  rules: list(rule),
  consigneeWindows: list(consigneeWindow),
  sideRules: list(sideRule),
  layerOfState,
});

/** A whole table as it is proposed: every field stated, nothing else. What its rows say of each other is rule-set.rules.ts. */
export function parseRuleSet(value: unknown, pointer = ''): ParsedRuleSet {
  const faults: Fault[] = [];
  const content = CONTENT(value, pointer, faults);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, content: content as RuleSetContent };
}
