import { Injectable } from '@nestjs/common';
import { enforce } from '../../../kernel/verdict';
import { ACCESS } from '../access.errors';
import { mayBePassword } from './password.rules';
import { PasswordHasher } from './password-hasher.service';

/** Checks and hashes a password about to be set. Slow, so it is called before a unit of work begins. */
@Injectable()
export class NewPassword {
  constructor(private readonly hasher: PasswordHasher) {}

  /** Throws ACCESS.WEAK_PASSWORD with the reasons. */
  async hash(password: string, email: string): Promise<string> {
    enforce(mayBePassword(password, email), ACCESS.WEAK_PASSWORD);
    return this.hasher.hash(password);
  }
}
