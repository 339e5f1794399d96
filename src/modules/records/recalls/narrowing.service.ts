import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ownOrganisation } from '../../access';
import { AuditTrail } from '../../audit';
import { RECORD } from '../records.errors';
import { RecordsService } from '../records.service';
import { type ReleaseView, ReleasesRepository } from '../releases/releases.repository';
import { NarrowReleases } from './narrow-releases.service';
import { RecallWriter } from './recall-writer.service';
import type { Narrowing } from './recall.types';
import { RecalledReleasesRepository } from './recalled-releases.repository';

export interface NarrowingCommand extends Narrowing {
  readonly because?: string;
}

/**
 * Narrows a release: it is superseded by one of narrower terms, in one transaction, and stays in the record's history as it was. What was
 * forwarded under the old terms falls with them.
 */
@Injectable()
export class NarrowingService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly releases: ReleasesRepository,
    private readonly recalled: RecalledReleasesRepository,
    private readonly narrow: NarrowReleases,
    private readonly writer: RecallWriter,
    private readonly audit: AuditTrail,
  ) {}

  narrowRelease(actor: Actor, releaseId: string, command: NarrowingCommand): Promise<ReleaseView[]> {
    return this.uow.write(actor, async () => {
      const seen = await this.releases.find(releaseId);
      if (!seen) throw new DomainError(COMMON.NOT_FOUND);
      enforce(ownOrganisation(actor, await this.records.requireReadable(actor, seen.record_id)), RECORD.NOT_THE_OWNER);
      const { record, written } = await this.records.beginSharing(actor, seen.record_id);
      const release = (await this.releases.find(releaseId))!; // as it is once nobody else can change it
      const { releaseIds, audienceKeys, terms } = await this.narrow.supersede(actor, record, release, command);
      this.audit.append({
        name: 'record.release_narrowed',
        written: [written],
        facts: { release: releaseId, supersededBy: releaseIds },
      });
      const saying = { because: command.because ?? null, destroyCopies: false };
      const fell = (await this.recalled.fallen(record.key)).some(({ id }) => id !== releaseId);
      if (command.audienceIds || fell) await this.writer.withdrawn(actor, record, saying);
      const keeping = await this.recalled.keeping(record.key, audienceKeys);
      await this.writer.write(actor, record, { ...saying, named: audienceKeys, releaseIds, terms }, keeping);
      const all = await this.releases.ofRecord(record.key);
      return all.filter(({ id }) => releaseIds.includes(id));
    });
  }
}
