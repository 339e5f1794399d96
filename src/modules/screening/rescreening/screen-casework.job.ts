import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { Jobs } from '../../../platform/jobs/jobs';
import { ActorsRepository, organisationActor } from '../../access';
import { AuditTrail } from '../../audit';
import { OrganisationScreening } from './organisation-screening.service';
import {
  SCREEN_ORGANISATION,
  SCREEN_RECORDS,
  type ScreenOrganisationPayload,
  type ScreenRecordsPayload,
} from './rescreening-queue.service';
import { ScreenedSubjects } from './screened-subjects.repository';
import { SubjectScreening } from './subject-screening.service';

/**
 * Screens again what has changed, as the organisation whose casework it is and as no person of it: a list reaches those too whose last
 * user has left, and records that whoever is at work is not cleared for.
 */
@Injectable()
export class ScreenCaseworkJob implements OnModuleInit {
  private readonly logger = new Logger('screening');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly actors: ActorsRepository,
    private readonly organisations: OrganisationScreening,
    private readonly subjects: ScreenedSubjects,
    private readonly screening: SubjectScreening,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(SCREEN_RECORDS, (payload) => this.records(payload as unknown as ScreenRecordsPayload));
    this.jobs.handle(SCREEN_ORGANISATION, (payload) =>
      this.organisation(payload as unknown as ScreenOrganisationPayload),
    );
  }

  async records({ ownerKey, recordKeys }: ScreenRecordsPayload): Promise<void> {
    const actor = await this.actorOf(ownerKey);
    if (!actor) return;
    await this.uow.write(actor, async () => {
      this.audit.append({ name: 'screening.progressed' });
      const [alone, ...more] = recordKeys;
      const keys = await this.subjects.ofRecords(recordKeys);
      await (more.length === 0 ? this.screening.run(keys, 'RECORD_CHANGED', alone) : this.screening.run(keys));
    });
  }

  async organisation({ ownerKey }: ScreenOrganisationPayload): Promise<void> {
    const actor = await this.actorOf(ownerKey);
    if (actor) await this.organisations.run(actor);
  }

  /** A disabled organisation is screened when it is one again: the first list that changes then finds what it missed. */
  private async actorOf(ownerKey: number): Promise<Actor | undefined> {
    const row = await this.actors.byOrganisation(ownerKey);
    if (!row) this.logger.warn('casework was not screened: its organisation is disabled');
    return row && organisationActor(row);
  }
}
