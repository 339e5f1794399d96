import { Injectable } from '@nestjs/common';
import { LINK_PURPOSES } from '../sign-in/link.types';
import { OneTimeTokensRepository } from '../sign-in/one-time-tokens.repository';
import { SessionsRepository } from '../sign-in/sessions.repository';
import { ApiKeysRepository } from './api-keys.repository';

/** Everything a disabled user could still come back with. Enabling the user again revives none of it. */
@Injectable()
export class UserEnding {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly apiKeys: ApiKeysRepository,
    private readonly tokens: OneTimeTokensRepository,
  ) {}

  async endAllAccess(userKey: number): Promise<void> {
    await this.sessions.revokeAll(userKey, 'user_disabled');
    await this.apiKeys.revokeAll(userKey);
    await this.tokens.spend(userKey, LINK_PURPOSES);
  }

  /** The same for everybody of an organisation that is disabled. */
  async endOrganisation(userKeys: readonly number[]): Promise<void> {
    for (const userKey of userKeys) await this.endAllAccess(userKey);
  }
}
