import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { RUNTIME, type Runtime } from '../../../platform/config/runtime';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { ACCESS } from '../access.errors';
import { ActorFactory } from '../actor.factory';
import { ActorsRepository } from '../actors.repository';
import { nameOf } from '../administration/administration.types';
import type { CompleteLinkDto, LinkCompletedResponse, OneTimeLinkResponse } from '../dto/link.dto';
import { newToken, tokenHash } from '../secrets';
import { LinkSteps } from './link-steps.service';
import { LINK_HOURS, type LinkPurpose } from './link.types';
import { OneTimeTokensRepository } from './one-time-tokens.repository';
import { addressSubject, SlowDown } from './slow-down.service';

/** Links that set a first password, a new one, or remove a lost second factor. Each works once and not for long. */
@Injectable()
export class OneTimeLinks {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly uow: UnitOfWork,
    private readonly actors: ActorsRepository,
    private readonly factory: ActorFactory,
    private readonly tokens: OneTimeTokensRepository,
    private readonly steps: LinkSteps,
    private readonly slowDown: SlowDown,
  ) {}

  /** Inside the caller's unit of work. Older links of the same purpose stop working. */
  async issue(actor: Actor, userKey: number, purpose: LinkPurpose): Promise<OneTimeLinkResponse> {
    await this.steps.requireSecondPerson(userKey, purpose, actor.userKey);
    const token = newToken('lambi_link');
    await this.tokens.spend(userKey, [purpose]);
    const expiresAt = await this.tokens.insert({
      ...{ hash: tokenHash(token), userKey, purpose, hours: LINK_HOURS[purpose] },
      ...{ issued_by: actor.userKey, issued_by_name: nameOf(actor) },
    });
    const { PUBLIC_URL, PORT } = this.runtime.config;
    const base = PUBLIC_URL ?? `http://127.0.0.1:${PORT}`;
    return { purpose, token, url: `${base}/docs#/sign-in/completeLink`, expiresAt: expiresAt.toISOString() };
  }

  async complete({ token, password }: CompleteLinkDto, clientAddress: string): Promise<LinkCompletedResponse> {
    const address = addressSubject(clientAddress);
    await this.slowDown.check(address);
    const hash = tokenHash(token);
    const row = await this.actors.byOneTimeToken(hash);
    if (!row) {
      await this.slowDown.failed(address);
      throw new DomainError(ACCESS.TOKEN_INVALID);
    }
    if (!password) throw new DomainError(REQUEST_ERRORS.INVALID, { fields: [PASSWORD_MISSING] });
    const actor = this.factory.make(row, { kind: 'password' });
    const own = (await this.uow.read(actor, () => this.steps.credentialsOf(actor)))!;
    const step =
      row.purpose === 'TOTP_RESET'
        ? await this.steps.removeSecondFactor(actor, own, password, address)
        : await this.steps.setPassword(actor, own, password);
    await this.uow.write(actor, async () => {
      const issuer = await this.tokens.use(hash);
      if (!issuer) throw new DomainError(ACCESS.TOKEN_INVALID);
      await this.steps.requireSecondPerson(actor.userKey, row.purpose, issuer.issued_by);
      await step(row.purpose, issuer);
    });
    return { purpose: row.purpose };
  }
}

const PASSWORD_MISSING = { pointer: '/password', code: 'IS_DEFINED', message: 'password must be given' };
