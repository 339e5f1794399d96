import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import { newId } from '../../kernel/ids';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Jobs } from '../../platform/jobs/jobs';
import { AudiencesService, ownOrganisation } from '../access';
import { AuditTrail, type Leaf } from '../audit';
import type { SpineRecord } from './record.types';
import { RECORD } from './records.errors';
import { RecordsService } from './records.service';
import { type ReleaseView, ReleasesRepository } from './releases.repository';

/** Whom something is released to, for what, and how long. */
export interface ReleaseTerms {
  readonly audienceIds: readonly string[];
  readonly purpose: string;
  readonly mayForward?: boolean;
  readonly expiresAt?: string;
}

/** Terms whose audiences were found. */
export interface ResolvedTerms {
  readonly terms: ReleaseTerms;
  readonly expiresAt: Date | null;
  readonly audienceKeys: readonly number[];
}

/** Task name of the job that takes readers away when a release ends. */
export const EXPIRE_RELEASES = 'records.expire_releases';

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
    private readonly audiences: AudiencesService,
    private readonly audit: AuditTrail,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  release(
    actor: Actor,
    recordIds: readonly string[],
    terms: ReleaseTerms,
  ): Promise<{ releases: ReleaseView[]; leaf: Leaf }> {
    return this.uow.write(actor, async () => {
      const ids = [...new Set(recordIds)];
      const changes = [];
      for (const id of ids) changes.push(await this.records.beginSharing(actor, id));
      const leaf = this.audit.append({
        name: 'record.released',
        written: changes.map(({ written }) => written),
        facts: { audiences: [...terms.audienceIds], purpose: terms.purpose, mayForward: terms.mayForward ?? false },
      });
      await this.insert(
        actor,
        changes.map(({ record }) => record),
        terms,
      );
      const releases = await Promise.all(changes.map(({ record }) => this.repository.ofRecord(record.key)));
      return { releases: releases.flat().filter(({ revoked_at }) => revoked_at === null), leaf };
    });
  }

  /** Looks up whom the terms name. Apart from insert, so that it can travel together with other statements. */
  async resolve(terms: ReleaseTerms): Promise<ResolvedTerms> {
    const expiresAt = terms.expiresAt === undefined ? null : new Date(terms.expiresAt);
    if (expiresAt && expiresAt <= this.clock.now()) throw new DomainError(RECORD.RELEASE_EXPIRED);
    const audiences = await this.audiences.resolve([...terms.audienceIds], '/release/audienceIds');
    return { terms, expiresAt, audienceKeys: audiences.map(({ key }) => key) };
  }

  /** Inside the caller's unit of work, for records it has just made: the caller's own audit event names them. */
  async insert(actor: Actor, records: readonly Pick<SpineRecord, 'key'>[], terms: ReleaseTerms): Promise<void> {
    return this.insertResolved(actor, records, await this.resolve(terms));
  }

  /** The same once the audiences are known. */
  async insertResolved(
    actor: Actor,
    records: readonly Pick<SpineRecord, 'key'>[],
    resolved: ResolvedTerms,
  ): Promise<void> {
    const { terms, expiresAt, audienceKeys } = resolved;
    const rows = records.flatMap((record) =>
      audienceKeys.map((audienceKey) => ({
        id: newId(),
        recordKey: record.key,
        ownerId: actor.organisationKey,
        audienceKey,
        mayForward: terms.mayForward ?? false,
        purpose: terms.purpose,
        releasedBy: actor.userKey,
        expiresAt,
      })),
    );
    const jobs = expiresAt ? this.jobs.add(EXPIRE_RELEASES, {}, { runAt: expiresAt }) : undefined;
    await Promise.all([this.repository.insert(rows), jobs]);
  }

  list(actor: Actor, recordId: string): Promise<ReleaseView[]> {
    return this.uow.read(actor, async () => this.repository.ofRecord((await this.records.require(recordId)).key));
  }

  withdraw(actor: Actor, releaseId: string, because: string | undefined): Promise<ReleaseView> {
    return this.uow.write(actor, async () => {
      const release = await this.repository.find(releaseId);
      if (!release) throw new DomainError(COMMON.NOT_FOUND);
      enforce(ownOrganisation(actor, await this.records.require(release.record_id)), RECORD.NOT_THE_OWNER);
      const { written } = await this.records.beginSharing(actor, release.record_id);
      if (!(await this.repository.withdraw(releaseId, actor.userKey, because ?? null)))
        throw new DomainError(RECORD.RELEASE_WITHDRAWN);
      this.audit.append({
        name: 'record.release_withdrawn',
        written: [written],
        facts: { release: releaseId, audience: release.audience_id },
      });
      return (await this.repository.find(releaseId))!;
    });
  }
}
