import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { DomainEvents } from '../../../platform/events/domain-events';
import type { PageQuery } from '../../../platform/http/page.dto';
import { ACCESS } from '../access.errors';
import { ApiKeyResponse, type CreateApiKeyDto, type CreatedApiKeyResponse } from '../dto/api-key.dto';
import { KeysetPages } from '../keyset-pages';
import { mayScope } from '../policy';
import { newToken, tokenHash } from '../secrets';
import { nameOf, organisationOf } from './administration.types';
import { ApiKeysRepository } from './api-keys.repository';
import { UsersRepository } from './users.repository';

/**
 * Whoever holds a key acts as its user, so a working secret is shown to that user alone: a key given to somebody else, or made by means
 * of another key, waits until its user has signed in and fetched it.
 */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly apiKeys: ApiKeysRepository,
    private readonly pages: KeysetPages,
    private readonly events: DomainEvents,
  ) {}

  /** `key` is null unless the actor makes it for the own account; a secret is shown once, only its hash is kept. */
  create(actor: Actor, userId: string, command: CreateApiKeyDto): Promise<CreatedApiKeyResponse> {
    const { label, scopes, expiresInDays: days } = command;
    return this.uow.write(actor, async () => {
      const user = await this.users.find(userId);
      if (!user) throw new DomainError(COMMON.NOT_FOUND);
      enforce(mayScope(user.roles, scopes), ACCESS.SCOPE_TOO_WIDE);
      const key = user.key === actor.userKey && actor.credential === 'password' ? newToken('lambi_key') : null;
      const id = newId();
      const row = await this.apiKeys.insert({
        ...{ id, userKey: user.key, label, scopes, days },
        hash: key === null ? null : tokenHash(key),
        issuedBy: actor.userKey,
        issuedByName: nameOf(actor),
      });
      await this.events.emit(
        'api_key.created',
        { key: id, user: user.id, scopes, expiresAt: row.expires_at.toISOString(), active: key !== null },
        organisationOf(user),
      );
      return { ...ApiKeyResponse.from(row), key };
    });
  }

  /** The user takes over a key that somebody else has issued: from here on it works, and only this answer holds it. */
  activate(actor: Actor, id: string): Promise<CreatedApiKeyResponse> {
    return this.uow.write(actor, async () => {
      const key = newToken('lambi_key');
      const row = await this.apiKeys.activate(actor.userKey, id, tokenHash(key));
      if (!row) {
        const active = (await this.apiKeys.find(actor.userKey, id))?.state === 'ACTIVE';
        throw new DomainError(active ? ACCESS.KEY_ACTIVE : COMMON.NOT_FOUND);
      }
      await this.events.emit('api_key.activated', { key: row.id, user: actor.userId });
      return { ...ApiKeyResponse.from(row), key };
    });
  }

  async listOwn(actor: Actor, query: PageQuery): Promise<Page<ApiKeyResponse>> {
    const scope = `${actor.userKey}|own-api-keys`;
    const start = this.pages.start(scope, query);
    const rows = await this.uow.read(actor, () => this.apiKeys.page(actor.userKey, start));
    return this.pages.finish(scope, start, rows, ApiKeyResponse.from);
  }

  async list(actor: Actor, userId: string, query: PageQuery): Promise<Page<ApiKeyResponse>> {
    const scope = `${actor.organisationKey}|api-keys|${userId}`;
    return this.uow.read(actor, async () => {
      const user = await this.users.find(userId);
      if (!user) throw new DomainError(COMMON.NOT_FOUND);
      const start = this.pages.start(scope, query);
      return this.pages.finish(scope, start, await this.apiKeys.page(user.key, start), ApiKeyResponse.from);
    });
  }

  revoke(actor: Actor, id: string): Promise<void> {
    return this.uow.write(actor, async () => {
      const revoked = await this.apiKeys.revoke(id);
      if (!revoked) throw new DomainError(COMMON.NOT_FOUND);
      await this.events.emit('api_key.revoked', { key: id, user: revoked.user_id }, organisationOf(revoked));
    });
  }
}
