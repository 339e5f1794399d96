import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Submission } from '../../platform/http/idempotency';
import { type AssessmentCommand, AssessmentsService, type AssessmentView, type CaseForm, readCase } from '../embargo';
import { type Accepted, RecordsService } from '../records';
import { prefilledCase, type PrefilledCase } from './embargo-facts.rules';
import { NameScreening } from '../screening';
import { listingNotes, namesOf } from './listing-notes.rules';
import { ShipmentsRepository, type ShipmentView } from './shipments.repository';

/** From a bill of lading to an embargo case: what the bill says, and what the officer states over it. */
@Injectable()
export class ShipmentAssessments {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: ShipmentsRepository,
    private readonly assessments: AssessmentsService,
    private readonly screening: NameScreening,
  ) {}

  prefill(actor: Actor, id: string): Promise<PrefilledCase> {
    return this.uow.read(actor, async () => {
      const bill = await this.view(id);
      const prefilled = prefilledCase(bill);
      const day = prefilled.case.shipmentDate ?? null;
      const screened = await this.screening.screen(namesOf(bill.parties), day);
      return { ...prefilled, notes: [...prefilled.notes, ...listingNotes(bill.parties, screened, day)] };
    });
  }

  async assess(
    actor: Actor,
    id: string,
    command: Omit<AssessmentCommand, 'recordId' | 'known'>,
    submission: Submission,
  ): Promise<Accepted<AssessmentView>> {
    readCase(command.input, 'may be empty'); // what is misspelt is said before the bill is looked for
    const { case: known } = prefilledCase(await this.uow.read(actor, () => this.view(id)));
    return this.assessments.make(actor, submission, { ...command, known: known as CaseForm, recordId: id });
  }

  private async view(id: string): Promise<ShipmentView> {
    return this.repository.view(await this.records.require(id, 'shipment'));
  }
}
