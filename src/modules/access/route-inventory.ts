import { type INestApplicationContext, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { Action } from './actions';
import { ALLOW, PUBLIC } from './allow.decorator';

export interface Route {
  readonly method: string;
  readonly path: string;
  /** Class and method, for naming it in a fault. */
  readonly handler: string;
  readonly action?: Action;
  /** Why it needs no sign-in. */
  readonly public?: string;
}

/** Every route of the application, from Nest's own container, sorted by path and method. */
export function routeInventory(app: INestApplicationContext): Route[] {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer, { strict: false }).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  const routes = [...new Set(controllers.map(({ metatype }) => metatype))].flatMap((type) => {
    if (typeof type !== 'function') return [];
    const prototype = type.prototype as Record<string, (...args: unknown[]) => unknown>;
    return scanner
      .getAllMethodNames(prototype)
      .flatMap((name) => routesOf(type as new () => unknown, prototype[name]!, name));
  });
  return routes.sort((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`, 'en'));
}

/** Throws naming each route that declares neither @Allow nor @Public: a forgotten line stops the program, it does not open a door. */
export function assertEveryRouteDeclares(app: INestApplicationContext): void {
  const faults = routeInventory(app)
    .filter((route) => !route.action === !route.public)
    .map(({ handler, method, path }) => `${handler} (${method} ${path})`);
  if (faults.length > 0) {
    throw new Error(`BUG_ROUTE_WITHOUT_POLICY: exactly one of @Allow and @Public is needed on ${faults.join(', ')}`);
  }
}

function routesOf(type: new () => unknown, handler: (...args: unknown[]) => unknown, name: string): Route[] {
  const path = Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined;
  if (path === undefined) return [];
  const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
  const action = Reflect.getMetadata(ALLOW, handler) as Action | undefined;
  const open = Reflect.getMetadata(PUBLIC, handler) as string | undefined;
  const prefixes = [Reflect.getMetadata(PATH_METADATA, type) as string | string[]].flat();
  return prefixes.flatMap((prefix) =>
    [path].flat().map((part) => ({
      method,
      path: `/${[prefix, part].join('/').split('/').filter(Boolean).join('/')}`,
      handler: `${type.name}.${name}`,
      ...(action && { action }),
      ...(open && { public: open }),
    })),
  );
}
