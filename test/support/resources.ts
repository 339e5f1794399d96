import { randomBytes, randomUUID } from 'node:crypto';
import { expectStatus } from './api-client';
import { exchange, inspection, shipment } from './requests';
import { seizure } from './requests-custody';
import { ADMINISTRATION, CASEWORK, idOf, made, type ResourceKind } from './resource-kind';
import { ALERTS_RESOURCES } from './resources-alerts';
import { BLIND_RESOURCES } from './resources-blind';
import { EMBARGO_RESOURCES } from './resources-embargo';
import { EVIDENCE_RESOURCES } from './resources-evidence';
import { EXCHANGES_RESOURCES } from './resources-exchanges';
import { EXEMPTIONS_RESOURCES } from './resources-exemptions';
import { FTM_RESOURCES } from './resources-ftm';
import { HANDLING_RESOURCES } from './resources-handling';
import { LISTS_RESOURCES } from './resources-lists';
import { makeEntities, MERGING_RESOURCES } from './resources-merging';
import { NOTIFICATIONS_RESOURCES } from './resources-notifications';
import { PARTIES_RESOURCES } from './resources-parties';
import { RECALL_RESOURCES } from './resources-recall';
import { REPORTING_RESOURCES } from './resources-reporting';
import { SECURITY_RESOURCES } from './resources-security';
import { SYNC_RESOURCES } from './resources-sync';
import { TABLES_RESOURCES } from './resources-tables';
import { TARGETING_RESOURCES } from './resources-targeting';
import { SOURCES_RESOURCES } from './resources-sources';
import { WORK_RESOURCES } from './resources-work';
import { TRACING_RESOURCES } from './resources-tracing';
import type { World } from './world';

export const makeInspection = (world: World, more: object = {}): Promise<string> =>
  made(world.anna.api.post('/v1/inspections', { ...inspection, ...more }));
const forPanel = (world: World): object => ({
  release: { audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' },
});

/** A new organisation each time: codes are unique and an id must be of something nobody else uses. */
const makeOrganisation = (world: World): Promise<string> =>
  made(
    world.adele.api.post('/v1/organisations', {
      code: `JM-${unique()}`,
      name: 'Jamaica Customs',
      kind: 'MEMBER_STATE',
      state: 'JM',
    }),
  );

async function makeUser(world: World): Promise<string> {
  const organisationId = await makeOrganisation(world);
  const email = `user-${unique().toLowerCase()}@lambi.example`;
  const user = { organisationId, email, displayName: 'Jean', roles: ['member_state_liaison'], clearance: 1 };
  return made(world.adele.api.post('/v1/users', user));
}

const manifestXml = (): string => `<?xml version="1.0" encoding="UTF-8"?>
<Awmds><General_segment><General_segment_id><Customs_office_code>CAP01</Customs_office_code><Voyage_number>024W</Voyage_number>
<Date_of_departure>2024-04-01</Date_of_departure></General_segment_id><Totals_segment><Total_number_of_bols>1</Total_number_of_bols></Totals_segment>
<Transport_information><Name_of_transporter>RAINER D</Name_of_transporter></Transport_information></General_segment>
<Bol_segment><Bol_id><Bol_reference>${unique()}</Bol_reference><Line_number>1</Line_number><Bol_nature>23</Bol_nature></Bol_id>
<Goods_segment><Number_of_packages>1</Number_of_packages><Goods_description>RICE</Goods_description></Goods_segment></Bol_segment></Awmds>`;

const unique = (): string => randomBytes(4).toString('hex').toUpperCase();

export const RESOURCES: Readonly<Record<string, ResourceKind>> = {
  ...WORK_RESOURCES,
  ...SOURCES_RESOURCES,
  ...EVIDENCE_RESOURCES,
  ...EXCHANGES_RESOURCES,
  ...FTM_RESOURCES,
  ...HANDLING_RESOURCES,
  ...REPORTING_RESOURCES,
  '/v1/organisations/': { hiddenFrom: ADMINISTRATION, make: async (world) => ({ id: await makeOrganisation(world) }) },
  '/v1/users/': { hiddenFrom: ADMINISTRATION, make: async (world) => ({ id: await makeUser(world) }) },
  '/v1/api-keys/': {
    hiddenFrom: ADMINISTRATION,
    make: async (world) => {
      const key = { label: 'ASYCUDA', scopes: ['record.read'], expiresInDays: 30 };
      return { id: await made(world.adele.api.post(`/v1/users/${await makeUser(world)}/api-keys`, key)) };
    },
  },
  '/v1/groups/': {
    hiddenFrom: ADMINISTRATION,
    make: async (world) => {
      const organisationId = await makeOrganisation(world);
      const group = { code: `G-${unique()}`, label: 'Mona Passage', memberOrganisationIds: [organisationId] };
      return { id: await made(world.adele.api.post('/v1/groups', group)), organisationId };
    },
  },
  '/v1/receipts/': {
    hiddenFrom: ['diego', 'paola', 'adele', 'oscar'],
    make: async (world) => {
      const { body } = await expectStatus(201, world.anna.api.post('/v1/inspections', inspection));
      return { id: body.receipt.id as string };
    },
  },
  '/v1/records/': { hiddenFrom: CASEWORK, make: async (world) => ({ id: await makeInspection(world) }) },
  '/v1/releases/': {
    hiddenFrom: CASEWORK,
    make: async (world) => {
      const release = {
        recordIds: [await makeInspection(world)],
        audienceIds: [world.paola.audienceId],
        purpose: 'Panel investigation',
      };
      const { body } = await expectStatus(201, world.anna.api.post('/v1/releases', release));
      return { id: body.releases[0].id as string };
    },
  },
  '/v1/manifests/': {
    hiddenFrom: [...CASEWORK, 'paola'],
    make: async (world) => {
      const headers = { 'content-type': 'application/xml' };
      const answer = world.anna.api.post('/v1/manifests?fileName=m.xml', undefined, { raw: manifestXml(), headers });
      return { id: idOf(await expectStatus(202, answer)) };
    },
  },
  '/v1/shipments/': {
    hiddenFrom: CASEWORK,
    make: async (world) => ({ id: await made(world.anna.api.post('/v1/shipments', shipment)) }),
  },
  '/v1/inspections/': {
    hiddenFrom: [...CASEWORK, 'paola'],
    make: async (world) => ({ id: await makeInspection(world) }),
  },
  '/v1/exhibits/': {
    hiddenFrom: [...CASEWORK, 'paola'],
    make: async (world) => {
      const path = `/v1/inspections/${await makeInspection(world)}/exhibits`;
      return { id: await made(world.anna.api.post(path, seizure(`AGD-${randomUUID()}`))) };
    },
  },
  '/v1/item-imports/': {
    hiddenFrom: [...CASEWORK, 'paola'],
    make: async (world) => {
      const path = `/v1/inspections/${await makeInspection(world)}/items/imports`;
      const headers = { 'content-type': 'text/csv' };
      return {
        id: await made(world.anna.api.post(path, undefined, { raw: 'category,serial\nFIREARM,B7\n', headers })),
      };
    },
  },
  '/v1/inspection-versions/': {
    hiddenFrom: [...CASEWORK, 'paola'],
    make: async (world) => {
      const path = `/v1/inspections/${await makeInspection(world)}`;
      const headers = { 'if-match': '"v1"' };
      await expectStatus(201, world.anna.api.post(`${path}/transitions`, { event: 'close' }, { headers }));
      const { body } = await expectStatus(200, world.anna.api.get(`${path}/versions`));
      return { id: (body as unknown as { id: string }[])[0]!.id };
    },
  },
  '/v1/entities/': {
    hiddenFrom: CASEWORK,
    make: makeEntities,
  },
  '/v1/exchanges/': {
    hiddenFrom: CASEWORK,
    make: async (world) => ({
      id: await made(world.anna.api.post('/v1/exchanges', exchange([world.paola.audienceId]))),
    }),
  },
  '/v1/cases/': {
    hiddenFrom: ['anna', ...CASEWORK],
    make: async (world) => {
      const [recordId, otherRecordId] = await Promise.all([
        makeInspection(world, forPanel(world)),
        makeInspection(world, forPanel(world)),
      ]);
      const { body } = await expectStatus(201, world.paola.api.post('/v1/cases', { title: 'Rifles in containers' }));
      return { id: body.id as string, recordId, otherRecordId };
    },
  },
  ...PARTIES_RESOURCES,
  ...SECURITY_RESOURCES,
  ...SYNC_RESOURCES,
  ...MERGING_RESOURCES,
  ...NOTIFICATIONS_RESOURCES,
  ...TABLES_RESOURCES,
  ...ALERTS_RESOURCES,
  ...BLIND_RESOURCES,
  ...EMBARGO_RESOURCES,
  ...EXEMPTIONS_RESOURCES,
  ...TARGETING_RESOURCES,
  ...RECALL_RESOURCES,
  ...TRACING_RESOURCES,
  ...LISTS_RESOURCES,
};

/** The kind behind a path of the OpenAPI document; undefined fails the test that asks. */
export const resourceKindOf = (path: string): ResourceKind | undefined =>
  RESOURCES[Object.keys(RESOURCES).find((prefix) => path.startsWith(prefix)) ?? ''];

export const fillPath = (path: string, ids: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (!ids[name]) throw new Error(`the resource for ${path} has no ${name}`);
    return ids[name];
  });

/** What can stand where an id stands, and names nothing. */
export const NO_IDS: Readonly<Record<string, () => string>> = {
  'an unknown id': () => randomUUID(),
  'an unknown id of version 7': () => `0193f5b2-6c1f-7cc3-9b1a-${randomBytes(6).toString('hex')}`,
  'no id at all': () => 'not-an-id',
  'an id with a letter too many': () => `${randomUUID()}a`,
  'an id in braces': () => encodeURIComponent(`{${randomUUID()}}`),
  'a quote': () => encodeURIComponent("' OR 1=1 --"),
};
