import { ApiProperty } from '@nestjs/swagger';
import { Allow, IsIn, IsObject, IsOptional, IsUUID } from 'class-validator';
import { IsCalendarDay } from '../../../platform/http/rfc3339';
import { CLASSIFICATIONS, type Classification } from '../../records';
import {
  DECISION_RESULTS,
  GOODS_CATEGORIES,
  type GoodsCategory,
  LIST_STATUSES,
  PARTY_CLASSES,
  PARTY_ROLES,
  type PartyClass,
  type PartyRole,
  PURPOSES,
} from '../embargo.types';

/*
 * The form of one case as clients see it. What is inside a field is read by case-form.parser.ts, the reader of the command line too,
 * which names each fault by its place; nothing here says a rule a second time.
 */
export class GoodsFormDto {
  @ApiProperty({ enum: GOODS_CATEGORIES, required: false, example: 'NON_LETHAL_MIL' })
  category?: GoodsCategory;
  lethal?: boolean;
  /** @example "body armour, level IIIA" */
  description?: string;
  /** @example 40 */
  quantity?: number;
  /** Of PARTS: of small arms and light weapons, or of something else. */
  @ApiProperty({ enum: ['SALW', 'OTHER'], required: false })
  partsOf?: 'SALW' | 'OTHER';
}

export class ListingFormDto {
  /** @example "HTi.001" */
  ref?: string;
  /**
   * First day of the designation, YYYY-MM-DD.
   * @example "2022-10-21"
   */
  listedOn?: string;
  /**
   * First day after it, YYYY-MM-DD.
   * @example "2025-06-30"
   */
  delistedOn?: string;
}

export class PartyFormDto {
  /** @example "Gardiens Exemple SA" */
  name?: string;
  @ApiProperty({ enum: PARTY_CLASSES, required: false, example: 'PRIVATE_SECURITY' })
  class?: PartyClass;
  @ApiProperty({ enum: PARTY_ROLES, required: false })
  role?: PartyRole;
  /** Entries of the 2653 list. An empty list says: screened, nothing found. */
  listRefs?: ListingFormDto[];
  @ApiProperty({ enum: LIST_STATUSES, required: false })
  listStatus?: (typeof LIST_STATUSES)[number];
  /**
   * Reference of the proof of command or authorisation.
   * @example "Note verbale 114/2024 of the Ministry of Justice"
   */
  commandProof?: string;
  supportsGangViolence?: boolean;
}

export class FoundWithFormDto extends PartyFormDto {
  /**
   * YYYY-MM-DD.
   * @example "2025-08-02"
   */
  foundOn?: string;
}

export class EndUseFormDto {
  @ApiProperty({ enum: PURPOSES, required: false, example: 'COMMERCIAL' })
  purpose?: (typeof PURPOSES)[number];
  /** @example "guards of a warehouse" */
  text?: string;
  /** Condition 1 of the standing exemption: used by, or in coordination with, the exempt body. */
  usedByOrWithBody?: boolean;
  /** Condition 2 of the standing exemption: solely to further peace and stability in Haiti. */
  solelyPeaceAndStability?: boolean;
}

export class DecisionLimitFormDto {
  @ApiProperty({ enum: GOODS_CATEGORIES, required: false })
  category?: GoodsCategory;
  /** @example 40 */
  quantity?: number;
  /** @example 15 */
  quantityUsed?: number;
}

export class DecisionScopeFormDto {
  @ApiProperty({ enum: GOODS_CATEGORIES, isArray: true, required: false })
  categories?: GoodsCategory[];
  /** @example 40 */
  quantity?: number;
  /** @example 15 */
  quantityUsed?: number;
  /** Where the Committee counted by category; each must hold by itself. */
  limits?: DecisionLimitFormDto[];
  /** @example "Gardiens Exemple SA" */
  consignee?: string;
}

export class CommitteeDecisionFormDto {
  /** @example "S/AC.60/2024/COMM.12" */
  reference?: string;
  @ApiProperty({ enum: DECISION_RESULTS, required: false })
  result?: (typeof DECISION_RESULTS)[number];
  /**
   * YYYY-MM-DD. It counts only if it precedes the shipment.
   * @example "2024-10-25"
   */
  date?: string;
  /**
   * Last day, YYYY-MM-DD.
   * @example "2025-04-30"
   */
  expiry?: string;
  scope?: DecisionScopeFormDto;
}

/** What is known of one supply. Every field may be absent: what is missing is part of the answer. */
export class CaseFormDto {
  /**
   * YYYY-MM-DD. The law is chosen by this day.
   * @example "2024-11-01"
   */
  @Allow()
  shipmentDate?: string;

  @Allow()
  goods?: GoodsFormDto[];

  /**
   * ISO 3166-1 alpha-2.
   * @example "CA"
   */
  @Allow()
  supplierState?: string;

  /**
   * ISO 3166-1 alpha-2.
   * @example "PA"
   */
  @Allow()
  flagState?: string;

  /**
   * ISO 3166-1 alpha-2.
   * @example ["DO"]
   */
  @Allow()
  transitStates?: string[];

  @IsOptional()
  @IsObject()
  consignee?: PartyFormDto;

  @IsOptional()
  @IsObject()
  endUser?: PartyFormDto;

  @IsOptional()
  @IsObject()
  endUse?: EndUseFormDto;

  /** Everybody else who takes part, each with the role. */
  @Allow()
  parties?: PartyFormDto[];

  @IsOptional()
  @IsObject()
  committeeDecision?: CommitteeDecisionFormDto;

  /** With whom the goods were found afterwards. */
  @IsOptional()
  @IsObject()
  foundWith?: FoundWithFormDto;
}

/** A case, or what is stated over one that is known already. */
export class StatedCaseDto extends CaseFormDto {
  /**
   * A request to the Committee it relies on. The decision, as it counted on the day of the supply, and what was used by then are read
   * there; `committeeDecision` is then not stated.
   */
  @IsOptional()
  @IsUUID()
  exemptionId?: string;

  /**
   * Law, list and mandates as on this day instead of the day of shipment.
   * @example "2026-01-15"
   */
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;

  /** ST/SGB/2007/6. CONFIDENTIAL unless said otherwise, and never below what it is about. */
  @ApiProperty({ enum: CLASSIFICATIONS, required: false, example: 'CONFIDENTIAL' })
  @IsOptional()
  @IsIn(CLASSIFICATIONS)
  classification?: Classification;
}

export class CreateAssessmentDto extends StatedCaseDto {
  /** The bill of lading it is about, if it is in the system; POST /v1/shipments/{id}/assessments fills the facts in from it. */
  @IsOptional()
  @IsUUID()
  shipmentId?: string;
}

export class RepeatAssessmentDto extends StatedCaseDto {}

/** Bodies that can be sent as they stand. */
export const CASE_EXAMPLES = {
  approvalNeeded: {
    summary: 'Body armour to a guard company: needs approval, and Canada said otherwise',
    value: {
      shipmentDate: '2024-11-01',
      goods: [{ category: 'NON_LETHAL_MIL', lethal: false, description: 'body armour, level IIIA', quantity: 40 }],
      supplierState: 'CA',
      consignee: { name: 'Gardiens Exemple SA', class: 'PRIVATE_SECURITY', listRefs: [] },
      endUse: { purpose: 'COMMERCIAL', text: 'guards of a warehouse' },
    },
  },
  lateApproval: {
    summary: 'Approved the day after it was shipped: does not count',
    value: {
      shipmentDate: '2025-02-13',
      goods: [{ category: 'SALW', lethal: true, quantity: 15 }],
      consignee: { name: 'Gardiens Exemple SA', class: 'PRIVATE_SECURITY', listRefs: [] },
      committeeDecision: { result: 'APPROVED', date: '2025-02-14', reference: 'S/AC.60/2025/COMM.12' },
    },
  },
};

export const REPETITION_EXAMPLES = {
  moreIsKnown: { summary: 'What the goods are for has become known', value: { endUse: { purpose: 'COMMERCIAL' } } },
  asOf: { summary: 'Law, list and mandates as on another day', value: { asOf: '2025-11-01' } },
};
