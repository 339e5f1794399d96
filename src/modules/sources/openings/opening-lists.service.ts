import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { newestFirst } from '../../../platform/http/keyset-page';
import type { Opening } from './opening.types';
import { OpeningsRepository } from './openings.repository';

@Injectable()
export class OpeningLists {
  constructor(
    private readonly repository: OpeningsRepository,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What decides on the state in which an opening is shown. */
  now(): Date {
    return this.clock.now();
  }

  page(actor: Actor, sourceId: string, limit: number, cursor: string | undefined): Promise<Page<Opening>> {
    const scope = [actor.userKey, 'source-openings', sourceId];
    return newestFirst({ cursors: this.cursors, scope, limit, cursor }, (after) =>
      this.repository.ofSource(sourceId, after, limit + 1),
    );
  }
}
