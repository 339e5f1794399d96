import { attach, beginUpload, photo, thumbnailOf } from './evidence';
import { CASEWORK, type ResourceKind } from './resource-kind';
import { makeInspection } from './resources';
import type { World } from './world';

export const EVIDENCE_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/attachments/': {
    hiddenFrom: CASEWORK,
    make: async (world: World) => {
      const id = await attach(world.anna.api, await makeInspection(world), 'door.jpg', await photo());
      await thumbnailOf(world.anna.api, id);
      return { id };
    },
  },
  '/v1/uploads/': {
    hiddenFrom: ['paola', ...CASEWORK],
    make: async (world: World) => ({
      id: await beginUpload(world.anna.api, await makeInspection(world), 8, { filename: 'note.txt' }),
    }),
  },
};
