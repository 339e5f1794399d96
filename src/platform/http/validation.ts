import { type ArgumentMetadata, Injectable, ValidationPipe, type ValidationError } from '@nestjs/common';
import { DomainError, type FieldFault } from '../../kernel/domain-error';
import { REQUEST_ERRORS } from './http.errors';

/**
 * The one validation pipe. Unknown keys are refused, nothing is converted by guessing ("false" is not true), and each fault names its
 * field by JSON pointer. The body itself was read strictly before (strict-body.middleware).
 */
export const validationPipe = (): ValidationPipe =>
  new StrictValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    transformOptions: { enableImplicitConversion: false, exposeDefaultValues: true },
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) =>
      new DomainError(REQUEST_ERRORS.INVALID, { fields: errors.flatMap((error) => faultsOf(error, '')) }),
  });

/** class-validator looks through a list in a list: `[[]]` would pass as a list of objects. No field of ours is a list of lists. */
@Injectable()
class StrictValidationPipe extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const pointer = metadata.type === 'body' ? listInList(value, '') : undefined;
    if (pointer === undefined) return super.transform(value, metadata) as Promise<unknown>;
    const fault = { pointer, code: 'LIST_IN_LIST', message: 'A list is not an element of a list here' };
    return Promise.reject(new DomainError(REQUEST_ERRORS.INVALID, { fields: [fault] }));
  }
}

function listInList(value: unknown, pointer: string): string | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, member] of Object.entries(value)) {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (Array.isArray(value) && Array.isArray(member)) return at;
    const found = listInList(member, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function faultsOf(error: ValidationError, parent: string): FieldFault[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    pointer,
    code: codeOf(rule),
    message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
}

const codeOf = (rule: string): string =>
  rule === 'whitelistValidation' ? 'UNKNOWN_FIELD' : rule.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
