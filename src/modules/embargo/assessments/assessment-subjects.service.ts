import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { RecordsService, type SpineRecord } from '../../records';
import type { CaseForm } from '../rules/case-merge.rules';
import { ASSESSMENT } from '../embargo.errors';
import { isIsoDate } from '../rules/facts.rules';
import { ExemptionsService } from '../exemptions/exemptions.service';

export interface Subjects {
  readonly record: SpineRecord | null;
  readonly exemption: SpineRecord | null;
  readonly input: CaseForm;
}

/** A day that no approval is later than: of an undated supply the rules say themselves that its day is missing. */
const UNDATED = '9999-12-31';

/** What a case is about, as the caller sees it. Of an exemption request on file the decision is read there, and not taken from the form. */
@Injectable()
export class AssessmentSubjects {
  constructor(
    private readonly records: RecordsService,
    private readonly exemptions: ExemptionsService,
  ) {}

  async resolve(making: {
    readonly recordId: string | null;
    readonly exemptionId: string | null;
    readonly input: CaseForm;
  }): Promise<Subjects> {
    const [record, exemption] = await Promise.all([
      this.visible(making.recordId, '/shipmentId'),
      this.visible(making.exemptionId, '/exemptionId'),
    ]);
    return { record, exemption, input: exemption ? await this.decided(making.input, exemption, record) : making.input };
  }

  /** The decision as it counts on the day of the supply; the bill's own use does not stand against it. */
  private async decided(input: CaseForm, exemption: SpineRecord, bill: SpineRecord | null): Promise<CaseForm> {
    const { committeeDecision: _, ...rest } = input;
    const day = isIsoDate(input.shipmentDate) ? input.shipmentDate : UNDATED;
    const committeeDecision = await this.exemptions.decisionFor(exemption.id, day, bill?.id);
    return { ...rest, ...(committeeDecision && { committeeDecision }) };
  }

  /** What one cannot see does not exist; saying so as a field fault does not echo the id. */
  private async visible(id: string | null, pointer: '/shipmentId' | '/exemptionId'): Promise<SpineRecord | null> {
    if (id === null) return null;
    const [record] = await this.records.findByIds([id]);
    const wanted: string = pointer === '/exemptionId' ? 'exemption' : 'shipment';
    if (record && record.kind === wanted) return record;
    const message = `There is no such ${wanted}, or none that you can see`;
    throw new DomainError(ASSESSMENT.RECORD_UNKNOWN, { fields: [{ pointer, code: 'UNKNOWN', message }] });
  }
}

/** Two words on one decision would leave open which was answered by. @throws DomainError ASSESSMENT.DECISION_ON_FILE */
export function requireOneWord(stated: unknown, exemptionId: string | null | undefined): void {
  const { committeeDecision } = (stated ?? {}) as CaseForm;
  if (!exemptionId || committeeDecision === undefined || committeeDecision === null) return;
  const message = 'What the Committee decided is read from the request that exemptionId names';
  throw new DomainError(ASSESSMENT.DECISION_ON_FILE, {
    fields: [{ pointer: '/committeeDecision', code: 'DECISION_ON_FILE', message }],
  });
}
