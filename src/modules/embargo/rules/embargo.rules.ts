import type {
  Assessment,
  FactMissing,
  FactUsed,
  Flag,
  ImplementationGap,
  LayerResult,
  Outcome,
} from './assessment.types';
import type { EmbargoCase, IsoDate } from './embargo.types';
import { missingFacts, readFacts, type CaseFacts, type Missing } from './facts.rules';
import { approvalFlags, assessAssetFreeze, diversionFlag, paraSixFlag } from './flags.rules';
import { assessLayer } from './layer.rules';
import type { RuleSet } from './rule-set.types';

export interface Reading {
  /**
   * "As it stands now": rules, list and mandates are read as on this day instead of the day of shipment. An approval must have
   * preceded the shipment all the same.
   */
  readonly asOf?: IsoDate;
}

/**
 * Whether a supply to Haiti was prohibited, exempt or needs approval, with the paragraphs in the order applied (2653, 2699, 2700,
 * 2752, 2794; the procedure is domain 1.5). Total: any input has an answer, and what is not known is said and never assumed lawful.
 */
export function assess(input: EmbargoCase, ruleSet: RuleSet, reading: Reading = {}): Assessment {
  const { content, hash } = ruleSet;
  const facts = readFacts(input, reading.asOf);
  const missing = missingFacts(facts);
  const un = assessLayer('UN', facts, content, missing);
  const national = nationalLayers(input, content.layerOfState).map((layer) =>
    nationalLayer(layer, facts, ruleSet, missing),
  );
  const gaps = national.flatMap((layer) => gapBetween(un, layer));
  const assetFreeze = assessAssetFreeze(facts, content);
  const factsMissing = distinct(missing);
  return {
    outcome: un.outcome,
    provisional: factsMissing.some(({ fact }) => fact !== '/supplierState'),
    law: { reading: facts.lawDate === facts.shipmentDate ? 'AS_IT_STOOD' : 'AS_OF', date: facts.lawDate },
    ruleSet: { version: content.version, hash },
    appliedParagraphs: un.appliedParagraphs,
    noParagraphBecause: un.noParagraphBecause,
    un,
    national,
    implementationGap: gaps.length > 0,
    implementationGaps: gaps,
    assetFreeze,
    flags: [
      ...freezeFlag(assetFreeze),
      ...paraSixFlag(facts, content),
      ...approvalFlags(
        facts,
        content.rules.find(({ id }) => id === un.rule),
      ),
      ...diversionFlag(facts, un, content),
      ...gaps.map(gapFlag),
    ],
    factsUsed: factsUsed(facts),
    factsMissing,
  };
}

/** The layers of the States whose territory, nationals or flag the supply touches; none is assumed. */
function nationalLayers(input: EmbargoCase, layerOfState: Readonly<Record<string, string>>): string[] {
  const states = [input.supplierState, input.flagState, ...(input.transitStates ?? [])];
  const named = states.flatMap((state) => (state && state !== 'HT' ? [state] : []));
  return [...new Set(named.map((state) => (Object.hasOwn(layerOfState, state) ? layerOfState[state]! : state)))];
}

function nationalLayer(layer: string, facts: CaseFacts, { content }: RuleSet, missing: Missing): LayerResult {
  const answer = assessLayer(layer === 'UN' ? 'UN (as a State)' : layer, facts, content, missing);
  if (answer.outcome === 'NEEDS_LEGAL_CONFIRMATION' && facts.lawDate !== null)
    missing.push({
      fact: `/national/${layer}`,
      why: `the law of ${layer} on this day is not recorded`,
      settledBy: `the text in force in ${layer}`,
    });
  return answer;
}

const BARS: readonly Outcome[] = ['PROHIBITED', 'PROHIBITED_UNLESS_APPROVED'];
const UNDECIDED: readonly Outcome[] = ['EVIDENCE_REQUIRED', 'NEEDS_LEGAL_CONFIRMATION'];

/** Only two decided answers can differ: what nobody has read is no gap. */
function gapBetween(un: LayerResult, { layer, outcome }: LayerResult): ImplementationGap[] {
  if (UNDECIDED.includes(un.outcome) || UNDECIDED.includes(outcome)) return [];
  const [unBars, nationBars] = [BARS.includes(un.outcome), BARS.includes(outcome)];
  if (unBars === nationBars) return [];
  return [
    { jurisdiction: layer, un: un.outcome, national: outcome, kind: unBars ? 'NATIONAL_MILDER' : 'NATIONAL_STRICTER' },
  ];
}

const gapFlag = ({ jurisdiction, un, national }: ImplementationGap): Flag => ({
  code: 'IMPLEMENTATION_GAP',
  certainty: 'ESTABLISHED',
  binding: false,
  instrument: null,
  paragraph: null,
  detail: `${jurisdiction}: ${national}, while the resolutions say ${un}`,
});

const freezeFlag = ({ status, parties, instrument, paragraph, detail }: Assessment['assetFreeze']): Flag[] =>
  status === 'ENGAGED' || (status === 'NEEDS_LEGAL_CONFIRMATION' && parties.length > 0)
    ? [
        {
          code: 'ASSET_FREEZE',
          certainty: status === 'ENGAGED' ? 'ESTABLISHED' : 'POSSIBLE',
          binding: true,
          instrument,
          paragraph,
          detail,
        },
      ]
    : [];

function factsUsed({ input, lawDate, parties }: CaseFacts): FactUsed[] {
  const stated = Object.entries(input).flatMap(([name, value]) =>
    value === undefined ? [] : [{ fact: `/${name}`, value: value as unknown }],
  );
  const derived = parties.map(({ pointer, designated }) => ({
    fact: `${pointer} designated on ${lawDate ?? 'unknown day'}`,
    value: designated,
  }));
  return [...stated, ...derived];
}

function distinct(missing: readonly FactMissing[]): FactMissing[] {
  const seen = new Map(missing.map((one) => [`${one.fact} ${one.why}`, one]));
  return [...seen.values()];
}
