import { by, type RequestCase } from './request-case';

export const SECURITY_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/account/api-keys/{id}/activation': by('anna'),
};
