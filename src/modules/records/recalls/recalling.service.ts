import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import type { Submission } from '../../../platform/http/idempotency';
import { type Audience, AudiencesService } from '../../access';
import { AuditTrail } from '../../audit';
import type { SpineRecord } from '../record.types';
import { RecordsService } from '../records.service';
import { type Accepted, Submissions } from '../submissions.service';
import { RecallWriter } from './recall-writer.service';
import { RecalledReleasesRepository } from './recalled-releases.repository';
import { RECALL } from './recalls.errors';
import type { RecallView } from './recalls.repository';
import { RecallsService } from './recalls.service';

export interface RecallCommand {
  readonly audienceIds?: readonly string[];
  readonly because: string;
  readonly destroyCopies: boolean;
}

/**
 * Takes a record back from everybody or from the audiences named, in one act. It takes effect with the commit, for every reader: rows are
 * let through by the readers that PostgreSQL derives in the same transaction.
 */
@Injectable()
export class RecallingService {
  constructor(
    private readonly records: RecordsService,
    private readonly releases: RecalledReleasesRepository,
    private readonly recalls: RecallsService,
    private readonly writer: RecallWriter,
    private readonly audiences: AudiencesService,
    private readonly audit: AuditTrail,
    private readonly submissions: Submissions,
  ) {}

  /** Throws STILL_REACHED, naming each audience that another release reaches, and NOTHING_TO_RECALL. */
  recall(
    actor: Actor,
    recordId: string,
    command: RecallCommand,
    submission: Submission,
  ): Promise<Accepted<RecallView>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId: id, receiptId }) => {
        const { record, written } = await this.records.beginSharing(actor, recordId);
        const audiences = command.audienceIds && (await this.audiences.resolve(command.audienceIds));
        const releases = await this.end(actor, record, command, audiences);
        const { because, destroyCopies } = command;
        const named = audiences?.map(({ key }) => key) ?? null;
        const ended = releases.map(({ audienceKey }) => audienceKey);
        const losing = await this.releases.losing(record.key, ended, named, destroyCopies);
        if (releases.length === 0 && losing.length === 0) throw new DomainError(RECALL.NOTHING_TO_RECALL);
        const releaseIds = releases.map((release) => release.id);
        const facts = {
          recall: id,
          audiences: audiences?.map((one) => one.id) ?? null,
          releases: releaseIds,
          destroyCopies,
        };
        const leaf = this.audit.append({ name: 'record.recalled', written: [written], facts }, receiptId);
        await this.writer.write(actor, record, { id, named, releaseIds, because, destroyCopies }, losing);
        const along = await this.writer.along(actor, record, { because, destroyCopies }, named);
        for (const key of along) if (named && audiences) await this.requireOutOfReach(key, named, audiences);
        return { view: await this.recalls.find(actor, id), leaf };
      },
      (id) => this.recalls.find(actor, id),
    );
  }

  private async end(
    actor: Actor,
    record: SpineRecord,
    { because }: RecallCommand,
    audiences: readonly Audience[] | undefined,
  ): Promise<{ id: string; audienceKey: number }[]> {
    const named = audiences?.map(({ key }) => key) ?? null;
    await this.releases.end(record.key, actor.userKey, because, named);
    if (named && audiences) await this.requireOutOfReach(record.key, named, audiences);
    return this.releases.fallen(record.key);
  }

  /** A recall that left somebody of those named reading would be a promise broken in silence. */
  private async requireOutOfReach(
    key: number,
    named: readonly number[],
    audiences: readonly Audience[],
  ): Promise<void> {
    const still = await this.releases.stillReached(key, named);
    if (still.length === 0) return;
    const fields = still.map(({ organisation, audienceKey }) => ({
      pointer: `/audienceIds/${audiences.findIndex((one) => one.key === audienceKey)}`,
      code: 'STILL_REACHED',
      message: `${organisation} is reached by another release as well`,
    }));
    throw new DomainError(RECALL.STILL_REACHED, { fields });
  }
}
