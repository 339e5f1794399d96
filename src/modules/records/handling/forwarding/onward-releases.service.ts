import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../../kernel/clock';
import { DomainError } from '../../../../kernel/domain-error';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { Submission } from '../../../../platform/http/idempotency';
import { AuditTrail } from '../../../audit';
import { RECORD } from '../../records.errors';
import { RecordsService } from '../../records.service';
import { type ForwardableRelease, ReleaseWriter } from '../../releases/release-writer.service';
import { ReleasesRepository, type ReleaseView } from '../../releases/releases.repository';
import { type Accepted, Submissions } from '../../submissions.service';
import { HANDLING } from '../handling.errors';

export interface ForwardCommand {
  readonly audienceIds: readonly string[];
  readonly reason: string;
  readonly expiresAt?: string;
}

/**
 * Passing on what was released with leave to pass it on. Invariant: an onward release is never wider than what was given, stays the
 * originator's and falls with what it was forwarded from; migration 0027 demands it whatever stands here.
 */
@Injectable()
export class OnwardReleases {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly releases: ReleasesRepository,
    private readonly writer: ReleaseWriter,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  forward(actor: Actor, id: string, command: ForwardCommand, submission: Submission): Promise<Accepted<ReleaseView[]>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ receiptId }) => {
        await this.records.requireReadable(actor, id);
        const { record, written } = await this.records.beginEvent(id);
        if (record.ownerId === actor.organisationKey) throw new DomainError(HANDLING.OWN_RECORD);
        const { parent, expiresAt } = this.within(await this.releases.forwardable(record.key, actor.readers), command);
        const facts = { audiences: [...command.audienceIds], forwardedFrom: parent.id };
        const leaf = this.audit.append({ name: 'record.forwarded', written: [written], facts }, receiptId);
        const made = await this.writer.forward(actor, record, parent, { ...command, expiresAt });
        const all = await this.releases.ofRecord(record.key);
        return { view: all.filter((release) => made.includes(release.id)), leaf };
      },
      () =>
        this.uow.read(actor, async () => {
          const record = await this.records.requireReadable(actor, id);
          return (await this.releases.ofRecord(record.key)).filter(
            ({ forwarded_by, audience_id }) =>
              forwarded_by === actor.organisationCode && command.audienceIds.includes(audience_id),
          );
        }),
    );
  }

  /** The release it is forwarded from: one that lasts as long as is asked, or the longest if nothing is asked. */
  private within(
    given: readonly ForwardableRelease[],
    { expiresAt: asked }: ForwardCommand,
  ): { parent: ForwardableRelease; expiresAt: Date | null } {
    const [longest] = given;
    if (!longest) throw new DomainError(HANDLING.CONSENT_NEEDED);
    if (asked === undefined) return { parent: longest, expiresAt: longest.expiresAt };
    const expiresAt = new Date(asked);
    if (expiresAt <= this.clock.now()) throw new DomainError(RECORD.RELEASE_EXPIRED);
    if (longest.expiresAt !== null && expiresAt > longest.expiresAt)
      throw new DomainError(HANDLING.WIDER_THAN_GIVEN, {
        fields: [{ pointer: '/expiresAt', code: 'TOO_LATE', message: 'Later than what was released to you ends' }],
      });
    return { parent: longest, expiresAt };
  }
}
