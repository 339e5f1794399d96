import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { Action } from './actions';
import { POLICY } from './policy';
import { ROLES } from './roles';

export const ALLOW = Symbol('allow');
export const PUBLIC = Symbol('public');

/** Declares the action a route performs. Every route has this or @Public; the program refuses to start otherwise. */
export const Allow = (action: Action): MethodDecorator =>
  applyDecorators(
    SetMetadata(ALLOW, action),
    ApiExtension('x-action', action),
    ApiExtension(
      'x-roles',
      ROLES.filter((role) => POLICY[role].includes(action)),
    ),
    ApiBearerAuth('bearer'),
    ApiSecurity('api-key'),
  );

/** Declares that a route needs no sign-in, and why. */
export const Public = (reason: string): MethodDecorator =>
  applyDecorators(SetMetadata(PUBLIC, reason), ApiExtension('x-public', reason));
