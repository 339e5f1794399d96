import { createHash, randomUUID } from 'node:crypto';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import { seizure } from '../support/requests-custody';
import { made } from '../support/resource-kind';
import type { World } from '../support/world';

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test.close());

const items = [...inspection.items, { category: 'AMMUNITION', quantity: 999, calibre: '5.56x45' }];
const found = (): Promise<string> => made(world.anna.api.post('/v1/inspections', { ...inspection, items }));
const seize = (id: string, more: object = {}): Promise<Answer> =>
  world.anna.api.post(`/v1/inspections/${id}/exhibits`, { ...seizure(`AGD-${randomUUID()}`), ...more });
const tell = (exhibitId: string, day: number, more: object): Promise<Answer> =>
  world.anna.api.post(`/v1/exhibits/${exhibitId}/events`, { occurredAt: `2024-04-0${day}T09:00:00-04:00`, ...more });
const handOver = {
  kind: 'HANDED_OVER',
  fromHolder: 'AGD Cap-Haitien',
  toHolder: 'BLTS',
  sealFound: 'SL 20913',
  statement: 'Signed',
};
const stored = { kind: 'STORED', toHolder: 'BLTS', sealFound: 'SL 20913', store: 'Armoury 2, rack 14' };
const breaksOf = ({ body }: Answer): string[] => body.breaks.map(({ code }: { code: string }) => code);

it('goes from the seizure to the end, with receipts, also after the inspection is closed', async () => {
  const id = await found();
  await expectStatus(
    201,
    world.anna.api.post(`/v1/inspections/${id}/transitions`, { event: 'close' }, { headers: { 'if-match': '"v1"' } }),
  );
  const { body: exhibit } = await expectStatus(201, seize(id));
  expect(exhibit).toMatchObject({ unbroken: true, holder: 'AGD Cap-Haitien', receipt: { inclusion: null } });
  await expectStatus(201, tell(exhibit.id, 6, handOver));
  await expectStatus(201, tell(exhibit.id, 7, stored));
  const proof = Buffer.from('%PDF-1.4 certificate of destruction');
  const proofSha256 = createHash('sha256').update(proof).digest('hex');
  const ended = { kind: 'DISPOSED', disposal: 'DESTROYED', sealFound: 'SL 20913', proofSha256 };
  expect(breaksOf(await expectStatus(201, tell(exhibit.id, 8, ended)))).toEqual(['PROOF_NOT_ATTACHED']);
  const headers = { 'content-type': 'application/octet-stream' };
  await expectStatus(
    201,
    world.anna.api.post(`/v1/records/${id}/attachments?fileName=c.pdf`, undefined, { raw: proof, headers }),
  );
  const { body } = await expectStatus(200, world.anna.api.get(`/v1/exhibits/${exhibit.id}`));
  expect(body).toMatchObject({ unbroken: true, holder: 'BLTS', disposal: 'DESTROYED', breaks: [] });
  expect(body.events.map(({ occurredAt }: { occurredAt: string }) => occurredAt)).toEqual(
    ['05T15:40', '06T09:00', '07T09:00', '08T09:00'].map((at) => `2024-04-${at}:00-04:00`),
  );
});

it('keeps what breaks the chain, shows the break, and a correction mends it without losing what was told', async () => {
  const { body: exhibit } = await expectStatus(201, seize(await found()));
  const broken = await expectStatus(201, tell(exhibit.id, 6, { ...handOver, fromHolder: 'DCPJ', sealFound: 'SL 99' }));
  expect(breaksOf(broken)).toEqual(['OTHER_HOLDER', 'OTHER_SEAL']);
  const mended = await expectStatus(201, tell(exhibit.id, 6, { ...handOver, corrects: 1 }));
  expect(mended.body).toMatchObject({ unbroken: true, corrected: [{ seq: 1, fromHolder: 'DCPJ' }] });
  const twice = await expectStatus(400, tell(exhibit.id, 6, { ...handOver, corrects: 1 }));
  expect(twice.body.fields).toMatchObject([{ pointer: '/corrects' }]);
});

it('counts what is in no exhibit, and refuses what was not found', async () => {
  const id = await found();
  await expectStatus(201, seize(id, { items: [{ seq: 0 }, { seq: 1, quantity: 900 }] }));
  const { body } = await expectStatus(200, world.anna.api.get(`/v1/inspections/${id}/exhibits`));
  expect(body).toMatchObject({ unbroken: true, unaccounted: [{ seq: 1, listed: 999, exhibited: 900 }] });
  const wrong = await expectStatus(
    400,
    seize(id, { items: [{ seq: 0 }, { seq: 0 }, { seq: 1, quantity: 1000 }, { seq: 7 }] }),
  );
  expect(wrong.body.fields.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/items/1/seq',
    '/items/2/quantity',
    '/items/3/seq',
  ]);
});

it('an exhibit number is taken once in an organisation, and of no consequence in another', async () => {
  const exhibitNo = 'SAME-1';
  await expectStatus(201, seize(await found(), { exhibitNo }));
  expect((await expectStatus(409, seize(await found(), { exhibitNo }))).body.code).toBe('CUSTODY.NUMBER_TAKEN');
  const theirs = await made(world.diego.api.post('/v1/inspections', { ...inspection, placeCountry: 'DO' }));
  await expectStatus(201, world.diego.api.post(`/v1/inspections/${theirs}/exhibits`, seizure(exhibitNo)));
});

it('an end that is not clear names its field', async () => {
  const { body: exhibit } = await expectStatus(201, seize(await found()));
  for (const told of [{ kind: 'DISPOSED' }, { ...handOver, disposal: 'RETURNED' }]) {
    const answer = await expectStatus(400, tell(exhibit.id, 8, told));
    expect(answer.body.fields).toMatchObject([{ pointer: '/disposal' }]);
  }
});

it('repeated over a bad line it is told once', async () => {
  const { body: exhibit } = await expectStatus(201, seize(await found()));
  const headers = { 'idempotency-key': randomUUID() };
  const send = (): Promise<Answer> =>
    world.anna.api.post(
      `/v1/exhibits/${exhibit.id}/events`,
      { ...handOver, occurredAt: '2024-04-06T09:00:00Z' },
      { headers },
    );
  const answers = [await expectStatus(201, send()), await expectStatus(201, send())];
  expect(answers[1]!.body.receipt.id).toBe(answers[0]!.body.receipt.id);
  expect(answers[1]!.body.events).toHaveLength(2);
});

it('a reader sees the chain and not where the arms lie, and tells nothing', async () => {
  const id = await found();
  const { body: exhibit } = await expectStatus(201, seize(id));
  const { body: own } = await expectStatus(201, tell(exhibit.id, 7, { ...stored, toHolder: 'AGD Cap-Haitien' }));
  expect(own.events[1].store).toBe('Armoury 2, rack 14');
  const corrected = { ...stored, toHolder: 'AGD Cap-Haitien', place: 'Quay', corrects: 1 };
  expect((await expectStatus(201, tell(exhibit.id, 7, corrected))).body.corrected).toHaveLength(1);
  await expectStatus(404, world.paola.api.get(`/v1/exhibits/${exhibit.id}`));
  const release = { recordIds: [id], audienceIds: [world.paola.audienceId], purpose: 'Panel' };
  await expectStatus(201, world.anna.api.post('/v1/releases', release));
  const seen = await expectStatus(200, world.paola.api.get(`/v1/exhibits/${exhibit.id}`));
  expect(seen.body.events).toHaveLength(2);
  expect(seen.text).not.toContain('Armoury');
  expect(seen.body.corrected).toEqual([]); // put right before it was released
  expect((await expectStatus(201, tell(exhibit.id, 8, { ...corrected, corrects: 2 }))).body.corrected).toHaveLength(2);
  const later = await expectStatus(200, world.paola.api.get(`/v1/exhibits/${exhibit.id}`));
  expect(later.body.corrected.map(({ seq }: { seq: number }) => seq)).toEqual([2]);
  await expectStatus(
    404,
    world.paola.api.post(`/v1/exhibits/${exhibit.id}/events`, { ...handOver, occurredAt: '2024-04-06T09:00:00Z' }),
  );
});
