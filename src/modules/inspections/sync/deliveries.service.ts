import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ownOrganisation } from '../../access';
import { AuditTrail } from '../../audit';
import { RECORD, RecordsService } from '../../records';
import { SYNC } from './sync.errors';
import { newlyAnnounced } from './sync.rules';
import { type AnnouncedPhoto, MAX_PHOTOS } from './sync.types';
import { type SubmissionRow, SubmissionsRepository } from './submissions.repository';

/** How inspections came, and which photos are still to come. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly submissions: SubmissionsRepository,
    private readonly audit: AuditTrail,
  ) {}

  read(actor: Actor, id: string): Promise<SubmissionRow> {
    return this.uow.read(actor, async () => {
      const record = await this.records.require(id, 'inspection');
      enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
      return this.submissions.findByKey(record.key);
    });
  }

  /** A record sent again with photos that were not announced before. What is announced is never taken back. */
  async announceMore(actor: Actor, known: SubmissionRow, sent: readonly AnnouncedPhoto[]): Promise<void> {
    const photos = newlyAnnounced(known.photos, sent);
    if (photos.length === 0) return;
    if (known.photos.length + photos.length > MAX_PHOTOS) throw new DomainError(SYNC.TOO_MANY_PHOTOS);
    await this.uow.write(actor, async () => {
      this.audit.append({
        name: 'inspection.photos_announced',
        facts: { record: known.id, sha256: photos.map(({ sha256 }) => sha256) },
      });
      await this.submissions.announceMore(known.key, photos);
    });
  }
}
