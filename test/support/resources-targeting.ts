import { setTimeout as wait } from 'node:timers/promises';
import { CASEWORK, made, type ResourceKind } from './resource-kind';
import type { Person, World } from './world';

const bill = {
  billReference: 'RNDCAP024W009',
  vesselName: 'RAINER D',
  departureOn: '2024-04-01',
  goodsDescription: 'PERSONAL EFFECTS IN BARRELS',
  parties: [{ role: 'CONSIGNEE', name: 'MAGASIN LAKAY FRETYAN' }],
  containers: [{ number: 'SMLU4815164' }],
};

/** The target of a bill, once the job has scored it. */
export async function targetOf({ api }: Person, shipmentId: string): Promise<any> {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    const { body } = await api.get(`/v1/targets?shipmentId=${shipmentId}`);
    if (body.items?.length === 1) return body.items[0];
    await wait(50);
  }
  throw new Error(`bill ${shipmentId} was not scored`);
}

const makeTarget = async ({ anna }: World): Promise<Readonly<Record<string, string>>> => {
  const shipmentId = await made(anna.api.post('/v1/shipments', bill));
  const { id } = await targetOf(anna, shipmentId);
  return { id, shipmentId };
};

/** Risk indicators and the targeting queue. */
export const TARGETING_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/targets/': { hiddenFrom: [...CASEWORK, 'paola'], make: makeTarget },
};
