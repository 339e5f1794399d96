import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import type { Person, World } from '../support/world';

const pistol = {
  category: 'FIREARM',
  quantity: 1,
  type: 'PISTOL',
  make: 'Glock',
  model: '19 Gen5',
  calibre: '9x19',
  serial: 'BKXT4?1',
  serialState: 'PARTIAL',
  countryOfManufacture: 'AT',
  marks: [
    { kind: 'SERIAL', place: 'FRAME', text: 'BKXT4?1', state: 'PARTIAL' },
    { kind: 'SERIAL', place: 'BARREL', state: 'OBLITERATED' },
    { kind: 'IMPORT_MARK', place: 'SLIDE', text: 'SMYRNA GA 77', state: 'AS_MARKED' },
  ],
  importCountry: 'US',
  importYear: 2019,
  assembled: true,
  privatelyMade: false,
};
const rounds = {
  category: 'AMMUNITION',
  quantity: 5500,
  calibre: '7.62x39',
  headstamp: '71 21',
  packaging: '5 cartons',
};
const cash = { category: 'CASH', quantity: 500, amount: '50000.00', currency: 'USD', counterfeit: true };
const whole = {
  authority: 'STATE',
  requestedBy: 'DO-DGA, note 114/2025',
  placeCountry: 'HT',
  placeLocode: 'HTCAP',
  terminal: 'Cap-Terminal SA',
  latitude: 19.7577,
  longitude: -72.1981,
  coordinatePrecision: 'PORT',
  jurisdiction: 'OWN_TERRITORY',
  legalBasis: 'Code douanier, art. 62',
  necessity: 'Image did not fit the declared goods',
  ground: 'XRAY',
  groundStatement: 'Dense oblong shapes in two cartons',
  examinedOn: '2026-01-06',
  transportModeCode: 'SEA',
  vesselFlag: 'BO',
  portOfLoading: 'USPEF',
  portOfDischarge: 'HTCAP',
  declaredGoods: 'Personal effects',
  sealsDeclared: ['SL 20931'],
  sealsFound: ['SL 20913'],
  declaredMassKg: 11840.5,
  measuredMassKg: 12016,
  parties: [{ role: 'CONSIGNEE', name: 'Magasin Lakay Fretyan', note: 'Denies having ordered anything' }],
  agenciesPresent: ['BLTS', 'Customs Surveillance Brigade', 'Justice of the peace'],
  cooperation: 'FULL',
  result: 'FOUND',
  containerNumber: 'ASJU5884650',
  concealmentCode: 'AMONG_PERSONAL_EFFECTS',
  statedFacts: [{ fact: 'DATE', value: '2026-01-07', source: 'Press note' }],
  followUps: [{ action: 'Trace the pistol through eTrace', responsible: 'DCPJ', dueOn: '2026-02-06' }],
  items: [pistol, rounds, cash],
};

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test.close());

const submit = (more: object = {}, who: Person = world.anna): Promise<Answer> =>
  who.api.post('/v1/inspections', { ...whole, ...more });
const at = (version: number): { headers: Record<string, string> } => ({ headers: { 'if-match': `"v${version}"` } });
const move = (id: string, version: number, event: string): Promise<Answer> =>
  world.anna.api.post(`/v1/inspections/${id}/transitions`, { event }, at(version));
const codesOf = ({ body }: Answer): string[] => body.reasons.map(({ code }: { code: string }) => code);

it('keeps all that was said, as it was said', async () => {
  const { body } = await expectStatus(201, submit());
  expect(body).toMatchObject({
    ...whole,
    items: [
      { seq: 0, ...pistol },
      { seq: 1, ...rounds },
      { seq: 2, ...cash },
    ],
  });
  expect(body).toMatchObject({ status: 'COMPLETED', missing: [], contentVersion: null });
  const read = await expectStatus(200, world.anna.api.get(`/v1/inspections/${body.id}`));
  expect(read.body).toMatchObject(whole);
});

it('finds it by every mark that can be read, by its seals and by its parties', async () => {
  const { body } = await expectStatus(
    201,
    submit({ sealsFound: ['QX-771'], items: [{ ...pistol, serial: 'ZQA 551' }] }),
  );
  for (const [by, value] of [
    ['serial', 'zqa551'],
    ['serial', 'SMYRNA GA 77'],
    ['seal', 'qx771'],
    ['name', 'MAGASIN LAKAY FRETYAN'],
  ]) {
    const found = await expectStatus(200, world.anna.api.post('/v1/search', { by, value }));
    expect(JSON.stringify(found.body.hits)).toContain(body.id);
  }
});

it('flags a make that the reference does not know, with the nearest, and keeps it', async () => {
  const { body } = await expectStatus(201, submit({ items: [{ ...pistol, make: 'Glok' }, rounds] }));
  expect(body.items[0].make).toBe('Glok');
  const flagged = (body.referenceFlags as { seq: number; field: string; flag: string; nearest: string[] }[]).filter(
    ({ field }) => field === 'make',
  );
  expect(flagged).toMatchObject([{ seq: 0, flag: 'UNKNOWN', nearest: expect.arrayContaining(['Glock']) }]);
});

it('a draft says what it lacks, and goes nowhere without legal basis and necessity (para 7)', async () => {
  const { body } = await expectStatus(201, submit({ legalBasis: undefined, necessity: undefined, placeCountry: 'DO' }));
  expect(body.status).toBe('DRAFT');
  expect(body.missing.map(({ field }: { field: string }) => field)).toEqual([
    '/legalBasis',
    '/necessity',
    '/placeLocode',
    '/jurisdiction',
  ]);
  expect(codesOf(await expectStatus(422, move(body.id, 1, 'plan')))).toEqual([
    'LEGAL_BASIS_MISSING',
    'NECESSITY_MISSING',
  ]);
});

it('what is complete cannot be made incomplete', async () => {
  const { body } = await expectStatus(201, submit());
  const path = `/v1/inspections/${body.id}`;
  const refused = await expectStatus(422, world.anna.api.patch(path, { legalBasis: null }, at(1)));
  expect(codesOf(refused)).toEqual(['LEGAL_BASIS_MISSING']);
  const contradiction = await expectStatus(422, world.anna.api.patch(path, { latitude: null }, at(1)));
  expect(contradiction.body.code).toBe('INSPECTION.CONTRADICTS_ITSELF');
  expect((await world.anna.api.get(path)).headers.get('etag')).toBe('"v1"');
});

it('corrects and withdraws items without losing what stood there', async () => {
  const { body } = await expectStatus(201, submit());
  const path = `/v1/inspections/${body.id}`;
  const change = {
    reason: 'Read from the frame',
    correct: [{ ...pistol, seq: 0, serial: 'BKXT491', serialState: 'AS_MARKED', marks: [] }],
    withdraw: [{ seq: 2 }],
    add: [{ category: 'MAGAZINE', quantity: 9 }],
  };
  const { body: changed } = await expectStatus(200, world.anna.api.patch(`${path}/items`, change, at(1)));
  expect(changed.items.map(({ seq }: { seq: number }) => seq)).toEqual([0, 1, 4]);
  expect(changed.items[0]).toMatchObject({ seq: 0, serial: 'BKXT491' });
  const unknown = await expectStatus(
    400,
    world.anna.api.patch(`${path}/items`, { reason: 'Again', withdraw: [{ seq: 2 }, { seq: 1 }, { seq: 1 }] }, at(2)),
  );
  expect(unknown.body.fields.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/withdraw/0/seq',
    '/withdraw/2/seq',
  ]);
  const again = { reason: 'And again', correct: [{ ...pistol, seq: 0, serial: 'BKXT492' }] };
  const { body: third } = await expectStatus(200, world.anna.api.patch(`${path}/items`, again, at(2)));
  expect(third.items.map(({ seq, serial }: { seq: number; serial?: string }) => [seq, serial])).toEqual([
    [0, 'BKXT492'],
    [1, undefined],
    [4, undefined],
  ]);
  const found = async (who: Person): Promise<number> =>
    (await expectStatus(200, who.api.post('/v1/search', { by: 'serial', value: 'BKXT491' }))).body.hits.length;
  expect(await found(world.anna)).toBe(1); // her own correction stays findable for her
  const release = { recordIds: [body.id], audienceIds: [world.paola.audienceId], purpose: 'Panel' };
  await expectStatus(201, world.anna.api.post('/v1/releases', release));
  expect(await found(world.paola)).toBe(0);
});

describe('a closed inspection', () => {
  const closed = async (): Promise<string> => {
    const { body } = await expectStatus(201, submit());
    await expectStatus(201, move(body.id, 1, 'close'));
    return body.id as string;
  };
  const releaseToPanel = async (id: string): Promise<void> => {
    const release = { recordIds: [id], audienceIds: [world.paola.audienceId], purpose: 'Panel' };
    await expectStatus(201, world.anna.api.post('/v1/releases', release));
  };
  const amend = (id: string, version: number, body: object): Promise<Answer> =>
    world.anna.api.post(
      `/v1/inspections/${id}/amendments`,
      { reason: 'The laboratory restored it', ...body },
      at(version),
    );
  const versions = async (who: Person, id: string): Promise<{ id: string; number: number; changed: string[] }[]> =>
    (await expectStatus(200, who.api.get(`/v1/inspections/${id}/versions`))).body as never;

  it('never changes; an amendment is a new version that says what changed and why, with a receipt', async () => {
    const id = await closed();
    await expectStatus(422, world.anna.api.patch(`/v1/inspections/${id}`, { terminal: 'Quay 2' }, at(2)));
    await expectStatus(422, world.anna.api.post(`/v1/inspections/${id}/items`, { items: [rounds] }, at(2)));
    const { body } = await expectStatus(
      201,
      amend(id, 2, { fields: { terminal: 'Quay 2' }, items: { correct: [{ ...pistol, seq: 0, serial: 'BKXT491' }] } }),
    );
    expect(body).toMatchObject({
      status: 'CLOSED',
      contentVersion: 2,
      terminal: 'Quay 2',
      receipt: { inclusion: null },
    });
    const [second, first] = await versions(world.anna, id);
    expect([first!.number, second!.number]).toEqual([1, 2]);
    expect(second!.changed).toEqual(['/terminal', '/items/0']);
    const { body: shown } = await expectStatus(200, world.anna.api.get(`/v1/inspection-versions/${second!.id}`));
    expect(shown.changes[0]).toEqual({ pointer: '/terminal', before: 'Cap-Terminal SA', after: 'Quay 2' });
    expect(shown.changes[1]).toMatchObject({ before: { serial: 'BKXT4?1' }, after: { serial: 'BKXT491' } });
    const { body: before } = await expectStatus(200, world.anna.api.get(`/v1/inspection-versions/${first!.id}`));
    expect(before.content.fields.terminal).toBe('Cap-Terminal SA');
    expect(before.changes).toBeNull();
  });

  it('is not amended by nothing, nor into something incomplete, nor before it is closed', async () => {
    const id = await closed();
    expect((await expectStatus(422, amend(id, 2, { fields: { terminal: 'Cap-Terminal SA' } }))).body.code).toBe(
      'INSPECTION.NOTHING_AMENDED',
    );
    expect(codesOf(await expectStatus(422, amend(id, 2, { fields: { necessity: null } })))).toEqual([
      'NECESSITY_MISSING',
    ]);
    expect(await versions(world.anna, id)).toHaveLength(1);
    const { body } = await expectStatus(201, submit());
    expect(codesOf(await expectStatus(422, amend(body.id, 1, { fields: { terminal: 'Quay 2' } })))).toEqual([
      'NOT_CLOSED',
    ]);
  });

  it('shows a reader the versions that stood since the release, and no difference from one before', async () => {
    const id = await closed();
    await expectStatus(201, amend(id, 2, { fields: { terminal: 'Quay 2' } }));
    await releaseToPanel(id);
    const seen = await versions(world.paola, id);
    expect(seen.map(({ number }) => number)).toEqual([2]);
    const { body } = await expectStatus(200, world.paola.api.get(`/v1/inspection-versions/${seen[0]!.id}`));
    expect(body.changes).toBeNull();
    expect(JSON.stringify(body)).not.toContain('Cap-Terminal');
    await expectStatus(201, amend(id, 3, { fields: { terminal: 'Quay 3' } }));
    expect((await versions(world.paola, id)).map(({ number }) => number)).toEqual([3, 2]);
    expect((await versions(world.anna, id)).map(({ number }) => number)).toEqual([3, 2, 1]);
  });
});
