import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { DomainEvents } from '../../../platform/events/domain-events';
import { ACCESS } from '../access.errors';
import { CredentialsRepository, type OwnCredentials } from './credentials.repository';
import type { LinkIssuer, LinkPurpose } from './link.types';
import { NewPassword } from './new-password.service';
import { OneTimeTokensRepository } from './one-time-tokens.repository';
import { PasswordHasher } from './password-hasher.service';
import { mayReset } from './reset.rules';
import { SessionsRepository } from './sessions.repository';
import { SlowDown, type Subject, userSubject } from './slow-down.service';

type Step = (by: LinkPurpose, issuer: LinkIssuer) => Promise<void>;

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

  /** Asked when a link is issued and again when it is used: what was reset in between counts. */
  async requireSecondPerson(userKey: number, purpose: LinkPurpose, issuer: number | null): Promise<void> {
    const standing = await this.credentials.find(userKey);
    if (standing) enforce(mayReset(purpose, issuer, standing), ACCESS.SECOND_PERSON_NEEDED);
  }

  async setPassword(actor: Actor, own: OwnCredentials, password: string): Promise<Step> {
    const passwordHash = await this.newPassword.hash(password, own.email);
    return async (by, issuer) => {
      await this.credentials.setPassword(actor.userKey, passwordHash, issuer);
      await this.tokens.spend(actor.userKey, ['SETUP', 'PASSWORD_RESET']);
      await this.sessions.revokeAll(actor.userKey, 'password_set');
      await this.events.emit('password.set', { user: actor.userId, by });
    };
  }

  /** Needs the password too: whoever finds the link must not get past both factors with it. */
  async removeSecondFactor(actor: Actor, own: OwnCredentials, password: string, address: Subject): Promise<Step> {
    const user = userSubject(actor.userId);
    await this.slowDown.check(user);
    if (!(await this.hasher.verify(own.password_hash, password))) {
      await this.slowDown.failed(user, address);
      throw new DomainError(ACCESS.CODE_WRONG);
    }
    return async (by, issuer) => {
      await this.credentials.removeTotp(actor.userKey, issuer);
      await this.sessions.revokeAll(actor.userKey, 'second_factor_reset');
      await this.events.emit('second_factor.reset', { user: actor.userId, by });
    };
  }
}
