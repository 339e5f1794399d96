import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { Jobs } from '../../../platform/jobs/jobs';
import { AudiencesService } from '../../access';
import type { SpineRecord } from '../record.types';
import { RECORD } from '../records.errors';
import { ReleasesRepository } from './releases.repository';

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

/** Writes releases inside the unit of work of whoever makes or releases the records; that one's audit event names them. */
@Injectable()
export class ReleaseWriter {
  constructor(
    private readonly repository: ReleasesRepository,
    private readonly audiences: AudiencesService,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A submission that releases at once needs what releasing alone needs: an API key may submit and not release. */
  resolveFor(actor: Actor, terms: ReleaseTerms): Promise<ResolvedTerms> {
    requireMayRelease(actor);
    return this.resolve(terms);
  }

  /** Looks up whom the terms name. Apart from insert, so that it can travel together with other statements. */
  async resolve(terms: ReleaseTerms): Promise<ResolvedTerms> {
    const expiresAt = terms.expiresAt === undefined ? null : new Date(terms.expiresAt);
    if (expiresAt && expiresAt <= this.clock.now()) throw new DomainError(RECORD.RELEASE_EXPIRED);
    const audiences = await this.audiences.resolve([...terms.audienceIds], '/release/audienceIds');
    return { terms, expiresAt, audienceKeys: audiences.map(({ key }) => key) };
  }

  /** Inside the caller's unit of work, for records it has just made: the caller's own audit event names them. */
  async insert(actor: Actor, records: readonly Pick<SpineRecord, 'key'>[], terms: ReleaseTerms): Promise<string[]> {
    return this.insertResolved(actor, records, await this.resolve(terms));
  }

  /** The same once the audiences are known. */
  async insertResolved(
    actor: Actor,
    records: readonly Pick<SpineRecord, 'key'>[],
    resolved: ResolvedTerms,
  ): Promise<string[]> {
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
    return rows.map(({ id }) => id);
  }
}

export function requireMayRelease(actor: Actor): void {
  if (!actor.actions.has('release.create')) throw new DomainError(COMMON.FORBIDDEN);
}
