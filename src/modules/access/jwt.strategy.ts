import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { isUuid } from '../../kernel/ids';
import { RUNTIME, type Runtime } from '../../platform/config/runtime';
import type { Actor } from '../../platform/context/actor';
import { ActorFactory } from './actor.factory';
import { ActorsRepository } from './actors.repository';

export const TOKEN = { issuer: 'lambi', audience: 'lambi-api', algorithm: 'HS256', seconds: 600 } as const;

/** A signed access token names a session; the session is looked up on each request, so that disabling a user works at once. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(
    @Inject(RUNTIME) runtime: Runtime,
    private readonly actors: ActorsRepository,
    private readonly factory: ActorFactory,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: runtime.keys.accessToken as never, // typed as string | Buffer, but a string costs 45 times as much
      algorithms: [TOKEN.algorithm],
      issuer: TOKEN.issuer,
      audience: TOKEN.audience,
    });
  }

  async validate(claims: { sid?: unknown; typ?: unknown }): Promise<Actor | false> {
    if (claims.typ !== 'access' || !isUuid(claims.sid)) return false;
    const row = await this.actors.bySession(claims.sid);
    return row ? this.factory.make(row, { kind: 'password', sessionId: claims.sid }) : false;
  }
}
