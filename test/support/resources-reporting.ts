import { expectStatus } from './api-client';
import { inspection } from './requests';
import { REPORTING_REQUESTS } from './requests-reporting';
import { CASEWORK, made, type ResourceKind } from './resource-kind';
import type { World } from './world';

type Ids = Readonly<Record<string, string>>;

const makeInspection = ({ anna }: World): Promise<string> => made(anna.api.post('/v1/inspections', inspection));

async function makeReport(world: World): Promise<Ids> {
  const command = REPORTING_REQUESTS['POST /v1/inspections/{id}/reports']!.body!({});
  return { id: await made(world.anna.api.post(`/v1/inspections/${await makeInspection(world)}/reports`, command)) };
}

async function makeDuty(world: World): Promise<Ids> {
  const inspectionId = await makeInspection(world);
  const { body } = await expectStatus(200, world.anna.api.get('/v1/inspection-reports/duties?limit=200'));
  const duties = body.items as { id: string; inspectionId: string }[];
  return { id: duties.find((duty) => duty.inspectionId === inspectionId)!.id };
}

/** The longer address first: a duty's begins like a report's. */
export const REPORTING_RESOURCES: Readonly<Record<string, ResourceKind>> = {
  '/v1/inspection-reports/duties/': { hiddenFrom: [...CASEWORK, 'paola', 'sonia'], make: makeDuty },
  '/v1/inspection-reports/': { hiddenFrom: [...CASEWORK, 'paola', 'sonia'], make: makeReport },
};
