import { randomUUID } from 'node:crypto';
import { inspection } from './requests';
import { newSource } from './requests-sources';
import { CASEWORK, made, type ResourceKind } from './resource-kind';
import type { World } from './world';

/** A source that anna handles and a colleague of hers keeps. */
async function makeSource({ anna, adele }: World): Promise<{ id: string; recordId: string }> {
  const user = { organisationId: anna.organisationId, displayName: 'Custodian', clearance: 2 };
  const email = `custodian-${randomUUID()}@lambi.example`;
  const custodian = await made(adele.api.post('/v1/users', { ...user, email, roles: ['member_state_liaison'] }));
  return {
    id: await made(anna.api.post('/v1/sources', newSource([custodian]))),
    recordId: await made(anna.api.post('/v1/inspections', inspection)),
  };
}
const hiddenFrom = [...CASEWORK, 'paola', 'sonia'] as const;

export const SOURCES_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/sources/': { hiddenFrom, make: makeSource },
  '/v1/source-openings/': {
    hiddenFrom,
    make: async (world) => {
      const reason = 'The Panel asks whether the source can be met again';
      return {
        id: await made(world.anna.api.post(`/v1/sources/${(await makeSource(world)).id}/openings`, { reason })),
      };
    },
  },
  '/v1/source-links/': {
    hiddenFrom,
    make: async (world) => {
      const { id, recordId } = await makeSource(world);
      return { id: await made(world.anna.api.post(`/v1/sources/${id}/links`, { recordId })) };
    },
  },
};
