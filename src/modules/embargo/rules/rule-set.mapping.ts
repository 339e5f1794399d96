import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../kernel/canonical-json';
import { LAYER_OF_STATE, NATIONAL_RULES } from './national-rules.cases';
import type { RuleSet, RuleSetContent } from './rule-set.types';
import { CONSIGNEE_WINDOWS, SIDE_RULES, UN_RULES } from './un-rules.cases';

/** SHA-256 (hex) over the canonical JSON of the table. Two tables with one hash say the same. */
export function ruleSetHash(content: RuleSetContent): string {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
}

export function sealRuleSet(content: RuleSetContent): RuleSet {
  return { hash: ruleSetHash(content), content };
}

/** The table the program is delivered with. */
export const BUILT_IN_RULE_SET: RuleSet = sealRuleSet({
  version: '2026-11-22',
  sourcesReadOn: '2026-11-22',
  rules: [...UN_RULES, ...NATIONAL_RULES],
  consigneeWindows: CONSIGNEE_WINDOWS,
  sideRules: SIDE_RULES,
  layerOfState: LAYER_OF_STATE,
});
