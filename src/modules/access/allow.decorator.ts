import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { Action } from './actions';
import { POLICY } from './policy';
import { ROLES } from './roles';

export const ALLOW = Symbol('allow');
export const PUBLIC = Symbol('public');
export const BY_LINK = Symbol('by link');

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

/**
 * Declares a route whose address holds the credential, in the place of `:id`: for programs that cannot send headers. No other credential
 * is looked at, and the link is good for this action alone.
 */
export const AllowByLink = (action: Action): MethodDecorator =>
  applyDecorators(
    SetMetadata(ALLOW, action),
    SetMetadata(BY_LINK, true),
    ApiExtension('x-action', action),
    ApiExtension('x-by-link', true),
    ApiExtension(
      'x-roles',
      ROLES.filter((role) => POLICY[role].includes(action)),
    ),
  );

/** Declares that a route needs no sign-in, and why. */
export const Public = (reason: string): MethodDecorator =>
  applyDecorators(SetMetadata(PUBLIC, reason), ApiExtension('x-public', reason));
