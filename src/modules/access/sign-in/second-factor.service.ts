import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { DomainError } from '../../../kernel/domain-error';
import { RUNTIME, type Runtime } from '../../../platform/config/runtime';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { DomainEvents } from '../../../platform/events/domain-events';
import { ACCESS } from '../access.errors';
import type { CredentialRow } from '../actors.repository';
import { decryptFor, encryptFor } from '../secrets';
import { CredentialsRepository } from './credentials.repository';
import { newRecoveryCodes, newTotpSecret, otpauthUri, recoveryHash, stepOfCode } from './one-time-code';
import { SlowDown, userSubject } from './slow-down.service';

/** What proved the second factor; it is spent in the transaction that opens the session. */
export type Proof = { readonly step: number } | { readonly recovery: Buffer } | 'not_needed';

const RECOVERY_CODES = 10;

@Injectable()
export class SecondFactor {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly uow: UnitOfWork,
    private readonly credentials: CredentialsRepository,
    private readonly slowDown: SlowDown,
    private readonly events: DomainEvents,
  ) {}

  /** Judges the code sent with a sign-in whose password was right. */
  async examine(
    row: CredentialRow,
    sent: { oneTimeCode?: string; recoveryCode?: string },
  ): Promise<Proof | 'missing' | 'wrong'> {
    if (!row.has_totp) return 'not_needed';
    if (sent.oneTimeCode) {
      const step = await this.stepOf(row.user_id, row.totp_secret!, sent.oneTimeCode, row.totp_last_step);
      return step === undefined ? 'wrong' : { step };
    }
    if (!sent.recoveryCode) return 'missing';
    const recovery = recoveryHash(sent.recoveryCode);
    return row.recovery_hashes.some((hash) => hash.equals(recovery)) ? { recovery } : 'wrong';
  }

  /** Inside the unit of work that opens the session. Of two that come with the same code at once, one is refused. */
  async spend(userKey: number, proof: Proof): Promise<void> {
    if (proof === 'not_needed') return;
    const spent =
      'step' in proof
        ? await this.credentials.useStep(userKey, proof.step)
        : await this.credentials.useRecoveryCode(userKey, proof.recovery);
    if (!spent) throw new DomainError(ACCESS.LOGIN_FAILED);
  }

  /** A new secret, not in force until a code confirms it. Asking again replaces it. */
  async propose(actor: Actor): Promise<{ secret: string; otpauthUri: string }> {
    const secret = newTotpSecret();
    const sealed = encryptFor(actor.userId, this.runtime.keys.secondFactor, secret);
    const email = await this.uow.write(actor, async () => {
      if (!(await this.credentials.proposeTotp(actor.userKey, sealed)))
        throw new DomainError(ACCESS.SECOND_FACTOR_ENROLLED);
      await this.events.emit('second_factor.enrolment_started', { user: actor.userId });
      return (await this.credentials.find(actor.userKey))!.email;
    });
    return { secret, otpauthUri: otpauthUri(email, secret) };
  }

  async confirm(actor: Actor, oneTimeCode: string): Promise<string[]> {
    const counter = userSubject(actor.userId);
    await this.slowDown.check(counter);
    const own = await this.uow.read(actor, () => this.credentials.find(actor.userKey));
    if (own?.has_totp) throw new DomainError(ACCESS.SECOND_FACTOR_ENROLLED);
    const step = own?.totp_secret && (await this.stepOf(actor.userId, own.totp_secret, oneTimeCode, null));
    if (typeof step !== 'number') {
      await this.slowDown.failed(counter);
      throw new DomainError(ACCESS.CODE_WRONG);
    }
    const codes = newRecoveryCodes(RECOVERY_CODES);
    await this.uow.write(actor, async () => {
      const hashes = codes.map(recoveryHash);
      // The secret is compared again: meanwhile another request may have proposed a new one.
      const confirmed = await this.credentials.confirmTotp(actor.userKey, own!.totp_secret!, step, hashes);
      if (!confirmed) throw new DomainError(ACCESS.CODE_WRONG);
      await this.events.emit('second_factor.enrolled', { user: actor.userId });
    });
    await this.slowDown.succeeded(counter);
    return codes;
  }

  private stepOf(
    userId: string,
    sealed: string,
    code: string,
    last: number | string | null,
  ): Promise<number | undefined> {
    const secret = decryptFor(userId, this.runtime.keys.secondFactor, sealed);
    return stepOfCode(code, secret, last === null ? undefined : Number(last), this.clock.now());
  }
}
