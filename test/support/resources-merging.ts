import { expectStatus } from './api-client';
import { entity } from './requests';
import { anEntry } from './resources-lists';
import { CASEWORK, made, type ResourceKind } from './resource-kind';
import type { World } from './world';

type Ids = Readonly<Record<'id' | 'otherEntityId' | 'statementId' | 'entryId', string>>;

/** Two entities of Anna's, and an entry of a list of hers. */
export const makeEntities = async (world: World): Promise<Ids> => {
  const { anna } = world;
  const { body } = await expectStatus(201, anna.api.post('/v1/entities', entity));
  const otherEntityId = await made(anna.api.post('/v1/entities', entity));
  const statementId = body.properties.name[0].id as string;
  return { id: body.id as string, otherEntityId, statementId, entryId: await anEntry(world) };
};

/** Judgements on which entities are one. */
export const MERGING_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/entity-judgements/': {
    hiddenFrom: [...CASEWORK, 'paola'],
    make: async (world) => {
      const { id, otherEntityId } = await makeEntities(world);
      const judgement = { otherId: otherEntityId, decision: 'same', reason: 'Same passport number' };
      return { id: await made(world.anna.api.post(`/v1/entities/${id}/judgements`, judgement)) };
    },
  },
};
