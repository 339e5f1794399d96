import { randomUUID } from 'node:crypto';
import { bundleLine, inspection, sendBundle } from './bundles';
import { CASEWORK, type ResourceKind } from './resource-kind';

/** Bundles from a port with a bad line. */
export const SYNC_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/sync/conflicts/': {
    hiddenFrom: [...CASEWORK, 'paola'],
    make: async ({ anna }) => {
      const clientRef = randomUUID();
      const other = { ...inspection, narrative: 'Another container' };
      await sendBundle(anna.api, bundleLine({ clientRef }) + bundleLine({ clientRef, inspection: other }));
      const { body } = await anna.api.get('/v1/sync/conflicts?limit=1');
      return { id: body.items[0].id as string };
    },
  },
};
