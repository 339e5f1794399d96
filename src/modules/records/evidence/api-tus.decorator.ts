import { applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { EVIDENCE } from './evidence.errors';

/** An operation of the tus protocol 1.0.0. */
export const ApiTus = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({ name: 'Tus-Resumable', required: true, description: 'Version of the tus protocol', example: '1.0.0' }),
    ApiErrors(EVIDENCE.PROTOCOL_VERSION),
  );

/** Headers of its answers. */
export const TUS_HEADERS = {
  'Tus-Resumable': { schema: { type: 'string' }, description: '1.0.0' },
  'Upload-Offset': { schema: { type: 'string' }, description: 'Bytes that have arrived' },
  'Upload-Expires': { schema: { type: 'string' }, description: 'When it ends by itself (RFC 9110 date)' },
} as const;
