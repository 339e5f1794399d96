import type { GoodsCategory, IsoDate, PartyClass } from './embargo.types';

export const EXEMPTION_KINDS = ['STANDING', 'NON_LETHAL', 'APPROVAL'] as const;
export type ExemptionKind = (typeof EXEMPTION_KINDS)[number];

export interface Exemption {
  readonly kind: ExemptionKind;
  readonly instrument: string;
  readonly paragraph: string;
  /** UNKNOWN: the text was not read; whoever would rely on it needs a lawyer. */
  readonly status: 'KNOWN' | 'UNKNOWN';
  /** Whether supplies by the exempt body are covered too, or only supplies to it. */
  readonly direction: 'TO' | 'TO_OR_BY';
  readonly conditions: readonly string[];
}

/** One row of law: what one layer forbids from `validFrom` (inclusive) to `validTo` (exclusive; null: open). */
export interface EmbargoRule {
  readonly id: string;
  /** 'UN', or the jurisdiction: ISO 3166 alpha-2, or EU. */
  readonly layer: string;
  readonly instrument: string;
  /** Null where the number has not been confirmed from the official text. */
  readonly paragraph: string | null;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  readonly status: 'IN_FORCE' | 'NO_BAN' | 'UNKNOWN';
  readonly protects: 'NONE' | 'DESIGNATED' | 'TERRITORIAL';
  readonly goods: { readonly inScope: readonly GoodsCategory[]; readonly unknown: readonly GoodsCategory[] };
  readonly exemptions: readonly Exemption[];
  readonly evidence: 'SOURCE' | 'INFERRED' | 'NONE';
  readonly source: string;
}

/** When a class of consignee counts as exempt. A class without a row is never exempt. */
export interface ConsigneeWindow {
  readonly class: PartyClass;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  readonly status: 'EXEMPT' | 'NEEDS_LEGAL_CONFIRMATION';
  readonly needsProof: boolean;
  readonly source: string;
}

export const SIDE_RULE_IDS = ['ASSET_FREEZE', 'RES2692_P6', 'DIVERSION', 'HUMANITARIAN_CARVE_OUT'] as const;

/** A measure that runs beside the ban in every version. */
export interface SideRule {
  readonly id: (typeof SIDE_RULE_IDS)[number];
  readonly instrument: string;
  readonly paragraph: string;
  readonly validFrom: IsoDate;
  /** From here on nobody has confirmed that it still holds; null: open. */
  readonly confirmedTo: IsoDate | null;
  readonly binding: boolean;
}

export interface RuleSetContent {
  readonly version: string;
  /** Until when the sources behind the table were read. */
  readonly sourcesReadOn: IsoDate;
  readonly rules: readonly EmbargoRule[];
  readonly consigneeWindows: readonly ConsigneeWindow[];
  readonly sideRules: readonly SideRule[];
  /** A State whose layer is another's: members of the EU. */
  readonly layerOfState: Readonly<Record<string, string>>;
}

/** A rule table with the SHA-256 (hex) of its canonical JSON (RFC 8785), by which an assessment names it. */
export interface RuleSet {
  readonly hash: string;
  readonly content: RuleSetContent;
}

/** BUILT_IN came with a release of the program; the others were proposed here. Nothing leaves APPROVED or REJECTED. */
export const RULE_SET_STATUSES = ['BUILT_IN', 'PROPOSED', 'APPROVED', 'REJECTED'] as const;
export type RuleSetStatus = (typeof RULE_SET_STATUSES)[number];
