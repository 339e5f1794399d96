import { by, type RequestCase } from './request-case';

const NO_ENTITY = '01900000-0000-7000-8000-000000000002';

/** Judgements on which entities are one. */
export const MERGING_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/entities/{id}/judgements': by('anna', ({ otherEntityId }) => ({
    otherId: otherEntityId ?? NO_ENTITY,
    decision: 'same',
    reason: 'Same passport number and birth date',
    score: 0.92,
  })),
  'GET /v1/entities/{id}/judgements': by('anna'),
  'GET /v1/entities/{id}/profile': by('anna'),
  'GET /v1/entity-judgements/{id}': by('anna'),
  'POST /v1/entity-judgements/{id}/withdrawal': by('anna', () => ({
    reason: 'The passport was issued to another person',
  })),
};
