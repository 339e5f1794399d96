import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import type { StoredSource } from '../source.types';
import { SOURCE } from '../sources.errors';
import { SourcesRepository } from '../sources.repository';
import { OpeningNotices } from './opening-notices.service';
import { OpeningsRepository } from './openings.repository';

/** Uses an opening up and gives what it was for, still sealed. */
@Injectable()
export class OpeningUse {
  constructor(
    private readonly openings: OpeningsRepository,
    private readonly sources: SourcesRepository,
    private readonly notices: OpeningNotices,
  ) {}

  async contents(
    actor: Actor,
    source: StoredSource,
    openingId: string,
  ): Promise<{ version: number; sealed: Buffer; createdAt: Date }[]> {
    if (!(await this.openings.use(openingId))) throw new DomainError(SOURCE.NOT_OPEN);
    await this.notices.opened(actor, source, openingId);
    return this.sources.contents(source.id);
  }
}
