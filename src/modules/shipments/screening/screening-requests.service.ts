import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { Jobs } from '../../../platform/jobs/jobs';
import { AuditTrail } from '../../audit';
import type { ManifestView } from '../manifests/manifest-import.types';
import { SHIPMENT } from '../shipments.errors';
import { ManifestScreeningsRepository } from './manifest-screenings.repository';
import { SCREEN_MANIFEST, type ScreeningRun, type ScreenManifestPayload } from './manifest-screening.types';

export const isUnderWay = ({ status }: ScreeningRun): boolean => status === 'QUEUED' || status === 'RUNNING';

/** Asks for runs over the parties of a manifest: one at a time. */
@Injectable()
export class ScreeningRequests {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: ManifestScreeningsRepository,
    private readonly jobs: Jobs,
    private readonly audit: AuditTrail,
  ) {}

  /** Within the running unit of work: a new run, or the one that is under way. Throws SHIPMENT.STILL_IMPORTED. */
  async add(manifest: ManifestView): Promise<ScreeningRun> {
    if (manifest.status === 'QUEUED' || manifest.status === 'READING') throw new DomainError(SHIPMENT.STILL_IMPORTED);
    await this.runs.lockManifest(manifest.id);
    const last = await this.runs.newest(manifest.id);
    const isRunning = last !== undefined && isUnderWay(last);
    const facts = { manifest: manifest.id, ...(isRunning && { again: true }) };
    this.audit.append({ name: 'manifest.screening_requested', facts });
    if (isRunning) return last;
    const { userKey, organisationKey, organisationId, organisationCode } = this.uow.current.actor;
    const id = newId();
    await this.runs.insert({
      id,
      ownerId: organisationKey,
      manifestId: manifest.id,
      number: (last?.number ?? 0) + 1,
      status: 'QUEUED',
      billsPresent: manifest.bills_done,
      onlyChanged: false,
      requestedBy: userKey,
    });
    const owner = { key: organisationKey, id: organisationId, code: organisationCode };
    const payload: ScreenManifestPayload = { screeningId: id, userKey, owner };
    await this.jobs.add(SCREEN_MANIFEST, { ...payload });
    return (await this.runs.find(id))!;
  }
}
