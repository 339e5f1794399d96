import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { DomainEvents } from '../../../platform/events/domain-events';
import { ACCESS } from '../access.errors';
import { ActorFactory } from '../actor.factory';
import { type ActorRow, ActorsRepository } from '../actors.repository';
import type { SecondFactorState, TokenPairResponse } from '../dto/sign-in.dto';
import { TOKEN } from '../jwt.strategy';
import { newToken, tokenHash } from '../secrets';
import { type Proof, SecondFactor } from './second-factor.service';
import { SessionsRepository } from './sessions.repository';
import { addressSubject, SlowDown } from './slow-down.service';

const SESSION_HOURS = 12;
const GRACE_SECONDS = 10;

/**
 * A session ends after twelve hours, whatever happens, and holds one usable refresh token at a time: if a used one comes again, two
 * parties hold it, nobody can tell which is the thief, and the session ends for both (RFC 9700, section 4.14.2).
 */
@Injectable()
export class SessionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly actors: ActorsRepository,
    private readonly factory: ActorFactory,
    private readonly sessions: SessionsRepository,
    private readonly secondFactor: SecondFactor,
    private readonly slowDown: SlowDown,
    private readonly events: DomainEvents,
    private readonly jwt: JwtService,
  ) {}

  async open(row: ActorRow, proof: Proof): Promise<TokenPairResponse> {
    const session = newId();
    const actor = this.factory.make(row, { kind: 'password', sessionId: session });
    const refreshToken = await this.uow.write(actor, async () => {
      await this.secondFactor.spend(row.user_key, proof);
      await this.sessions.insert(session, row.user_key, SESSION_HOURS);
      await this.events.emit('session.opened', { session, secondFactor: this.stateOf(row) });
      return this.issue(session, row.user_key);
    });
    return this.pair(row, session, refreshToken);
  }

  /** Within ten seconds of its first use a token may come again, if the reply was lost on a bad line. */
  async refresh(token: string, clientAddress: string): Promise<TokenPairResponse> {
    const address = addressSubject(clientAddress);
    await this.slowDown.check(address);
    const hash = tokenHash(token);
    const row = await this.actors.byRefreshToken(hash);
    const refreshToken = row && (await this.rotate(row, hash));
    if (!refreshToken) {
      await this.slowDown.failed(address);
      throw new DomainError(ACCESS.TOKEN_INVALID);
    }
    return this.pair(row, row.session_id, refreshToken);
  }

  async close(actor: Actor): Promise<void> {
    await this.uow.write(actor, async () => {
      if (actor.sessionId) await this.sessions.revoke(actor.sessionId, 'signed_out');
      await this.events.emit('session.closed', { session: actor.sessionId ?? null });
    });
  }

  /** The next refresh token, or undefined if the session is over or ends here: that must be committed, so it is not thrown. */
  private async rotate(
    row: ActorRow & { session_id: string; live: boolean },
    hash: Buffer,
  ): Promise<string | undefined> {
    if (!row.live) return undefined;
    const session = row.session_id;
    const actor = this.factory.make(row, { kind: 'password', sessionId: session });
    return this.uow.write(actor, async () => {
      if (!(await this.sessions.useRefreshToken(hash))) {
        if (!(await this.sessions.replyMayBeLost(hash, GRACE_SECONDS))) {
          await this.sessions.revoke(session, 'token_reused');
          await this.events.emit('session.revoked', { session, because: 'token_reused' });
          return undefined;
        }
        await this.sessions.spendOthers(session);
      }
      await this.events.emit('session.refreshed', { session });
      return this.issue(session, row.user_key);
    });
  }

  private async issue(session: string, userKey: number): Promise<string> {
    const token = newToken('lambi_refresh');
    await this.sessions.insertRefreshToken(tokenHash(token), session, userKey);
    return token;
  }

  private pair(row: ActorRow, session: string, refreshToken: string): TokenPairResponse {
    return {
      accessToken: this.jwt.sign({ sid: session, typ: 'access' }, { subject: row.user_id }),
      tokenType: 'Bearer',
      expiresIn: TOKEN.seconds,
      refreshToken,
      secondFactor: this.stateOf(row),
    };
  }

  private stateOf(row: ActorRow): SecondFactorState {
    if (row.has_totp) return 'PASSED';
    return this.factory.demandsSecondFactor(row.roles) ? 'ENROLMENT_REQUIRED' : 'NONE';
  }
}
