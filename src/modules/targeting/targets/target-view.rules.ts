/** What of a stored score may be shown now, and how an inspection is told why. */
import type { HitFact, IndicatorHit, RiskIndicator, RiskScore } from '../rules/risk.types';

/** Records of others that facts refer to. */
export const evidenceOf = (indicators: readonly IndicatorHit[]): readonly string[] => [
  ...new Set(indicators.flatMap(({ facts }) => facts.flatMap(basisOf))),
];
const basisOf = ({ record, restsOn = [] }: HitFact): readonly string[] => (record ? [record.id, ...restsOn] : restsOn);

/**
 * Without the facts that rest on records the reader no longer sees (a release was withdrawn, a record classified higher): an indicator
 * left without facts goes, and its weight with it. The stored score stays what it was.
 */
export function visibleScore(indicators: readonly IndicatorHit[], visible: ReadonlySet<string>): RiskScore {
  const shown = indicators.flatMap((hit) => {
    const facts = hit.facts.filter((fact) => basisOf(fact).every((id) => visible.has(id)));
    return facts.length === 0 ? [] : [{ ...hit, facts }];
  });
  return { score: shown.reduce((sum, { weight }) => sum + weight, 0), indicators: shown };
}

const LONGEST_STATEMENT = 2_000;
const ownFact = (fact: HitFact): boolean => basisOf(fact).length === 0;

/**
 * The ground of an inspection, in words. Only what the bill itself says: the inspection may be released to others, and what another
 * organisation's record says is not ours to pass on.
 */
export function groundStatement(
  indicators: readonly IndicatorHit[],
  table: readonly RiskIndicator[],
  version: string,
): string {
  const lines = indicators.map(({ code, facts }) => {
    const title = table.find((one) => one.code === code)?.title ?? code;
    const own = facts.filter(ownFact).map(({ says }) => says);
    return own.length === 0 ? title : `${title}: ${own.join('; ')}`;
  });
  const text = `Risk profile (indicators of ${version}). ${lines.join('. ')}`;
  return text.length <= LONGEST_STATEMENT
    ? text
    : `${text.slice(0, LONGEST_STATEMENT - 3).replace(/[\uD800-\uDBFF]$/, '')}...`;
}
