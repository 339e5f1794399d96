import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { DomainEvents } from '../../../platform/events/domain-events';
import { ActorFactory } from '../actor.factory';
import { UsersRepository } from '../administration/users.repository';
import type { AccountResponse, ChangePasswordDto } from '../dto/account.dto';
import { CredentialsRepository } from './credentials.repository';
import { Passwords } from './passwords.service';
import { SessionsRepository } from './sessions.repository';

/** What users see and change of themselves. */
@Injectable()
export class AccountService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly factory: ActorFactory,
    private readonly credentials: CredentialsRepository,
    private readonly sessions: SessionsRepository,
    private readonly passwords: Passwords,
    private readonly events: DomainEvents,
  ) {}

  async read(actor: Actor): Promise<AccountResponse> {
    const [found, change] = await this.uow.read(actor, () =>
      Promise.all([this.users.find(actor.userId), this.credentials.lastChange(actor.userKey)]),
    );
    const user = found!;
    const demanded = this.factory.demandsSecondFactor(user.roles);
    return {
      id: user.id,
      displayName: user.display_name,
      email: user.email,
      organisation: { id: user.organisation_id, code: user.organisation_code, name: user.organisation_name },
      roles: user.roles,
      actions: [...actor.actions].sort(),
      clearance: actor.clearance,
      credential: actor.credential,
      secondFactor: user.has_totp ? 'ENROLLED' : demanded ? 'ENROLMENT_REQUIRED' : 'NONE',
      lastCredentialChange: change ? { what: change.what, at: change.at.toISOString(), linkIssuedBy: change.by } : null,
    };
  }

  /** Other sessions end; this one goes on. */
  async changePassword(actor: Actor, { currentPassword, newPassword }: ChangePasswordDto): Promise<void> {
    const own = (await this.uow.read(actor, () => this.credentials.find(actor.userKey)))!;
    const passwordHash = await this.passwords.exchange(actor, own, currentPassword, newPassword);
    await this.uow.write(actor, async () => {
      await this.credentials.setPassword(actor.userKey, passwordHash);
      await this.sessions.revokeAll(actor.userKey, 'password_set', actor.sessionId ?? null);
      await this.events.emit('password.set', { user: actor.userId, by: 'OWNER' });
    });
  }
}
