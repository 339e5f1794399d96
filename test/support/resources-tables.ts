import { randomBytes } from 'node:crypto';
import { columnMap } from './requests-tables';
import { CASEWORK, made, type ResourceKind } from './resource-kind';

/** Column maps, code maps and templates. */
export const TABLES_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/column-maps/': {
    hiddenFrom: ['paola', ...CASEWORK],
    make: async (world) => ({
      id: await made(
        world.anna.api.post('/v1/column-maps', { ...columnMap, name: `Lista ${randomBytes(4).toString('hex')}` }),
      ),
    }),
  },
};
