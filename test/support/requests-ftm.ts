import { by, type RequestCase } from './request-case';

/** Relations, withdrawals, imports and exports of entities. */
export const FTM_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'GET /v1/entities/{id}/relations': by('anna'),
  'POST /v1/entities/{id}/withdrawals': by('anna', ({ statementId }) => ({
    statementIds: [statementId],
    because: 'Another person of the same name',
  })),
};
