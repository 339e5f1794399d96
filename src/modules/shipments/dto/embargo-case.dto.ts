import { CaseFormDto, StatedCaseDto } from '../../embargo';
import type { PrefilledCase } from '../embargo-facts.rules';

/** What is stated over the bill: fields of a party, the end use or the decision one by one, lists as a whole. May be empty. */
export class AssessShipmentDto extends StatedCaseDto {}

/** Bodies that can be sent as they stand. */
export const BILL_CASE_EXAMPLES = {
  asFound: {
    summary: 'What was found in the container, and who the consignee is',
    value: {
      goods: [
        { category: 'SALW', quantity: 26 },
        { category: 'AMMUNITION', quantity: 1004 },
      ],
      consignee: { class: 'BUSINESS', listRefs: [] },
      endUse: { purpose: 'COMMERCIAL' },
    },
  },
  asDeclared: { summary: 'The bill as it is declared', value: {} },
};

export class FactSourceDto {
  /** JSON Pointer into the case. */
  fact: string;
  /** JSON Pointer into the bill of lading. */
  from: string;
}

export class PrefilledCaseDto {
  /** Ready to be completed and sent to POST /v1/shipments/{id}/assessments. */
  case: CaseFormDto;
  sources: FactSourceDto[];
  /** What the bill does not tell. */
  notes: string[];

  static of({ case: facts, sources, notes }: PrefilledCase): PrefilledCaseDto {
    return { case: facts as CaseFormDto, sources: [...sources], notes: [...notes] };
  }
}
