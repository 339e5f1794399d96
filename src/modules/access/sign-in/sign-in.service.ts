import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { DomainEvents } from '../../../platform/events/domain-events';
import { ACCESS } from '../access.errors';
import { ActorsRepository, type CredentialRow } from '../actors.repository';
import type { LoginDto, TokenPairResponse } from '../dto/sign-in.dto';
import { SYSTEM_ACTOR } from '../system-actor';
import { PasswordHasher } from './password-hasher.service';
import { type Proof, SecondFactor } from './second-factor.service';
import { SessionService } from './session.service';
import { addressSubject, emailSubject, SlowDown, type Subject } from './slow-down.service';

/** A sign-in whose password and second factor were right; no session yet. */
export interface Verified {
  readonly row: CredentialRow;
  readonly proof: Proof;
  readonly email: Subject;
}

/**
 * Unknown, wrong, disabled and not yet set up take the same steps and get the same answer: one lookup, one hashing, one count, one
 * line in the log.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly actors: ActorsRepository,
    private readonly hasher: PasswordHasher,
    private readonly secondFactor: SecondFactor,
    private readonly sessions: SessionService,
    private readonly slowDown: SlowDown,
    private readonly events: DomainEvents,
  ) {}

  async verify(attempt: LoginDto, clientAddress: string): Promise<Verified> {
    const address = addressSubject(clientAddress);
    const email = emailSubject(attempt.email.toLowerCase());
    await this.slowDown.check(email, address);
    this.hasher.admit();
    // Counted before the password is looked at and cleared by success, so that a burst of guesses cannot slip past the counter.
    await this.slowDown.failed(email);
    const row = await this.actors.byEmail(attempt.email.toLowerCase());
    if (!(await this.hasher.verify(row?.password_hash, attempt.password))) throw await this.refusal(address, row);
    const proof = await this.secondFactor.examine(row!, attempt);
    // Still counted: if asking without a code cleared the count, codes could be guessed without end.
    if (proof === 'missing') throw new DomainError(ACCESS.SECOND_FACTOR_REQUIRED);
    if (proof === 'wrong') throw await this.refusal(address, row);
    return { row: row!, proof, email };
  }

  async complete({ row, proof, email }: Verified): Promise<TokenPairResponse> {
    const pair = await this.sessions.open(row, proof);
    await this.slowDown.succeeded(email);
    return pair;
  }

  private async refusal(address: Subject, row: CredentialRow | undefined): Promise<DomainError> {
    await this.slowDown.failed(address);
    await this.uow.write(SYSTEM_ACTOR, () =>
      this.events.emit('session.refused', { user: row?.user_id ?? null, organisation: row?.organisation_id ?? null }),
    );
    return new DomainError(ACCESS.LOGIN_FAILED);
  }
}
