import { ApiProperty } from '@nestjs/swagger';
import { GOODS_CATEGORIES, type GoodsCategory, PARTY_CLASSES, type PartyClass } from '../embargo.types';
import { EXEMPTION_KINDS, type ExemptionKind, SIDE_RULE_IDS } from '../rule-set.types';

/* The table as clients see it. It is read by rule-set-form.parser.ts; what its rows must say of each other is rule-set.rules.ts. */
export class ExemptionDto {
  @ApiProperty({ enum: EXEMPTION_KINDS })
  kind: ExemptionKind;
  /** @example "S/RES/2752 (2024)" */
  instrument: string;
  /** @example "2(c)" */
  paragraph: string;
  /** UNKNOWN: the text was not read; whoever relies on it needs a lawyer. */
  @ApiProperty({ enum: ['KNOWN', 'UNKNOWN'] })
  status: 'KNOWN' | 'UNKNOWN';
  @ApiProperty({ enum: ['TO', 'TO_OR_BY'] })
  direction: 'TO' | 'TO_OR_BY';
  /** @example ["approved by the Committee before the supply"] */
  conditions: string[];
}

export class GoodsScopeDto {
  @ApiProperty({ enum: GOODS_CATEGORIES, isArray: true })
  inScope: GoodsCategory[];
  /** Whether they are covered was not read. */
  @ApiProperty({ enum: GOODS_CATEGORIES, isArray: true })
  unknown: GoodsCategory[];
}

/** What one layer forbids from `validFrom` (inclusive) to `validTo` (exclusive; null: open). */
export class EmbargoRuleDto {
  /** @example "V4" */
  id: string;
  /**
   * UN, EU, or ISO 3166-1 alpha-2.
   * @example "UN"
   */
  layer: string;
  /** @example "S/RES/2752 (2024)" */
  instrument: string;
  /** Null where the number is not confirmed from the official text. */
  @ApiProperty({ type: String, nullable: true, example: '2' })
  paragraph: string | null;
  /** @example "2024-10-18" */
  validFrom: string;
  @ApiProperty({ type: String, nullable: true, example: '2025-10-17' })
  validTo: string | null;
  @ApiProperty({ enum: ['IN_FORCE', 'NO_BAN', 'UNKNOWN'] })
  status: 'IN_FORCE' | 'NO_BAN' | 'UNKNOWN';
  @ApiProperty({ enum: ['NONE', 'DESIGNATED', 'TERRITORIAL'] })
  protects: 'NONE' | 'DESIGNATED' | 'TERRITORIAL';
  goods: GoodsScopeDto;
  exemptions: ExemptionDto[];
  @ApiProperty({ enum: ['SOURCE', 'INFERRED', 'NONE'] })
  evidence: 'SOURCE' | 'INFERRED' | 'NONE';
  /** @example "official text, read on 2026-11-22" */
  source: string;
}

/** When a class of consignee counts as exempt. */
export class ConsigneeWindowDto {
  @ApiProperty({ enum: PARTY_CLASSES })
  class: PartyClass;
  /** @example "2023-10-02" */
  validFrom: string;
  @ApiProperty({ type: String, nullable: true, example: '2025-10-02' })
  validTo: string | null;
  @ApiProperty({ enum: ['EXEMPT', 'NEEDS_LEGAL_CONFIRMATION'] })
  status: 'EXEMPT' | 'NEEDS_LEGAL_CONFIRMATION';
  needsProof: boolean;
  /** @example "2699 para 14(a)" */
  source: string;
}

/** A measure that runs beside the ban. */
export class SideRuleDto {
  @ApiProperty({ enum: SIDE_RULE_IDS })
  id: (typeof SIDE_RULE_IDS)[number];
  /** @example "S/RES/2653 (2022)" */
  instrument: string;
  /** @example "6-10" */
  paragraph: string;
  /** @example "2022-10-21" */
  validFrom: string;
  /** From here on nobody has confirmed that it still holds; null: open. */
  @ApiProperty({ type: String, nullable: true, example: '2026-10-17' })
  confirmedTo: string | null;
  binding: boolean;
}

export class RuleSetContentDto {
  /** @example "2026-12-01" */
  version: string;
  /**
   * Until when the sources behind the table were read.
   * @example "2026-11-30"
   */
  sourcesReadOn: string;
  rules: EmbargoRuleDto[];
  consigneeWindows: ConsigneeWindowDto[];
  sideRules: SideRuleDto[];
  /** A State whose layer is another's: members of the EU. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { FR: 'EU' } })
  layerOfState: Record<string, string>;
}
