import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Submission } from '../../platform/http/idempotency';
import { type AssessmentCommand, AssessmentsService, type AssessmentView, type CaseForm, readCase } from '../embargo';
import { type Accepted, RecordsService } from '../records';
import { prefilledCase, type PrefilledCase } from './embargo-facts.rules';
import { ShipmentsRepository } from './shipments.repository';

/** From a bill of lading to an embargo case: what the bill says, and what the officer states over it. */
@Injectable()
export class ShipmentAssessments {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: ShipmentsRepository,
    private readonly assessments: AssessmentsService,
  ) {}

  prefill(actor: Actor, id: string): Promise<PrefilledCase> {
    return this.uow.read(actor, async () =>
      prefilledCase(await this.repository.view(await this.records.require(id, 'shipment'))),
    );
  }

  async assess(
    actor: Actor,
    id: string,
    command: Omit<AssessmentCommand, 'recordId' | 'known'>,
    submission: Submission,
  ): Promise<Accepted<AssessmentView>> {
    readCase(command.input, 'may be empty'); // what is misspelt is said before the bill is looked for
    const { case: known } = await this.prefill(actor, id);
    return this.assessments.make(actor, submission, { ...command, known: known as CaseForm, recordId: id });
  }
}
