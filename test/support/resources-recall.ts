import { expectStatus } from './api-client';
import { inspection } from './requests';
import { CASEWORK, idOf, made, type ResourceKind } from './resource-kind';

/** A recall of what the Panel had read; a State that never read it learns nothing of it. */
export const RECALL_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/recalls/': {
    hiddenFrom: [...CASEWORK, 'sonia'],
    make: async ({ anna, paola }) => {
      const release = { audienceIds: [paola.audienceId], purpose: 'Panel investigation' };
      const id = await made(anna.api.post('/v1/inspections', { ...inspection, release }));
      await expectStatus(200, paola.api.get(`/v1/inspections/${id}`));
      const recall = { because: 'Released too early', destroyCopies: true };
      return { id: idOf(await expectStatus(201, anna.api.post(`/v1/records/${id}/recalls`, recall))) };
    },
  },
};
