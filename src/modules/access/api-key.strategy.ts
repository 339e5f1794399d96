import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { HeaderAPIKeyStrategy } from 'passport-headerapikey';
import type { Actor } from '../../platform/context/actor';
import { ActorFactory } from './actor.factory';
import { ActorsRepository } from './actors.repository';
import { tokenHash } from './secrets';

/** An API key acts as its user, within its scopes, until it expires. Only its hash is stored. */
@Injectable()
export class ApiKeyStrategy extends PassportStrategy(HeaderAPIKeyStrategy, 'api-key') {
  constructor(
    private readonly actors: ActorsRepository,
    private readonly factory: ActorFactory,
  ) {
    super({ header: 'X-API-Key', prefix: '' }, false);
  }

  async validate(key: string): Promise<Actor | false> {
    const row = await this.actors.byApiKey(tokenHash(key));
    return row ? this.factory.make(row, { kind: 'api_key', scopes: row.scopes }) : false;
  }
}
