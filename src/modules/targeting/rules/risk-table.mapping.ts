import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../kernel/canonical-json';
import { CONTROLLED_HEADINGS, DUAL_USE_HEADINGS } from './controlled-headings.cases';
import { GOODS_CLASSES, NATIONAL_CHAPTERS } from './goods-classes.cases';
import { RISK_INDICATORS, RISK_TABLE_VERSION } from './risk-indicators.cases';
import * as words from './risk-words.cases';
import type { RiskIndicator } from './risk.types';

export interface RiskTable {
  readonly version: string;
  /** SHA-256 (hex) over the canonical JSON of the indicators and of every list they read. */
  readonly hash: string;
  readonly indicators: readonly RiskIndicator[];
}

const content = {
  version: RISK_TABLE_VERSION,
  indicators: RISK_INDICATORS,
  lists: { CONTROLLED_HEADINGS, DUAL_USE_HEADINGS, GOODS_CLASSES, NATIONAL_CHAPTERS, words: { ...words } },
};

/** The table the program is delivered with. */
export const RISK_TABLE: RiskTable = {
  version: RISK_TABLE_VERSION,
  hash: createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex'),
  indicators: RISK_INDICATORS,
};
