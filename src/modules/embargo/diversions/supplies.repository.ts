import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { readCase } from '../assessment.mapping';
import type { GoodsResult } from '../assessment.types';
import type { IsoDate } from '../embargo.types';
import { ExemptionsService } from '../exemptions/exemptions.service';
import type { SupplyFacts } from './diversion.types';

interface AssessmentSql {
  goods: readonly GoodsResult[];
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
      `SELECT answer -> 'un' -> 'goods' AS goods, shipment_date, input FROM assessments WHERE id = $1`,
      [id],
    );
    return rows[0] && supplyOf(rows[0]);
  }

  ofExemption(id: string, foundOn: IsoDate): Promise<SupplyFacts> {
    return this.exemptions.supplyFor(id, foundOn);
  }
}

/** Of goods that were exempt in part only, the exempt part. */
function supplyOf({ goods, shipment_date: suppliedOn, input }: AssessmentSql): SupplyFacts {
  const { consignee, endUser } = readCase(input, 'may be empty').input;
  const exempt = goods.filter(({ outcome }) => outcome.startsWith('EXEMPT'));
  return {
    kind: 'ASSESSMENT',
    isExempt: exempt.length > 0,
    suppliedOn,
    isRecorded: true,
    categories: [...new Set(exempt.map(({ category }) => category))],
    receivers: [consignee, endUser].flatMap((party) => party ?? []),
  };
}
