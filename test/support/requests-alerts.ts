import { by, type RequestCase } from './request-case';

/** Alerts and what people make of them. */
export const ALERTS_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'GET /v1/alerts/{id}': by('anna'),
  'POST /v1/alerts/{id}/judgements': by('anna', () => ({ decision: 'unsure', reason: 'Born in the same year only' })),
};
