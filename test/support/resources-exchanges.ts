import { EXCHANGES_REQUESTS } from './requests-exchanges';
import { CASEWORK, made, type ResourceKind } from './resource-kind';

export const EXCHANGES_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/exchange-policies/': {
    hiddenFrom: [...CASEWORK, 'paola', 'sonia'],
    make: async ({ anna }) => ({
      id: await made(
        anna.api.post('/v1/exchange-policies', EXCHANGES_REQUESTS['POST /v1/exchange-policies']!.body!({})),
      ),
    }),
  },
};
