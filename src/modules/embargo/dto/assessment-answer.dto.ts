import { ApiProperty } from '@nestjs/swagger';
import { type Assessment, FLAG_CODES, type FlagCode, OUTCOMES, type Outcome } from '../assessment.types';
import { GOODS_CATEGORIES, type GoodsCategory } from '../embargo.types';
import { GAP_KINDS, type GapKind } from '../gap.rules';

export class AppliedParagraphDto {
  /**
   * Step of the decision procedure.
   * @example "2"
   */
  step: string;
  /**
   * Id of the rule in the table.
   * @example "V4"
   */
  rule: string;
  /** @example "S/RES/2752 (2024)" */
  instrument: string;
  /** Null where the number has not been confirmed from the official text. */
  @ApiProperty({ type: String, nullable: true, example: '2(b)' })
  paragraph: string | null;
  /** @example "in force on this day; covers the whole of Haiti" */
  finding: string;
}

export class FactUsedDto {
  /** @example "/consignee/class" */
  fact: string;
  /** As it was stated. */
  @ApiProperty({
    nullable: true,
    anyOf: [
      { type: 'string' },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'array', items: {} },
      { type: 'object', additionalProperties: true },
    ],
  })
  value: unknown;
}

export class FactMissingDto {
  /**
   * JSON Pointer into the case.
   * @example "/consignee/listRefs"
   */
  fact: string;
  /** @example "not screened" */
  why: string;
  /** @example "screen against the 2653 list as on 2024-11-01" */
  settledBy: string;
}

export class FlagDto {
  @ApiProperty({ enum: FLAG_CODES })
  code: FlagCode;
  @ApiProperty({ enum: ['ESTABLISHED', 'POSSIBLE'] })
  certainty: 'ESTABLISHED' | 'POSSIBLE';
  /** False for what the Council urges and does not decide (resolution 2692, para 6). */
  binding: boolean;
  @ApiProperty({ type: String, nullable: true, example: 'S/RES/2752 (2024)' })
  instrument: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2(c)' })
  paragraph: string | null;
  /** @example "approved on 2025-02-14, shipped on 2025-02-13" */
  detail: string;
}

export class GoodsResultDto {
  /**
   * Position in the case's goods.
   * @example 0
   */
  index: number;
  @ApiProperty({ enum: GOODS_CATEGORIES })
  category: GoodsCategory;
  @ApiProperty({ enum: OUTCOMES })
  outcome: Outcome;
}

export class LayerResultDto {
  /**
   * UN, EU, or ISO 3166-1 alpha-2.
   * @example "CA"
   */
  layer: string;
  @ApiProperty({ type: String, nullable: true, example: 'CA-1' })
  rule: string | null;
  @ApiProperty({ enum: OUTCOMES })
  outcome: Outcome;
  goods: GoodsResultDto[];
  appliedParagraphs: AppliedParagraphDto[];
  /** Said where no paragraph applies. */
  @ApiProperty({ type: String, nullable: true, example: null })
  noParagraphBecause: string | null;
}

export class AssetFreezeDto {
  @ApiProperty({ enum: ['ENGAGED', 'NOT_ENGAGED', 'UNKNOWN', 'NEEDS_LEGAL_CONFIRMATION'] })
  status: 'ENGAGED' | 'NOT_ENGAGED' | 'UNKNOWN' | 'NEEDS_LEGAL_CONFIRMATION';
  parties: string[];
  /** @example "S/RES/2653 (2022)" */
  instrument: string;
  /** @example "6-10" */
  paragraph: string;
  /** @example "no party is listed on this day" */
  detail: string;
}

export class ImplementationGapDto {
  /** @example "CA" */
  jurisdiction: string;
  @ApiProperty({ enum: OUTCOMES })
  un: Outcome;
  @ApiProperty({ enum: OUTCOMES })
  national: Outcome;
  @ApiProperty({ enum: GAP_KINDS })
  kind: GapKind;
}

export class LawDto {
  @ApiProperty({ enum: ['AS_IT_STOOD', 'AS_OF'] })
  reading: 'AS_IT_STOOD' | 'AS_OF';
  /** The day law, list and mandates were read at; null if none was known. */
  @ApiProperty({ type: String, nullable: true, example: '2024-11-01' })
  date: string | null;
}

export class RuleSetNameDto {
  /** @example "2026-11-22" */
  version: string;
  /**
   * SHA-256 of the table's canonical JSON (RFC 8785), hexadecimal.
   * @example "71c72b0f8ddbab2fa57c14fde8e4045ff2b42957583a7496ed3ccb7739b3a33a"
   */
  hash: string;
}

/** The whole answer, layer by layer, with what it rests on. */
export class AssessmentAnswerDto {
  /** The UN layer's: a national outcome never changes it. */
  @ApiProperty({ enum: OUTCOMES })
  outcome: Outcome;
  /** One of `factsMissing` could still change the outcome or a flag. */
  provisional: boolean;
  law: LawDto;
  ruleSet: RuleSetNameDto;
  /** In the order they were applied. */
  appliedParagraphs: AppliedParagraphDto[];
  @ApiProperty({ type: String, nullable: true, example: null })
  noParagraphBecause: string | null;
  un: LayerResultDto;
  national: LayerResultDto[];
  implementationGap: boolean;
  implementationGaps: ImplementationGapDto[];
  /** Runs beside the embargo, whatever that says (resolution 2653, paras 6 to 10). */
  assetFreeze: AssetFreezeDto;
  flags: FlagDto[];
  factsUsed: FactUsedDto[];
  factsMissing: FactMissingDto[];

  static of(answer: Assessment): AssessmentAnswerDto {
    return answer as unknown as AssessmentAnswerDto;
  }
}
