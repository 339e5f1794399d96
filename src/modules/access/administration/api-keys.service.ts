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
import { ApiKeysRepository } from './api-keys.repository';
import { UsersRepository } from './users.repository';

@Injectable()
export class ApiKeysService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly apiKeys: ApiKeysRepository,
    private readonly pages: KeysetPages,
    private readonly events: DomainEvents,
  ) {}

  /** The key itself is in this answer and nowhere else: only its hash is kept. */
  create(actor: Actor, userId: string, command: CreateApiKeyDto): Promise<CreatedApiKeyResponse> {
    const { label, scopes, expiresInDays: days } = command;
    return this.uow.write(actor, async () => {
      const user = await this.users.find(userId);
      if (!user) throw new DomainError(COMMON.NOT_FOUND);
      enforce(mayScope(user.roles, scopes), ACCESS.SCOPE_TOO_WIDE);
      const key = newToken('lambi_key');
      const id = newId();
      const row = await this.apiKeys.insert({ id, userKey: user.key, label, hash: tokenHash(key), scopes, days });
      await this.events.emit('api_key.created', {
        key: id,
        user: userId,
        scopes,
        expiresAt: row.expires_at.toISOString(),
      });
      return { ...ApiKeyResponse.from(row), key };
    });
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
      const user = await this.apiKeys.revoke(id);
      if (!user) throw new DomainError(COMMON.NOT_FOUND);
      await this.events.emit('api_key.revoked', { key: id, user });
    });
  }
}
