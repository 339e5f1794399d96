import { type ExecutionContext, Injectable } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import type { Actor } from '../../platform/context/actor';
import { type Action, readActionOf } from './actions';
import { ALLOW, BY_LINK, PUBLIC } from './allow.decorator';
import { LinkActors } from './link-actors.service';
import { VISIBILITY_PROBE, type VisibilityProbe } from './visibility-probe';

/**
 * Who is it, and may that role do this? Fails closed: a route that declares nothing is refused.
 * On a route with an id, a role that may never read that kind gets the 404 of an unknown id; a role that may read but not do this gets
 * 403 only if it can see the record.
 */
@Injectable()
export class AccessGuard extends AuthGuard(['jwt', 'api-key']) {
  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    private readonly links: LinkActors,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (this.reflector.get<string | undefined>(PUBLIC, handler)) return true;
    const action = this.reflector.get<Action | undefined>(ALLOW, handler);
    if (!action) throw new DomainError(COMMON.BUG, { detail: 'BUG_ROUTE_WITHOUT_POLICY' });
    const request = context.switchToHttp().getRequest<Request & { user: Actor }>();
    if (this.reflector.get<boolean | undefined>(BY_LINK, handler)) {
      request.user = await this.links.of((request.params as Record<string, string>).id, action);
      return true;
    }
    await super.canActivate(context);
    const actor = request.user;
    if (actor.actions.has(action)) return true;
    throw await this.refusal(actor, action, request.params as Record<string, string>);
  }

  override handleRequest<T>(error: unknown, user: T | false): T {
    if (error) throw error as Error;
    if (!user) throw new DomainError(COMMON.UNAUTHENTICATED);
    return user;
  }

  private async refusal(actor: Actor, action: Action, params: Record<string, string>): Promise<DomainError> {
    const ids = Object.values(params);
    if (ids.length === 0) return new DomainError(COMMON.FORBIDDEN);
    if (!actor.actions.has(readActionOf(action))) return new DomainError(COMMON.NOT_FOUND);
    const probe = this.modules.get<VisibilityProbe>(VISIBILITY_PROBE, { strict: false });
    return new DomainError((await probe.sees(actor, ids[0]!)) ? COMMON.FORBIDDEN : COMMON.NOT_FOUND);
  }
}
