import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { readCase } from '../assessment.mapping';
import type { IsoDate } from '../embargo.types';
import { ExemptionsService } from '../exemptions/exemptions.service';
import type { SupplyFacts } from './diversion.types';

interface AssessmentSql {
  outcome: string;
  shipment_date: IsoDate | null;
  input: Readonly<Record<string, unknown>>;
}

/** The exempted supply as the caller sees it: undefined where it sees none. */
@Injectable()
export class Supplies {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly exemptions: ExemptionsService,
  ) {}

  async ofAssessment(id: string): Promise<SupplyFacts | undefined> {
    const rows = await this.uow.prepared<AssessmentSql>(
      'SELECT outcome, shipment_date, input FROM assessments WHERE id = $1',
      [id],
    );
    return rows[0] && supplyOf(rows[0]);
  }

  ofExemption(id: string, foundOn: IsoDate): Promise<SupplyFacts> {
    return this.exemptions.supplyFor(id, foundOn);
  }
}

function supplyOf({ outcome, shipment_date: suppliedOn, input }: AssessmentSql): SupplyFacts {
  const { goods, consignee, endUser } = readCase(input, 'may be empty').input;
  return {
    kind: 'ASSESSMENT',
    isExempt: outcome.startsWith('EXEMPT'),
    suppliedOn,
    isRecorded: true,
    categories: (goods ?? []).flatMap(({ category }) => category ?? []),
    receivers: [consignee, endUser].flatMap((party) => party ?? []),
  };
}
