import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { COMMON } from '../../kernel/common.errors';
import type { ErrorDefinition } from '../../kernel/domain-error';
import { REQUEST_ERRORS } from './http.errors';
import { ProblemDto } from './problem.dto';
import { statusOf } from './problem.filter';

const DECLARED = Symbol('declared errors');
const RESPONSES = 'swagger/apiResponse';
const EVERYWHERE = [
  COMMON.UNAUTHENTICATED,
  COMMON.FORBIDDEN,
  COMMON.NOT_FOUND,
  REQUEST_ERRORS.INVALID,
  REQUEST_ERRORS.MALFORMED,
  COMMON.UNAVAILABLE,
];

/**
 * Documents which catalogue codes an operation answers, beside those every operation may answer. Used several times on one operation
 * (by itself and through ApiSubmission) it gives one list.
 */
export const ApiErrors =
  (...errors: readonly ErrorDefinition[]): MethodDecorator =>
  (target, key, descriptor) => {
    const method = descriptor.value as object;
    const before = (Reflect.getMetadata(DECLARED, method) ?? EVERYWHERE) as readonly ErrorDefinition[];
    const all = [...new Set([...before, ...errors])];
    Reflect.defineMetadata(DECLARED, all, method);
    const byStatus = new Map<number, ErrorDefinition[]>();
    for (const error of all) {
      const status = statusOf(error.kind);
      byStatus.set(status, [...(byStatus.get(status) ?? []), error]);
    }
    const documented = (Reflect.getMetadata(RESPONSES, method) ?? {}) as Record<string, unknown>;
    const kept = Object.entries(documented).filter(([status]) => !byStatus.has(Number(status)));
    Reflect.defineMetadata(RESPONSES, Object.fromEntries(kept), method);
    applyDecorators(...[...byStatus].map(([status, list]) => documentStatus(status, list)))(target, key, descriptor);
  };

function documentStatus(status: number, list: readonly ErrorDefinition[]): MethodDecorator {
  const examples = Object.fromEntries(list.map(({ code }) => [code, { $ref: `#/components/examples/${code}` }]));
  return ApiResponse({
    status,
    description: list.map(({ code, title }) => `\`${code}\`: ${title}`).join('; '),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' }, examples } },
  });
}

export const ErrorModels = [ProblemDto];
