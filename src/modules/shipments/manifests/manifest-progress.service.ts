import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ProgressStreams } from '../../../platform/http/progress-streams';
import type { ManifestProgress } from './manifest-import.types';
import { ManifestsRepository } from './manifests.repository';
import { ManifestsService } from './manifests.service';

/** How far an import is, once or as it goes on. */
@Injectable()
export class ManifestProgressService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ManifestsRepository,
    private readonly manifests: ManifestsService,
    private readonly streams: ProgressStreams,
  ) {}

  now(actor: Actor, id: string): Promise<ManifestProgress> {
    return this.uow.read(actor, async () => {
      await this.manifests.require(id);
      return (await this.repository.progress(id))!;
    });
  }

  /** The first look is the one the log knows of: what follows are counts of what was shown. Throws COMMON.UNAVAILABLE beyond 50 at once. */
  follow(actor: Actor, id: string): Promise<AsyncGenerator<ManifestProgress>> {
    const next = () => this.uow.read(actor, () => this.repository.progress(id));
    return this.streams.follow(() => this.now(actor, id), next, isUnderWay);
  }
}

const isUnderWay = ({ status }: ManifestProgress): boolean => status === 'QUEUED' || status === 'READING';
