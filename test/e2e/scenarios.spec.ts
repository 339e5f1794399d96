import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { type Scenario, SCENARIOS } from '../support/scenarios';
import { newPerson, type Person, type World } from '../support/world';

/** Real seizures, S1 to S9, through the API: all that their sources say is stored, contradictions included, and the Panel reads it. */
let test: TestApp;
let world: World;
let people: Readonly<Record<Scenario['by'], Person>>;
const ids = new Map<string, string>();

beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  const jamaica = { code: 'JM-JCA', name: 'Jamaica Customs Agency', kind: 'MEMBER_STATE', state: 'JM' };
  const { body } = await expectStatus(201, world.adele.api.post('/v1/organisations', jamaica));
  const user = { name: 'jody', role: 'member_state_liaison', clearance: 2 };
  const jody = await newPerson(test.url, world.adele.api, body as { id: string; audienceId: string }, user);
  people = { anna: world.anna, diego: world.diego, jody };
});
afterAll(() => test.close());

describe.each(SCENARIOS)('$id', ({ id, by, inspection, listed, conflicts }) => {
  it('is stored whole, with its contradictions', async () => {
    const release = { audienceIds: [world.paola.audienceId], purpose: 'Investigation of the Panel' };
    const { body } = await expectStatus(201, people[by].api.post('/v1/inspections', { ...inspection, release }));
    ids.set(id, body.id as string);
    expect(body).toMatchObject({
      status: 'COMPLETED',
      missing: [],
      listedTotals: listed,
      hasConflict: conflicts.length > 0,
    });
    const shown = (body.totals as { agrees: boolean; category: string; quantity: number; listed: number }[])
      .filter(({ agrees }) => !agrees)
      .map((total) => [total.category, total.quantity, total.listed]);
    expect(shown).toEqual(conflicts);
  });

  it('is read by the Panel as it was submitted, and by no other State', async () => {
    const path = `/v1/inspections/${ids.get(id)}`;
    const { body } = await expectStatus(200, world.paola.api.get(path));
    const { statedTotals, items, ...fields } = inspection;
    expect(body).toMatchObject({ ...fields, totals: statedTotals ?? [], items, missing: [] });
    expect(body.items).toHaveLength(items.length);
    for (const other of Object.values(people).filter((person) => person !== people[by])) {
      await expectStatus(404, other.api.get(path));
    }
  });
});

it('S4: the container number is valid, and found by', async () => {
  const { body } = await expectStatus(200, world.paola.api.get(`/v1/inspections/${ids.get('S4')}`));
  // Valid by ISO 6346; a remainder of 10 is written 0 and proves less.
  expect(body.identifierFlags).toMatchObject([{ value: 'ASJU5884650', flags: ['WEAK_CHECK_DIGIT'] }]);
  const search = { by: 'container', value: 'ASJU 588465-0' };
  const found = await expectStatus(200, world.paola.api.post('/v1/search', search));
  expect(JSON.stringify(found.body.hits)).toContain(ids.get('S4'));
});

it('S5: the law of that day did not yet forbid it; S1 and S4 are prohibited unless approved', async () => {
  const outcome = async (shipmentDate: string): Promise<string> => {
    const asked = { shipmentDate, goods: [{ category: 'SALW' }], consignee: { class: 'CHURCH' } };
    return (await expectStatus(201, world.anna.api.post('/v1/assessments', asked))).body.outcome as string;
  };
  expect(await Promise.all(['2022-07-01', '2024-04-01', '2026-01-04'].map(outcome))).toEqual([
    'NOT_PROHIBITED',
    'PROHIBITED_UNLESS_APPROVED',
    'PROHIBITED_UNLESS_APPROVED',
  ]);
});

it('S6: three seizures are linked into one case', async () => {
  const { body, headers } = await expectStatus(
    201,
    world.paola.api.post('/v1/cases', { title: 'Port-de-Paix, July 2022' }),
  );
  const recordIds = ['S6a', 'S6b', 'S6c'].map((id) => ids.get(id)!);
  let etag = headers.get('etag')!;
  for (const recordId of recordIds) {
    const member = { recordId, reason: 'One chain of three seizures' };
    const added = await world.paola.api.post(`/v1/cases/${body.id}/members`, member, { headers: { 'if-match': etag } });
    expect(added.status).toBe(201);
    etag = added.headers.get('etag') ?? etag;
  }
  const read = await expectStatus(200, world.paola.api.get(`/v1/cases/${body.id}`));
  expect(JSON.stringify(read.body)).toEqual(expect.stringContaining(recordIds[2]!));
});
