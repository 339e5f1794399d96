import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader } from '@nestjs/swagger';
import { COMMON } from '../../kernel/common.errors';
import { ApiErrors } from './api-errors.decorator';
import { IDEMPOTENCY } from './idempotency';

/** A POST that creates casework: repeated with the same key it happens once. */
export const ApiSubmission = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'A fresh random value for a new submission; the same one when you repeat it',
    }),
    ApiErrors(IDEMPOTENCY.KEY_REQUIRED, IDEMPOTENCY.KEY_REUSED, COMMON.BUSY),
  );

/** A change of a record, guarded by the version it is based on. */
export const ApiChange = (): MethodDecorator =>
  applyDecorators(ApiHeader({ name: 'If-Match', required: true, description: 'The ETag you read', example: '"v1"' }));

/** The body is a file, of one of these media types; its digest may be announced. */
export const ApiUpload = (...types: readonly string[]): MethodDecorator =>
  applyDecorators(
    ApiConsumes(...types),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
    ApiHeader({
      name: 'Content-Digest',
      required: false,
      description: 'sha-256=:BASE64: of the file (RFC 9530); compared with what arrives',
    }),
  );
