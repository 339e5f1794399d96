import { by, type RequestCase } from './request-case';

/** Relations, withdrawals, imports and exports of entities. */
export const FTM_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'GET /v1/entities/{id}/relations': by('anna'),
  'POST /v1/entities/{id}/withdrawals': by('anna', ({ statementId }) => ({
    statementIds: [statementId],
    because: 'Another person of the same name',
  })),
  'POST /v1/entities/imports': by('anna', undefined, {
    query: 'source=Case+file',
    raw: {
      content: '{"id":"a","schema":"Person","properties":{"name":["Jean Pierre"]}}\n',
      type: 'application/x-ndjson',
    },
  }),
  'GET /v1/entities/imports/{id}': by('anna'),
  'GET /v1/entities/{id}/export': by('anna'),
  'POST /v1/entities/exports': by('anna', () => ({ schema: 'Person', owner: 'mine', format: 'ftm' })),
  'GET /v1/cases/{id}/export': by('paola'),
};
