import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ownOrganisation } from '../../access';
import type { Submission } from '../../../platform/http/idempotency';
import { AuditTrail } from '../../audit';
import type { SpineRecord } from '../record.types';
import { RECORD } from '../records.errors';
import { type Change, RecordsService } from '../records.service';
import { RecallWriter } from '../recalls/recall-writer.service';
import { type ReleaseView, ReleasesRepository } from './releases.repository';
import { ReleaseWriter, type ReleaseTerms } from './release-writer.service';
import { type Accepted, Submissions } from '../submissions.service';

/**
 * Releasing and taking back. A release names the records it covers, all or none; only the originator releases, and withdrawing
 * takes effect with the commit: the readers are derived in the same transaction.
 */
@Injectable()
export class ReleasesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: ReleasesRepository,
    private readonly audit: AuditTrail,
    private readonly submissions: Submissions,
    private readonly writer: ReleaseWriter,
    private readonly recalls: RecallWriter,
  ) {}

  /** A release repeated over a bad line is one release: withdrawing it must end what the reader can see. */
  release(
    actor: Actor,
    recordIds: readonly string[],
    terms: ReleaseTerms,
    submission: Submission,
  ): Promise<Accepted<ReleaseView[]>> {
    const ids = [...new Set(recordIds)].sort(); // in one order: two that release the same records do not wait for each other
    return this.submissions.once(
      actor,
      submission,
      async ({ receiptId }) => {
        const changes: Change[] = [];
        for (const id of ids) changes.push(await this.records.beginSharing(actor, id));
        const facts = {
          audiences: [...terms.audienceIds],
          purpose: terms.purpose,
          mayForward: terms.mayForward ?? false,
        };
        const written = changes.map((change) => change.written);
        const leaf = this.audit.append({ name: 'record.released', written, facts }, receiptId);
        const records = changes.map(({ record }) => record);
        const resolved = await this.writer.resolve(terms);
        const made = await this.writer.insertResolved(actor, records, resolved);
        const rows = resolved.audienceKeys.map((audienceKey) => ({ audienceKey }));
        for (const { id } of records) await this.writer.tell(id, rows);
        return { view: await this.live(records, terms, made), leaf };
      },
      () => this.uow.read(actor, async () => this.live(await this.records.findByIds(ids), terms)),
    );
  }

  /** The releases that run of these records to the audiences named; only those of `made`, if given. */
  private async live(
    records: readonly Pick<SpineRecord, 'key'>[],
    terms: ReleaseTerms,
    made?: readonly string[],
  ): Promise<ReleaseView[]> {
    const releases = (await Promise.all(records.map(({ key }) => this.repository.ofRecord(key)))).flat();
    return releases.filter(
      ({ id, audience_id, revoked_at }) =>
        revoked_at === null && (made ? made.includes(id) : terms.audienceIds.includes(audience_id)),
    );
  }

  list(actor: Actor, recordId: string): Promise<ReleaseView[]> {
    return this.uow.read(actor, async () =>
      this.repository.ofRecord((await this.records.requireReadable(actor, recordId)).key),
    );
  }

  withdraw(actor: Actor, releaseId: string, because: string | undefined): Promise<ReleaseView> {
    return this.uow.write(actor, async () => {
      const release = await this.repository.find(releaseId);
      if (!release) throw new DomainError(COMMON.NOT_FOUND);
      enforce(
        ownOrganisation(actor, await this.records.requireReadable(actor, release.record_id)),
        RECORD.NOT_THE_OWNER,
      );
      const { record, written } = await this.records.beginSharing(actor, release.record_id);
      if (!(await this.repository.withdraw(releaseId, actor.userKey, because ?? null)))
        throw new DomainError(RECORD.RELEASE_WITHDRAWN);
      this.audit.append({
        name: 'record.release_withdrawn',
        written: [written],
        facts: { release: releaseId, audience: release.audience_id },
      });
      const saying = { because: because ?? null, destroyCopies: false };
      await this.recalls.withdrawn(actor, record, saying);
      await this.recalls.along(actor, record, saying, [release.audience_key]);
      return (await this.repository.find(releaseId))!;
    });
  }
}
