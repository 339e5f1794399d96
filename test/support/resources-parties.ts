import { CASEWORK, made, type ResourceKind } from './resource-kind';

/** Links by which OpenRefine reconciles: of whoever made them, and of nobody else. */
export const PARTIES_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/reconciliation-links/': {
    hiddenFrom: [...CASEWORK, 'paola'],
    make: async ({ anna }) => ({ id: await made(anna.api.post('/v1/reconciliation-links', { hours: 1 })) }),
  },
};
