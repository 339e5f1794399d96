import type { ImplementationGap, LayerResult, Outcome } from '../rules/assessment.types';

/** What one layer says, with the paragraph that decides it. */
export interface LayerPosition {
  readonly outcome: Outcome;
  readonly rule: string | null;
  readonly instrument: string | null;
  readonly paragraph: string | null;
  readonly because: string;
}

/** The last paragraph applied is the one the outcome rests on; where none applies, why. */
export function positionOf({ outcome, rule, appliedParagraphs, noParagraphBecause }: LayerResult): LayerPosition {
  const last = appliedParagraphs.at(-1);
  return {
    outcome,
    rule,
    instrument: last?.instrument ?? null,
    paragraph: last?.paragraph ?? null,
    because: last?.finding ?? noParagraphBecause ?? '',
  };
}

/** NATIONAL_MILDER: what the Council forbids is free there, the gap the Panel reports. */
export const GAP_KINDS = [
  'NATIONAL_MILDER',
  'NATIONAL_STRICTER',
] as const satisfies readonly ImplementationGap['kind'][];
export type GapKind = (typeof GAP_KINDS)[number];
