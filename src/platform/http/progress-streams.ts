import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import { InFlight } from './in-flight';

const LOOK_EVERY_MS = 500;
/** Each open stream holds a place among the requests that are worked on at once. */
const MOST_STREAMS = 50;

/** How something under way goes on, twice a second, until it has ended. */
@Injectable()
export class ProgressStreams {
  private open = 0;

  constructor(private readonly inFlight: InFlight) {}

  /** Throws COMMON.UNAVAILABLE beyond 50 at once, before `first` is asked for. `next` gives nothing if it can be seen no more. */
  async follow<State>(
    first: () => Promise<State>,
    next: () => Promise<State | undefined>,
    isUnderWay: (state: State) => boolean,
  ): Promise<AsyncGenerator<State>> {
    if (this.open >= MOST_STREAMS) throw new DomainError(COMMON.UNAVAILABLE, { retryAfter: 5 });
    return this.changes(await first(), next, isUnderWay);
  }

  private async *changes<State>(
    first: State,
    next: () => Promise<State | undefined>,
    isUnderWay: (state: State) => boolean,
  ): AsyncGenerator<State> {
    this.open += 1;
    try {
      yield first;
      for (let last = first; isUnderWay(last) && !this.inFlight.isDraining;) {
        await pause(LOOK_EVERY_MS);
        const state = await next();
        if (state === undefined) return;
        // Also when nothing has changed: a line that is silent is taken for broken.
        yield (last = state);
      }
    } finally {
      this.open -= 1;
    }
  }
}
