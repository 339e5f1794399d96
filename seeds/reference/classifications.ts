export interface ClassificationLevel {
  /** Ordered: a reader's clearance must be at least this. */
  readonly level: 0 | 1 | 2;
  readonly code: 'UNCLASSIFIED' | 'CONFIDENTIAL' | 'STRICTLY_CONFIDENTIAL';
  readonly labelEn: string;
  readonly labelFr: string;
  readonly labelEs: string;
  readonly meaning: string;
}

/** The three levels of ST/SGB/2007/6, Information sensitivity, classification and handling (12 February 2007). */
export const classifications: readonly ClassificationLevel[] = [
  {
    level: 0,
    code: 'UNCLASSIFIED',
    labelEn: 'Unclassified',
    labelFr: 'Non classifié',
    labelEs: 'Sin clasificar',
    meaning:
      'Disclosure without authorisation could reasonably be expected not to damage the work of the United Nations.',
  },
  {
    level: 1,
    code: 'CONFIDENTIAL',
    labelEn: 'Confidential',
    labelFr: 'Confidentiel',
    labelEs: 'Confidencial',
    meaning: 'Disclosure without authorisation could reasonably be expected to damage the work of the United Nations.',
  },
  {
    level: 2,
    code: 'STRICTLY_CONFIDENTIAL',
    labelEn: 'Strictly confidential',
    labelFr: 'Strictement confidentiel',
    labelEs: 'Estrictamente confidencial',
    meaning:
      'Disclosure without authorisation could reasonably be expected to cause exceptionally grave damage to, or impede, the work of the United Nations.',
  },
];

export interface TlpLabel {
  readonly code: 'TLP:CLEAR' | 'TLP:GREEN' | 'TLP:AMBER' | 'TLP:AMBER+STRICT' | 'TLP:RED';
  /** From the widest audience to the narrowest. */
  readonly rank: number;
  readonly meaning: string;
}

/** Traffic Light Protocol 2.0 (FIRST, August 2022). TLP:WHITE of version 1 is TLP:CLEAR. */
export const tlpLabels: readonly TlpLabel[] = [
  { code: 'TLP:CLEAR', rank: 0, meaning: 'No limit on disclosure.' },
  { code: 'TLP:GREEN', rank: 1, meaning: 'May be shared within the community of the recipients, not publicly.' },
  {
    code: 'TLP:AMBER',
    rank: 2,
    meaning: 'May be shared within the organisation of the recipients and with its clients, on a need-to-know basis.',
  },
  {
    code: 'TLP:AMBER+STRICT',
    rank: 3,
    meaning: 'May be shared within the organisation of the recipients only, on a need-to-know basis.',
  },
  { code: 'TLP:RED', rank: 4, meaning: 'For the eyes and ears of the individual recipients only.' },
];
