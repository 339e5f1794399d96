import { by, type RequestCase } from './request-case';

/** Screening of the parties of bills, and reconciliation. */
export const PARTIES_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/manifests/{id}/screening': by('anna'),
  'GET /v1/manifests/{id}/screening': by('anna'),
  'GET /v1/manifests/{id}/screening/events': by('anna'),
  'GET /v1/manifests/{id}/screening/hits': by('anna'),
  'POST /v1/reconciliation-links': by('anna', () => ({ hours: 4 })),
  'DELETE /v1/reconciliation-links/{id}': by('anna'),
};
