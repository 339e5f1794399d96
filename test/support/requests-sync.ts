import { by, type RequestCase } from './request-case';

/** Bundles from a port with a bad line. */
export const SYNC_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'GET /v1/sync/conflicts/{id}': by('anna'),
  'GET /v1/inspections/{id}/delivery': by('anna'),
};
