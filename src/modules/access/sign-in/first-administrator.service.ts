import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { DomainEvents } from '../../../platform/events/domain-events';
import { ACCESS } from '../access.errors';
import { ActorsRepository } from '../actors.repository';
import type { CreateFirstAdministratorDto } from '../dto/link.dto';
import { newToken, tokenHash } from '../secrets';
import { SYSTEM_ACTOR } from '../system-actor';
import { NewPassword } from './new-password.service';
import { addressSubject, SlowDown } from './slow-down.service';

/** There is no default account: whoever can read the output of the first start makes the first administrator, once. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly actors: ActorsRepository,
    private readonly newPassword: NewPassword,
    private readonly slowDown: SlowDown,
    private readonly events: DomainEvents,
  ) {}

  /** A token for one hour while there is no user at all; undefined otherwise. */
  async offer(): Promise<string | undefined> {
    const token = newToken('lambi_first');
    return (await this.actors.offerFirstAdministrator(tokenHash(token))) ? token : undefined;
  }

  /** Answers the new user's id. */
  async create(command: CreateFirstAdministratorDto, clientAddress: string): Promise<string> {
    const address = addressSubject(clientAddress);
    await this.slowDown.check(address);
    const email = command.email.toLowerCase();
    const passwordHash = await this.newPassword.hash(command.password, email);
    const user = newId();
    try {
      await this.uow.write(SYSTEM_ACTOR, async () => {
        const [row] = await this.uow.query<{ key: number | null }>(
          'SELECT app.create_first_administrator($1, $2, $3, $4, $5) AS key',
          [tokenHash(command.token), user, email, command.displayName, passwordHash],
        );
        if (!row?.key) throw new DomainError(ACCESS.TOKEN_INVALID);
        await this.events.emit('first_administrator.created', { user });
      });
    } catch (error) {
      await this.slowDown.failed(address);
      throw error;
    }
    return user;
  }
}
