import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { DomainEvents } from '../../../platform/events/domain-events';
import { ACCESS } from '../access.errors';
import { CredentialsRepository, type OwnCredentials } from './credentials.repository';
import type { LinkPurpose } from './link.types';
import { NewPassword } from './new-password.service';
import { OneTimeTokensRepository } from './one-time-tokens.repository';
import { PasswordHasher } from './password-hasher.service';
import { SessionsRepository } from './sessions.repository';
import { SlowDown, type Subject, userSubject } from './slow-down.service';

/** What a link does: the slow part at once, the rest as a function to run in the unit of work that uses up the token. */
@Injectable()
export class LinkSteps {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly tokens: OneTimeTokensRepository,
    private readonly sessions: SessionsRepository,
    private readonly hasher: PasswordHasher,
    private readonly newPassword: NewPassword,
    private readonly slowDown: SlowDown,
    private readonly events: DomainEvents,
  ) {}

  credentialsOf(actor: Actor): Promise<OwnCredentials | undefined> {
    return this.credentials.find(actor.userKey);
  }

  async setPassword(actor: Actor, own: OwnCredentials, password: string): Promise<(by: LinkPurpose) => Promise<void>> {
    const passwordHash = await this.newPassword.hash(password, own.email);
    return async (by) => {
      await this.credentials.setPassword(actor.userKey, passwordHash);
      await this.tokens.spend(actor.userKey, ['SETUP', 'PASSWORD_RESET']);
      await this.sessions.revokeAll(actor.userKey, 'password_set');
      await this.events.emit('password.set', { user: actor.userId, by });
    };
  }

  /** Needs the password too: whoever finds the link must not get past both factors with it. */
  async removeSecondFactor(
    actor: Actor,
    own: OwnCredentials,
    password: string,
    address: Subject,
  ): Promise<(by: LinkPurpose) => Promise<void>> {
    const user = userSubject(actor.userId);
    await this.slowDown.check(user);
    if (!(await this.hasher.verify(own.password_hash, password))) {
      await this.slowDown.failed(user, address);
      throw new DomainError(ACCESS.CODE_WRONG);
    }
    return async (by) => {
      await this.credentials.removeTotp(actor.userKey);
      await this.sessions.revokeAll(actor.userKey, 'second_factor_reset');
      await this.events.emit('second_factor.reset', { user: actor.userId, by });
    };
  }
}
