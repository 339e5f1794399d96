import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { Jobs } from '../../../platform/jobs/jobs';
import { AudiencesService } from '../../access';
import { Notices } from '../notices.service';
import type { SpineRecord } from '../record.types';
import { RECORD } from '../records.errors';
import type { ReleaseRow } from './release.record';
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

/** A release that its reader may pass on. */
export interface ForwardableRelease {
  readonly id: string;
  readonly recordKey: number;
  readonly ownerId: number;
  readonly purpose: string;
  readonly expiresAt: Date | null;
}

export interface Forward {
  readonly audienceIds: readonly string[];
  readonly reason: string;
  readonly expiresAt: Date | null;
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
    private readonly notices: Notices,
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
    more: Pick<ReleaseRow, 'consentedTo'> = {},
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
        ...more,
      })),
    );
    await Promise.all([this.repository.insert(rows), this.endAt(expiresAt)]);
    return rows.map(({ id }) => id);
  }

  /**
   * Passes on what was released with leave to do so. The row is the originator's; the database asks that it is no wider than `parent`,
   * and takes it back with it.
   */
  async forward(
    actor: Actor,
    record: Pick<SpineRecord, 'id' | 'ownerId'>,
    parent: ForwardableRelease,
    forward: Forward,
  ): Promise<string[]> {
    const audiences = await this.audiences.resolve([...forward.audienceIds]);
    const rows = audiences.map(({ key }) => ({
      id: newId(),
      recordKey: parent.recordKey,
      ownerId: parent.ownerId,
      audienceKey: key,
      mayForward: false,
      purpose: parent.purpose,
      releasedBy: actor.userKey,
      expiresAt: forward.expiresAt,
      forwardedFrom: parent.id,
      forwardedBy: actor.organisationKey,
      forwardReason: forward.reason,
    }));
    await Promise.all([this.repository.insert(rows), this.endAt(forward.expiresAt)]);
    await this.tell(record.id, rows);
    await this.notices.give({ kind: 'record.released', to: { organisationKey: record.ownerId }, recordId: record.id });
    return rows.map(({ id }) => id);
  }

  /** Whoever now sees a record hears of it. */
  async tell(recordId: string, rows: readonly { readonly audienceKey: number }[]): Promise<void> {
    for (const { audienceKey } of rows)
      await this.notices.give({ kind: 'record.released', to: { audienceKey }, recordId });
  }

  private endAt(expiresAt: Date | null): Promise<void> | undefined {
    return expiresAt ? this.jobs.add(EXPIRE_RELEASES, {}, { runAt: expiresAt }) : undefined;
  }
}

export function requireMayRelease(actor: Actor): void {
  if (!actor.actions.has('release.create')) throw new DomainError(COMMON.FORBIDDEN);
}
