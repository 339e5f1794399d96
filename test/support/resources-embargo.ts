import { assessment, proposal } from './requests-embargo';
import { CASEWORK, made, type ResourceKind } from './resource-kind';

/** Rule sets and assessments. The law is public to every casework role, an assessment to its organisation alone. */
export const EMBARGO_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/rule-sets/': {
    hiddenFrom: ['adele', 'oscar'],
    make: async (world) => ({ id: await made(world.leila.api.post('/v1/rule-sets', proposal())) }),
  },
  '/v1/assessments/': {
    hiddenFrom: [...CASEWORK, 'paola', 'leila'],
    make: async (world) => ({ id: await made(world.anna.api.post('/v1/assessments', assessment)) }),
  },
};
