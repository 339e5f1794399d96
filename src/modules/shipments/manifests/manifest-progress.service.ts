import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { InFlight } from '../../../platform/http/in-flight';
import type { ManifestProgress } from './manifest-import.types';
import { ManifestsRepository } from './manifests.repository';
import { ManifestsService } from './manifests.service';

const LOOK_EVERY_MS = 500;
/** Each open stream holds a place among the requests that are worked on at once. */
const MOST_STREAMS = 50;

/** How far an import is, once or as it goes on. */
@Injectable()
export class ManifestProgressService {
  private streams = 0;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ManifestsRepository,
    private readonly manifests: ManifestsService,
    private readonly inFlight: InFlight,
  ) {}

  now(actor: Actor, id: string): Promise<ManifestProgress> {
    return this.uow.read(actor, async () => {
      await this.manifests.require(id);
      return (await this.repository.progress(id))!;
    });
  }

  /** The first look is the one the log knows of: what follows are counts of what was shown. Throws COMMON.UNAVAILABLE beyond 50 at once. */
  async follow(actor: Actor, id: string): Promise<AsyncGenerator<ManifestProgress>> {
    if (this.streams >= MOST_STREAMS) throw new DomainError(COMMON.UNAVAILABLE, { retryAfter: 5 });
    const first = await this.now(actor, id);
    return this.changes(actor, id, first);
  }

  private async *changes(actor: Actor, id: string, first: ManifestProgress): AsyncGenerator<ManifestProgress> {
    this.streams += 1;
    try {
      yield first;
      for (let last = first; isUnderWay(last) && !this.inFlight.isDraining;) {
        await pause(LOOK_EVERY_MS);
        const next = await this.uow.read(actor, () => this.repository.progress(id));
        if (!next) return;
        // Also when nothing has changed: a line that is silent is taken for broken.
        yield (last = next);
      }
    } finally {
      this.streams -= 1;
    }
  }
}

const isUnderWay = ({ status }: ManifestProgress): boolean => status === 'QUEUED' || status === 'READING';
