import { setTimeout as sleep } from 'node:timers/promises';
import type { Cast } from './cast';
import { countWhatWasRight, importManifests, openWhatTheQueueNames } from './customs';
import { CONTAINER, HAINA, SHARED_SERIAL } from './inspections';
import { assessAndAskTheCommittee } from './law';
import { type Answer, check, type Narrator } from './narrator';
import { changeTheRules } from './rules';
import { screenNames } from './screening';

/** Steps 2 to 11 of the main job, over HTTP. What each proves is checked as it goes; the first thing that is not so ends the story. */
export async function tellStory(cast: Cast, narrator: Narrator): Promise<{ caseId: string; linked: Answer }> {
  await showAccess(cast, narrator);
  const queue = await importManifests(cast, narrator);
  const haitian = await openWhatTheQueueNames(cast, queue, narrator);
  const dominican = await inspectAtHaina(cast, narrator);
  const { caseId, linked } = await openCase(cast, haitian, narrator);
  await askAndAnswer(cast, dominican, narrator);
  await assessAndAskTheCommittee(cast, queue[0]!, narrator);
  await changeTheRules(cast, narrator);
  await countWhatWasRight(cast, narrator);
  await screenNames(cast, narrator);
  await verifyLog(cast, haitian, narrator);
  return { caseId, linked };
}

async function showAccess({ administrator, haiti }: Cast, narrator: Narrator): Promise<void> {
  const { speaker } = administrator;
  const overview = await speaker.call('GET', '/v1/access/overview', { expect: 200 });
  const anna = (overview.body as { items: { id: string; email: string }[] }).items.find(
    ({ email }) => email === haiti.email,
  )!;
  const body = {
    label: 'Port office, Cap-Haïtien',
    scopes: ['inspection.submit', 'inspection.read'],
    expiresInDays: 90,
  };
  const issued = await speaker.call('POST', `/v1/users/${anna.id}/api-keys`, { body, expect: 201 });
  const { id } = issued.body as { id: string };
  const key = await haiti.speaker.call('POST', `/v1/account/api-keys/${id}/activation`, { expect: 201 });
  const withKey = haiti.speaker.as({ 'x-api-key': (key.body as { key: string }).key });
  await withKey.call('GET', '/v1/inspections', { expect: 200 });
  await withKey.call('GET', '/v1/exchanges', { expect: 403 });
  narrator.remark('The key is shown once, to Anna alone, acts as Anna, and reaches no further than its scopes.');
  await speaker.call('GET', `/v1/users/${anna.id}/access`, { expect: 200 });
}

async function inspectAtHaina({ dominican, haiti, panelAudience }: Cast, narrator: Narrator): Promise<string> {
  narrator.step('4. The Dominican liaison submits another and releases it to the Panel only');
  const body = {
    ...HAINA,
    release: { audienceIds: [panelAudience], purpose: 'Panel investigation (resolution 2692, paras 7 and 8)' },
  };
  const made = await dominican.speaker.submit('/v1/inspections', body);
  const { id } = made.body as { id: string };
  await haiti.speaker.call('GET', `/v1/inspections/${id}`, { expect: 404 });
  narrator.remark('Haiti asks for it by id and gets the same 404 as for an id that does not exist.');
  return id;
}

async function openCase(
  { panel: { speaker } }: Cast,
  inspectionId: string,
  narrator: Narrator,
): Promise<{ caseId: string; linked: Answer }> {
  narrator.step('5. The Panel expert searches, opens a case, and sees what is linked and why');
  for (const [by, value] of [
    ['serial', SHARED_SERIAL.toLowerCase()],
    ['container', CONTAINER],
    ['vessel', 'Rainer D'],
    ['name', 'Lakay Fretyan'],
  ] as const) {
    const { body } = await speaker.call('POST', '/v1/search', { body: { by, value }, expect: 200 });
    check((body as { hits: unknown[] }).hits.length > 0, `something is found by ${by}`);
  }
  const body = {
    title: 'Container SMLU4815164: Fort Lauderdale to Cap-Haïtien and Haina',
    members: [{ recordId: inspectionId, reason: 'Largest port seizure of the period' }],
  };
  const opened = await speaker.submit('/v1/cases', body);
  const caseId = (opened.body as { id: string }).id;
  const links = await speaker.call('GET', `/v1/cases/${caseId}/links`, { expect: 200 });
  for (const { kind, reason } of (links.body as { links: { kind: string; reason: string }[] }).links)
    narrator.remark(`link by ${kind}: ${reason}`);
  const linked = await speaker.call('GET', `/v1/cases/${caseId}/linked`, { expect: 200 });
  const kinds = (linked.body as { nodes: { kind: string }[] }).nodes.map(({ kind }) => kind);
  const count = (kind: string): number => kinds.filter((found) => found === kind).length;
  check(
    count('inspection') === 2 && count('shipment') >= 1 && count('party') >= 3,
    'both inspections, the shipment and the parties are linked',
  );
  narrator.remark(
    `linked: ${count('inspection')} inspections, ${count('shipment')} shipment(s), ${count('party')} parties, each with its path`,
  );
  return { caseId, linked };
}

async function askAndAnswer(
  { panel, dominican, haiti, dominicanAudience }: Cast,
  inspectionId: string,
  narrator: Narrator,
): Promise<void> {
  narrator.step(
    '6. The Panel asks the Dominican Republic; it acknowledges, replies and attaches a record; Haiti sees none of it',
  );
  const dueOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const request = {
    type: 'REQUEST',
    subject: 'Origin of the consignment seized at Haina',
    body: 'Which export papers came with the container, and who presented them?',
    legalBasis: 'Resolution 2692 (2023), paras 7 and 8',
    urgency: 'PRIORITY',
    dueOn,
    recipientAudienceIds: [dominicanAudience],
  };
  const sent = await panel.speaker.submit('/v1/exchanges', request);
  const exchange = `/v1/exchanges/${(sent.body as { id: string }).id}`;
  await dominican.speaker.call('POST', `${exchange}/acknowledgement`, {
    body: { note: 'Received by the liaison office' },
    expect: 201,
  });
  const entity = {
    schema: 'Company',
    statements: [
      { prop: 'name', value: 'Ozama Freight Forwarding SRL', source: 'Commercial register, Santo Domingo' },
      { prop: 'country', value: 'DO', source: 'Commercial register, Santo Domingo' },
    ],
  };
  const forwarder = await dominican.speaker.submit('/v1/entities', entity);
  const forwarderId = (forwarder.body as { id: string }).id;
  const reply = {
    extent: 'FULL',
    body: 'The papers were presented by the forwarder in the enclosed record.',
    enclosedRecordIds: [forwarderId, inspectionId],
  };
  await dominican.speaker.submit(`${exchange}/replies`, reply);
  await panel.speaker.call('GET', exchange, { expect: 200 });
  await panel.speaker.call('GET', `/v1/entities/${forwarderId}`, { expect: 200 });
  await haiti.speaker.call('GET', exchange, { expect: 404 });
  await haiti.speaker.call('GET', `/v1/entities/${forwarderId}`, { expect: 404 });
  const { body } = await haiti.speaker.call('GET', '/v1/exchanges', { expect: 200 });
  check((body as { items: unknown[] }).items.length === 0, 'Haiti has no exchange in its list');
}

async function verifyLog({ auditor, administrator }: Cast, inspectionId: string, narrator: Narrator): Promise<void> {
  narrator.step('11. The auditor verifies the log; the administrator tries to read casework');
  let verdict: { intact: boolean; logs: unknown[] } = { intact: false, logs: [] };
  for (let attempt = 0; attempt < 100 && verdict.logs.length < 5; attempt += 1) {
    if (attempt > 0) await sleep(100); // the sequencer works every half second
    verdict = (await auditor.speaker.call('POST', '/v1/audit/verifications', { expect: 200 })).body as typeof verdict;
  }
  check(verdict.intact, 'every log is intact');
  await administrator.speaker.call('GET', `/v1/inspections/${inspectionId}`, { expect: 404 });
  narrator.remark('The administrator hands out the keys and cannot open the rooms: 404.');
}
