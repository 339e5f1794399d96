import { type Readable, Transform, type TransformCallback } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { ActorFactory, ActorsRepository } from '../../access';
import { RecordsService } from '../records.service';

/** How long bytes flow on the word of the last look. */
const LOOK_EVERY_MS = 250;

/** One download: what it gives, it gives for as long as its reader sees the record. */
export interface Watch {
  /** Throws if the record was taken from the reader; looks again only after a while. */
  look(): Promise<void>;
  /** The same bytes; fails in the midst if the record is taken away while they flow. */
  guard(content: Readable): Readable;
}

/**
 * A download may take hours over a bad line: a recall, a release that ends, a membership or a user that is taken away end it too. The
 * reader is looked up anew, because what the request knew of it is what it was allowed when it began.
 */
@Injectable()
export class WhileVisible {
  constructor(
    private readonly records: RecordsService,
    private readonly actors: ActorsRepository,
    private readonly factory: ActorFactory,
  ) {}

  begin(actor: Actor, recordId: string): Watch {
    let lookedAt = performance.now();
    const look = async (): Promise<void> => {
      if (performance.now() - lookedAt < LOOK_EVERY_MS) return;
      lookedAt = performance.now();
      const row = await this.actors.byUser(actor.userKey);
      const now = row && this.factory.make(row, { kind: actor.credential });
      if (!now || !(await this.records.sees(now, recordId))) throw new DomainError(COMMON.NOT_FOUND);
    };
    return { look, guard: (content) => guarded(content, look) };
  }
}

function guarded(content: Readable, look: () => Promise<void>): Readable {
  const passed = new Transform({
    transform(chunk: Buffer, _, done: TransformCallback) {
      look().then(
        () => done(null, chunk),
        (error: Error) => done(error),
      );
    },
    destroy(error, done) {
      content.destroy();
      done(error);
    },
  });
  content.on('error', (error) => passed.destroy(error));
  return content.pipe(passed);
}
