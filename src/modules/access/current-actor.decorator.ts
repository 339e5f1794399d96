import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import type { Actor } from '../../platform/context/actor';

/** The actor the guard found. On a route without one it is a fault of the program, never a missing check. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = context.switchToHttp().getRequest<Request & { user?: Actor }>().user;
  if (!actor) throw new DomainError(COMMON.BUG, { detail: 'a route asked for the actor, but nobody was signed in' });
  return actor;
});
