import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import { newPerson, type Person, type World } from '../support/world';

/* Where releases, consent, held-back fields, recalls and exchanges meet (issue 6). */
describe('what was shared, taken back and shared again', () => {
  let test: TestApp;
  let world: World;
  let dgd: Person;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
    const made = await expectStatus(
      201,
      world.adele.api.post('/v1/organisations', { code: 'DO-PORTS', name: 'Ports', kind: 'MEMBER_STATE', state: 'DO' }),
    );
    const role = { name: 'pedro', role: 'member_state_liaison', clearance: 2 };
    dgd = await newPerson(test.url, world.adele.api, { id: made.body.id, audienceId: made.body.audienceId }, role);
  });
  afterAll(() => test.close());

  const secret = 'SMLU4815164';
  const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  const stateOf = async (code: string): Promise<string> => {
    const { items } = (await expectStatus(200, world.anna.api.get('/v1/audiences?kind=STATE'))).body;
    return (items as { id: string; code: string }[]).find((each) => each.code === code)!.id;
  };
  const submit = async (audienceIds: readonly string[], more: object = {}, terms: object = {}): Promise<string> => {
    const release = { audienceIds, purpose: 'Panel investigation', ...terms };
    const body = { ...inspection, ...more, release };
    return (await expectStatus(201, world.anna.api.post('/v1/inspections', body))).body.id as string;
  };
  const held = { heldBackFields: [{ field: 'containerNumber', because: 'Under investigation', told: true }] };
  const sees = async ({ api }: Person, id: string): Promise<[number, boolean]> => {
    const answer = await api.get(`/v1/inspections/${id}`);
    return [answer.status, answer.text.includes(secret)];
  };
  const releasesOf = async (id: string): Promise<{ id: string; audience: unknown; forwardedBy: string | null }[]> =>
    (await expectStatus(200, world.anna.api.get(`/v1/records/${id}/releases`))).body;
  const recallsSeenBy = async (person: Person, recordId: string): Promise<object[]> =>
    (await expectStatus(200, person.api.get('/v1/recalls?limit=200'))).body.items.filter(
      (one: { recordId: string }) => one.recordId === recordId,
    );
  const granted = async (
    id: string,
    by: Person,
    audienceIds: readonly string[],
    fields: readonly string[],
  ): Promise<Answer> => {
    const asked = await expectStatus(
      201,
      by.api.post('/v1/consent-requests', {
        recordId: id,
        fields,
        audienceIds,
        purpose: 'To compare',
        until: inDays(30),
      }),
    );
    return expectStatus(200, world.anna.api.post(`/v1/consent-requests/${asked.body.id}/grant`, {}));
  };

  it('narrowing the terms tells those who had read what was forwarded under the old ones', async () => {
    const { anna, diego, paola } = world;
    const id = await submit([paola.audienceId], {}, { mayForward: true });
    await expectStatus(
      201,
      paola.api.post(`/v1/records/${id}/onward-releases`, {
        audienceIds: [diego.audienceId],
        reason: 'Their port is next',
      }),
    );
    await sees(diego, id);
    const parent = (await releasesOf(id)).find(({ forwardedBy }) => forwardedBy === null)!;
    await expectStatus(201, anna.api.post(`/v1/releases/${parent.id}/narrowing`, { mayForward: false }));
    expect((await sees(diego, id))[0]).toBe(404);
    expect(await recallsSeenBy(diego, id)).toMatchObject([{ act: 'WITHDRAWN' }]);
    expect(await recallsSeenBy(paola, id)).toMatchObject([{ act: 'NARROWED' }]);
  });

  it('narrowing that takes the record from nobody is one recall', async () => {
    const { anna, paola } = world;
    const id = await submit([paola.audienceId], {}, { mayForward: true });
    await sees(paola, id);
    await expectStatus(
      201,
      anna.api.post(`/v1/releases/${(await releasesOf(id))[0]!.id}/narrowing`, { mayForward: false }),
    );
    expect((await expectStatus(200, anna.api.get(`/v1/records/${id}/recalls`))).body).toHaveLength(1);
  });

  it('consent to a whole State reaches the State, not the asker alone', async () => {
    const { diego } = world;
    const id = await submit([diego.audienceId]);
    await sees(diego, id);
    await granted(id, diego, [await stateOf('DO')], []);
    expect((await sees(dgd, id))[0]).toBe(200);
  });

  it('a field that was shown does not come back with the next release of the record', async () => {
    const { anna, diego } = world;
    const state = await stateOf('DO');
    const byWithdrawing = await submit([state], held);
    const byRecall = await submit([state], held);
    for (const id of [byWithdrawing, byRecall]) {
      await granted(id, diego, [diego.audienceId], ['containerNumber']);
      expect(await sees(diego, id)).toEqual([200, true]);
    }
    for (const { id } of await releasesOf(byWithdrawing))
      await expectStatus(200, anna.api.delete(`/v1/releases/${id}`, {}));
    const recall = { audienceIds: [state], because: 'A mistake', destroyCopies: false };
    await expectStatus(201, anna.api.post(`/v1/records/${byRecall}/recalls`, recall));
    for (const id of [byWithdrawing, byRecall]) {
      expect(await sees(diego, id)).toEqual([404, false]);
      await expectStatus(
        201,
        anna.api.post('/v1/releases', { recordIds: [id], audienceIds: [state], purpose: 'Anew' }),
      );
      expect(await sees(diego, id)).toEqual([200, false]);
    }
  });

  it('a correction does not reach whom the exchange was taken back from', async () => {
    const { anna, diego, paola } = world;
    const request = {
      ...{ type: 'REQUEST', subject: 'Container', body: 'Source MARIE says', urgency: 'ROUTINE', dueOn: '2099-01-31' },
      recipientAudienceIds: [diego.audienceId, paola.audienceId],
    };
    const sent = (await expectStatus(201, anna.api.post('/v1/exchanges', request))).body.id as string;
    await expectStatus(200, diego.api.get(`/v1/exchanges/${sent}`));
    const recall = { audienceIds: [diego.audienceId], because: 'A mistake', destroyCopies: false };
    await expectStatus(201, anna.api.post(`/v1/records/${sent}/recalls`, recall));
    const correct = { subject: 'The container', reason: 'A word was missing' };
    const corrected = (await expectStatus(201, anna.api.post(`/v1/exchanges/${sent}/versions`, correct))).body
      .id as string;
    await expectStatus(200, paola.api.get(`/v1/exchanges/${corrected}`));
    await expectStatus(404, diego.api.get(`/v1/exchanges/${corrected}`));
    const all = { because: 'A mistake', destroyCopies: false };
    await expectStatus(201, anna.api.post(`/v1/records/${sent}/recalls`, all));
    const refused = await expectStatus(422, anna.api.post(`/v1/exchanges/${sent}/versions`, correct));
    expect(refused.body.code).toBe('EXCHANGE.NOT_ALLOWED_NOW');
    for (const { api } of [diego, paola])
      expect((await expectStatus(200, api.get('/v1/exchanges'))).text).not.toContain(sent);
  });

  it('a request that was taken back counts at neither end', async () => {
    const { anna, sonia } = world;
    const sent = async ({ api }: Person, counterpart: string): Promise<number> => {
      const { counterparts } = (await expectStatus(200, api.get('/v1/exchanges/statistics'))).body;
      return counterparts.find((one: { counterpart: string }) => one.counterpart === counterpart).sent as number;
    };
    const request = {
      ...{ type: 'REQUEST', subject: 'Container', body: 'Who?', urgency: 'ROUTINE', dueOn: '2099-01-31' },
      recipientAudienceIds: [sonia.audienceId],
    };
    const { body } = await expectStatus(201, anna.api.post('/v1/exchanges', request));
    await expectStatus(201, anna.api.post('/v1/exchanges', request));
    expect([await sent(anna, 'SCR'), await sent(sonia, 'HT-AGD')]).toEqual([2, 2]);
    const [release] = await releasesOf(body.id as string);
    await expectStatus(200, anna.api.delete(`/v1/releases/${release!.id}`, {}));
    expect([await sent(anna, 'SCR'), await sent(sonia, 'HT-AGD')]).toEqual([1, 1]);
  });
});
