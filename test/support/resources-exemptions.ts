import { expectStatus } from './api-client';
import { approval, diversion, exemption, use } from './requests-exemptions';
import { inspection } from './requests';
import { CASEWORK, made, type ResourceKind } from './resource-kind';
import type { World } from './world';

/** A request of anna's that the Committee approved, and against which a use is recorded. */
export async function makeApproved(world: World): Promise<string> {
  const id = await made(world.anna.api.post('/v1/exemptions', exemption));
  const headers = { 'if-match': '"v1"' };
  await expectStatus(201, world.sonia.api.post(`/v1/exemptions/${id}/decisions`, approval, { headers }));
  await expectStatus(201, world.anna.api.post(`/v1/exemptions/${id}/uses`, use));
  return id;
}

/** Exemption requests and diversions. */
export const EXEMPTIONS_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  // Released to the Committee in the same act, and to nobody else.
  '/v1/exemptions/': {
    hiddenFrom: [...CASEWORK, 'paola'],
    make: async (world) => ({ id: await made(world.anna.api.post('/v1/exemptions', exemption)) }),
  },
  '/v1/diversions/': {
    hiddenFrom: [...CASEWORK, 'paola', 'sonia'],
    make: async (world) => {
      const findId = await made(world.anna.api.post('/v1/inspections', inspection));
      const tied = { ...diversion, findId, exemptionId: await makeApproved(world) };
      return { id: await made(world.anna.api.post('/v1/diversions', tied)) };
    },
  },
};
