/**
 * Which indicators a bill of lading hits, each with the facts it rests on, and their sum. The score orders a queue; it decides nothing.
 * Pure: the same bill, past, table and settings give the same answer in any year.
 */
import { RULES } from './indicator-rules.cases';
import type { BillFacts, HitFact, IndicatorHit, IndicatorSettings, RiskIndicator, RiskScore } from './risk.types';
import type { RiskPast } from './past.types';

/** Facts shown of one indicator; a party that resembles hundreds of seizures is not told hundreds of times. */
export const MOST_FACTS = 10;

/** A description may be a page long; the whole of it is in the bill, at the pointer. */
const LONGEST_VALUE = 200;
const shortened = (text: string): string =>
  text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE).replace(/[\uD800-\uDBFF]$/, '')}...`;

export function assessRisk(
  bill: BillFacts,
  past: RiskPast,
  table: readonly RiskIndicator[],
  settings: IndicatorSettings = new Map(),
): RiskScore {
  const indicators = table.flatMap((indicator): IndicatorHit[] => {
    const setting = settings.get(indicator.code);
    if (setting && !setting.enabled) return [];
    const facts: readonly HitFact[] = RULES[indicator.code](bill, past, indicator.parameters);
    if (facts.length === 0) return [];
    const shown = facts.slice(0, MOST_FACTS).map((fact) => ({ ...fact, value: shortened(fact.value) }));
    return [{ code: indicator.code, weight: setting?.weight ?? indicator.weight, facts: shown }];
  });
  return { score: indicators.reduce((sum, { weight }) => sum + weight, 0), indicators };
}
