import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { ACCESS } from '../access.errors';
import { NewPassword } from './new-password.service';
import { PasswordHasher } from './password-hasher.service';
import { SlowDown, userSubject } from './slow-down.service';

/** The slow half of a change of password, outside any unit of work. */
@Injectable()
export class Passwords {
  constructor(
    private readonly hasher: PasswordHasher,
    private readonly newPassword: NewPassword,
    private readonly slowDown: SlowDown,
  ) {}

  async exchange(
    actor: Actor,
    own: { password_hash: string | null; email: string },
    current: string,
    next: string,
  ): Promise<string> {
    const counter = userSubject(actor.userId);
    await this.slowDown.check(counter);
    if (!(await this.hasher.verify(own.password_hash, current))) {
      await this.slowDown.failed(counter);
      throw new DomainError(ACCESS.CODE_WRONG);
    }
    await this.slowDown.succeeded(counter);
    return this.newPassword.hash(next, own.email);
  }
}
