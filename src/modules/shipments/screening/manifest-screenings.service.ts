import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ProgressStreams } from '../../../platform/http/progress-streams';
import { ManifestsService } from '../manifests/manifests.service';
import { ManifestScreeningsRepository } from './manifest-screenings.repository';
import type { ScreeningRun } from './manifest-screening.types';
import { isUnderWay, ScreeningRequests } from './screening-requests.service';

/** Null: nobody has asked for one, which is not the same as no hit. */
export type NewestRun = ScreeningRun | null;

/** Runs over the parties of a manifest: asking for one, and how the newest stands. */
@Injectable()
export class ManifestScreenings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: ManifestScreeningsRepository,
    private readonly manifests: ManifestsService,
    private readonly requests: ScreeningRequests,
    private readonly streams: ProgressStreams,
  ) {}

  request(actor: Actor, manifestId: string): Promise<ScreeningRun> {
    return this.uow.write(actor, async () => this.requests.add(await this.manifests.require(manifestId)));
  }

  now(actor: Actor, manifestId: string): Promise<NewestRun> {
    return this.uow.read(actor, async () => {
      await this.manifests.require(manifestId);
      return (await this.runs.newest(manifestId)) ?? null;
    });
  }

  /** Ends with the run, and at once if there is none. Throws COMMON.UNAVAILABLE beyond 50 streams at once. */
  follow(actor: Actor, manifestId: string): Promise<AsyncGenerator<NewestRun>> {
    const next = () => this.uow.read(actor, () => this.runs.newest(manifestId));
    return this.streams.follow<NewestRun>(
      () => this.now(actor, manifestId),
      next,
      (run) => run !== null && isUnderWay(run),
    );
  }
}
