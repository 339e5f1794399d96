import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { Jobs } from '../../../platform/jobs/jobs';
import { AudiencesService } from '../../access';
import type { SpineRecord } from '../record.types';
import { RECORD } from '../records.errors';
import { EXPIRE_RELEASES } from '../releases/release-writer.service';
import { type ReleaseView, ReleasesRepository } from '../releases/releases.repository';
import { limitedPurpose, narrowingFaults, narrowsNothing } from './recall.rules';
import type { Narrowing, TermsFacts } from './recall.types';
import { type NarrowRelease, RecalledReleasesRepository } from './recalled-releases.repository';
import { RECALL } from './recalls.errors';

export interface Narrowed {
  readonly releaseIds: readonly string[];
  readonly audienceKeys: readonly number[];
  readonly terms: TermsFacts;
}

/** Puts narrower releases in the place of one, whose record the caller has locked. Throws where anything would be wider. */
@Injectable()
export class NarrowReleases {
  constructor(
    private readonly releases: ReleasesRepository,
    private readonly recalled: RecalledReleasesRepository,
    private readonly audiences: AudiencesService,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async supersede(actor: Actor, record: SpineRecord, release: ReleaseView, wanted: Narrowing): Promise<Narrowed> {
    const stands = await this.recalled.terms(release.id);
    if (release.revoked_at) throw new DomainError(RECORD.RELEASE_WITHDRAWN);
    if (stands.ended) throw new DomainError(RECALL.RELEASE_ENDED);
    if (stands.forwarded) throw new DomainError(RECALL.FORWARDED);
    const terms = this.narrower(release, wanted);
    const audienceKeys = await this.audienceKeys(stands.audienceKey, wanted.audienceIds);
    if (!(await this.releases.withdraw(release.id, actor.userKey, 'narrowed')))
      throw new DomainError(RECORD.RELEASE_WITHDRAWN);
    const rows = audienceKeys.map((audienceKey): NarrowRelease => {
      return { id: newId(), supersedes: release.id, recordKey: record.key, audienceKey, ...terms };
    });
    await this.recalled.supersede(actor.organisationKey, actor.userKey, rows);
    if (terms.expiresAt) await this.jobs.add(EXPIRE_RELEASES, {}, { runAt: terms.expiresAt });
    return { releaseIds: rows.map(({ id }) => id), audienceKeys, terms };
  }

  private narrower(release: ReleaseView, wanted: Narrowing): TermsFacts {
    if (narrowsNothing(wanted)) throw new DomainError(RECALL.NOTHING_NARROWED);
    const { may_forward: mayForward, purpose, expires_at: expiresAt } = release;
    const fields = narrowingFaults({ mayForward, purpose, expiresAt }, wanted, this.clock.now());
    if (fields.length > 0) throw new DomainError(RECALL.WIDENS, { fields });
    return {
      mayForward: mayForward && wanted.mayForward !== false,
      purpose: limitedPurpose(purpose, wanted.onlyFor),
      expiresAt: wanted.expiresAt === undefined ? expiresAt : new Date(wanted.expiresAt),
    };
  }

  /** A group, a State or a body can be narrowed to organisations that it reaches. */
  private async audienceKeys(wider: number, ids: readonly string[] | undefined): Promise<readonly number[]> {
    if (!ids) return [wider];
    const audiences = await this.audiences.resolve(ids);
    const within = await this.recalled.within(
      wider,
      audiences.map(({ key }) => key),
    );
    const fields = ids.flatMap((id, i) => {
      const { key } = audiences.find((one) => one.id === id.toLowerCase())!;
      if (within.has(key) && key !== wider) return [];
      return [
        {
          pointer: `/audienceIds/${i}`,
          code: 'WIDENS',
          message: 'Not an organisation that the release reaches as a part',
        },
      ];
    });
    if (fields.length > 0) throw new DomainError(RECALL.WIDENS, { fields });
    return audiences.map(({ key }) => key);
  }
}
