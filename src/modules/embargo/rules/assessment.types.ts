import type { GoodsCategory, IsoDate } from './embargo.types';

/** From the mildest to the hardest: the outcome of a shipment is the hardest among its goods. */
export const OUTCOMES = [
  'NOT_PROHIBITED',
  'OUT_OF_EMBARGO_SCOPE',
  'EXEMPT_STANDING',
  'EXEMPT_NON_LETHAL',
  'EXEMPT_APPROVED',
  'EVIDENCE_REQUIRED',
  'NEEDS_LEGAL_CONFIRMATION',
  'PROHIBITED_UNLESS_APPROVED',
  'PROHIBITED',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const FLAG_CODES = [
  'ASSET_FREEZE',
  'RES2692_P6',
  'DIVERSION',
  'APPROVAL_AFTER_SHIPMENT',
  'APPROVAL_DOES_NOT_COVER',
  'IMPLEMENTATION_GAP',
] as const;
export type FlagCode = (typeof FLAG_CODES)[number];

/** `step` is the step of the decision procedure (domain 1.5) in which the paragraph was applied. */
export interface AppliedParagraph {
  readonly step: string;
  readonly rule: string;
  readonly instrument: string;
  readonly paragraph: string | null;
  readonly finding: string;
}

export interface FactUsed {
  readonly fact: string;
  readonly value: unknown;
}

export interface FactMissing {
  /** JSON Pointer (RFC 6901) into the input. */
  readonly fact: string;
  readonly why: string;
  readonly settledBy: string;
}

export interface Flag {
  readonly code: FlagCode;
  readonly certainty: 'ESTABLISHED' | 'POSSIBLE';
  readonly binding: boolean;
  readonly instrument: string | null;
  readonly paragraph: string | null;
  readonly detail: string;
}

export interface GoodsResult {
  readonly index: number;
  readonly category: GoodsCategory;
  readonly outcome: Outcome;
}

export interface LayerResult {
  readonly layer: string;
  readonly rule: string | null;
  readonly outcome: Outcome;
  readonly goods: readonly GoodsResult[];
  readonly appliedParagraphs: readonly AppliedParagraph[];
  /** Said where no paragraph applies; null otherwise. */
  readonly noParagraphBecause: string | null;
}

export interface AssetFreezeResult {
  readonly status: 'ENGAGED' | 'NOT_ENGAGED' | 'UNKNOWN' | 'NEEDS_LEGAL_CONFIRMATION';
  /** Names, or JSON Pointers of the parties without one. */
  readonly parties: readonly string[];
  readonly instrument: string;
  readonly paragraph: string;
  readonly detail: string;
}

export interface ImplementationGap {
  readonly jurisdiction: string;
  readonly un: Outcome;
  readonly national: Outcome;
  readonly kind: 'NATIONAL_MILDER' | 'NATIONAL_STRICTER';
}

export interface Assessment {
  /** The UN layer's. A national outcome never changes it. */
  readonly outcome: Outcome;
  /** Whether one of `factsMissing` could still change the outcome or a flag. */
  readonly provisional: boolean;
  readonly law: { readonly reading: 'AS_IT_STOOD' | 'AS_OF'; readonly date: IsoDate | null };
  readonly ruleSet: { readonly version: string; readonly hash: string };
  readonly appliedParagraphs: readonly AppliedParagraph[];
  readonly noParagraphBecause: string | null;
  readonly un: LayerResult;
  readonly national: readonly LayerResult[];
  readonly implementationGap: boolean;
  readonly implementationGaps: readonly ImplementationGap[];
  readonly assetFreeze: AssetFreezeResult;
  readonly flags: readonly Flag[];
  readonly factsUsed: readonly FactUsed[];
  readonly factsMissing: readonly FactMissing[];
}
