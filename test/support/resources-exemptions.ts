import { exemption } from './requests-exemptions';
import { CASEWORK, made, type ResourceKind } from './resource-kind';

/** Exemption requests and diversions. */
export const EXEMPTIONS_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  // Released to the Committee in the same act, and to nobody else.
  '/v1/exemptions/': {
    hiddenFrom: [...CASEWORK, 'paola'],
    make: async (world) => ({ id: await made(world.anna.api.post('/v1/exemptions', exemption)) }),
  },
};
