import { by, type RequestCase } from './request-case';

export const blindSet = {
  name: 'Seized at Cap-Haitien',
  rule: 'CONTACT_ME',
  lines: [{ kind: 'SERIAL', value: 'BKX193-427' }],
};
export const blindQuery = {
  reason: 'Weapons seized in one container; origin sought',
  legalBasis: 'Resolution 2692 (2023), paragraph 7',
  items: [{ kind: 'SERIAL', value: 'BKX193427', ref: 'row 1' }],
};

/** Blind matching: publishing, asking, and what comes of a match. */
export const BLIND_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/blind-sets': by('anna', () => blindSet),
  'GET /v1/blind-sets/{id}': by('anna'),
  'POST /v1/blind-sets/{id}/withdrawal': by('anna', () => ({ because: 'The case is closed' })),
  'POST /v1/blind-queries': by('paola', () => blindQuery),
  'GET /v1/blind-queries/{id}': by('anna'),
  'GET /v1/blind-matches/{id}': by('anna'),
  'POST /v1/blind-matches/{id}/contact': by('anna', () => ({
    message: 'We hold the weapon and seek its import record',
    dueOn: '2099-12-31',
  })),
  'POST /v1/blind-matches/{id}/contact-answer': by('anna', () => ({ answer: 'ACCEPTED' })),
  'GET /v1/organisations/{id}/blind-budget': by('adele'),
  'PUT /v1/organisations/{id}/blind-budget': by('adele', () => ({
    ...{ identifiersPerDay: 20_000, hitsPerDay: 200, callsPerMinute: 30 },
    reason: 'Comparison of the seizure register of 2023',
  })),
};
