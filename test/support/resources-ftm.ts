import { made, type ResourceKind } from './resource-kind';

const line = '{"id":"a","schema":"Person","properties":{"name":["Jean Pierre"]}}';

/** Imports of entities belong to the organisation that made them. */
export const FTM_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/entities/imports/': {
    hiddenFrom: ['diego', 'paola', 'adele', 'oscar'],
    make: async ({ anna }) => {
      const headers = { 'content-type': 'application/x-ndjson' };
      const answer = anna.api.post('/v1/entities/imports?source=Case+file', undefined, { raw: line, headers });
      return { id: await made(answer) };
    },
  },
};
