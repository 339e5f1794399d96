import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { DomainError } from '../../../kernel/domain-error';
import { ACCESS } from '../access.errors';
import { ActorsRepository } from '../actors.repository';
import { networkOf, secondsToWait, type SubjectKind } from './slow-down.rules';

export interface Subject {
  readonly kind: SubjectKind;
  readonly hash: Buffer;
}

const subject = (kind: SubjectKind, value: string): Subject => ({
  kind,
  hash: createHash('sha256').update(`${kind}:${value}`).digest(),
});

export const emailSubject = (email: string): Subject => subject('email', email);
export const userSubject = (userId: string): Subject => subject('user', userId);
/** @param door what is tried there: failures at one do not slow down another */
export const addressSubject = (address: string, door = ''): Subject =>
  subject('address', `${door}${networkOf(address)}`);

/**
 * The one counter that every way in passes: password, one-time code, refresh token, one-time link. It knows hashes only, and answers for
 * an address nobody has exactly as for one that exists.
 */
@Injectable()
export class SlowDown {
  constructor(
    private readonly actors: ActorsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws ACCESS.SLOW_DOWN while a pause runs. A refused attempt does not prolong it. */
  async check(...subjects: readonly Subject[]): Promise<void> {
    const counts = await this.actors.attempts(subjects.map(({ hash }) => hash));
    const now = this.clock.now();
    const waits = counts.map(({ subject: hash, failures, last_at }) => {
      const kind = subjects.find((one) => one.hash.equals(hash))!.kind;
      return secondsToWait(kind, failures, last_at, now);
    });
    const retryAfter = Math.max(0, ...waits);
    if (retryAfter > 0) throw new DomainError(ACCESS.SLOW_DOWN, { retryAfter });
  }

  failed(...subjects: readonly Subject[]): Promise<void> {
    return this.actors.attemptFailed(subjects.map(({ hash }) => hash));
  }

  succeeded(...subjects: readonly Subject[]): Promise<void> {
    return this.actors.attemptSucceeded(subjects.map(({ hash }) => hash));
  }
}
