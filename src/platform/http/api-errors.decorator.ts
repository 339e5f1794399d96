import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { COMMON } from '../../kernel/common.errors';
import type { ErrorDefinition } from '../../kernel/domain-error';
import { REQUEST_ERRORS } from './http.errors';
import { ProblemDto } from './problem.dto';
import { statusOf } from './problem.filter';

/** Documents which catalogue codes an operation answers, beside those every operation may answer. */
export function ApiErrors(...errors: readonly ErrorDefinition[]): MethodDecorator & ClassDecorator {
  const everywhere = [
    COMMON.UNAUTHENTICATED,
    COMMON.FORBIDDEN,
    COMMON.NOT_FOUND,
    REQUEST_ERRORS.INVALID,
    COMMON.UNAVAILABLE,
  ];
  const byStatus = new Map<number, ErrorDefinition[]>();
  for (const error of new Set([...everywhere, ...errors])) {
    const status = statusOf(error.kind);
    byStatus.set(status, [...(byStatus.get(status) ?? []), error]);
  }
  return applyDecorators(
    ...[...byStatus].map(([status, list]) =>
      ApiResponse({
        status,
        description: list.map(({ code, title }) => `\`${code}\`: ${title}`).join('; '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } },
      }),
    ),
  );
}

export const ErrorModels = [ProblemDto];
