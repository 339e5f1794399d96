import { expectStatus } from './api-client';
import { inspection } from './requests';
import { CASEWORK, made, type ResourceKind } from './resource-kind';
import type { World } from './world';

/** An inspection whose container number is held back, released to the Panel, which asks for it. */
async function asked(world: World): Promise<string> {
  const heldBackFields = [{ field: 'containerNumber', because: 'Under investigation', told: true }];
  const release = { audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' };
  const recordId = await made(world.anna.api.post('/v1/inspections', { ...inspection, heldBackFields, release }));
  const purpose = 'To compare the consignors';
  const body = { recordId, fields: ['containerNumber'], audienceIds: [world.paola.audienceId], purpose };
  return made(world.paola.api.post('/v1/consent-requests', body));
}

export const HANDLING_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/consent-requests/': { hiddenFrom: [...CASEWORK, 'sonia'], make: async (world) => ({ id: await asked(world) }) },
  '/v1/field-releases/': {
    hiddenFrom: [...CASEWORK, 'sonia'],
    make: async (world) => {
      const id = await asked(world);
      const granted = await expectStatus(200, world.anna.api.post(`/v1/consent-requests/${id}/grant`, {}));
      const { body } = await expectStatus(
        200,
        world.anna.api.get(`/v1/records/${granted.body.recordId}/held-back-fields`),
      );
      return { id: body.heldBack[0].releases[0].id };
    },
  },
};
