import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import type { Person, World } from '../support/world';

/* Taking back what was shared (issue 6): at once for every reader, told to those who had read, and to nobody else. */
describe('recall', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
  });
  afterAll(() => test.close());

  const PANEL = '01900000-0000-7000-8000-000000000001';
  const submit = async (audiences: readonly string[], more: object = {}, terms: object = {}): Promise<string> => {
    const release = { audienceIds: audiences, purpose: 'Panel investigation', ...terms };
    const body = { ...inspection, ...more, ...(audiences.length > 0 && { release }) };
    return (await expectStatus(201, world.diego.api.post('/v1/inspections', body))).body.id as string;
  };
  const recall = (id: string, body: object = {}): Promise<Answer> =>
    world.diego.api.post(`/v1/records/${id}/recalls`, {
      because: 'A source is in danger',
      destroyCopies: true,
      ...body,
    });
  const read = async (person: Person, id: string): Promise<number> =>
    (await person.api.get(`/v1/inspections/${id}`)).status;
  const recallsSeenBy = async (person: Person, recordId: string): Promise<object[]> =>
    (await expectStatus(200, person.api.get('/v1/recalls?limit=200'))).body.items.filter(
      (one: { recordId: string }) => one.recordId === recordId,
    );

  it('ends for every reader, tells those who had read, and shows the originator who destroyed their copies', async () => {
    const { anna, diego, paola } = world;
    const id = await submit([paola.audienceId, anna.audienceId]);
    expect(await read(paola, id)).toBe(200);
    const { body: made } = await expectStatus(201, recall(id));
    expect(made).toMatchObject({
      act: 'WITHDRAWN',
      destroyCopies: true,
      readers: [{ organisation: 'POE', confirmed: false }],
    });
    expect(made.receipt).toBeDefined();
    expect([await read(paola, id), await read(anna, id), await read(diego, id)]).toEqual([404, 404, 200]);
    expect((await expectStatus(200, paola.api.get('/v1/records'))).text).not.toContain(id);

    const [told] = await recallsSeenBy(paola, id);
    expect(told).toMatchObject({
      id: made.id,
      owner: 'DO-DGA',
      because: 'A source is in danger',
      destroyCopies: true,
      readers: null,
    });
    expect(JSON.stringify(told)).not.toContain(inspection.containerNumber);
    expect(await recallsSeenBy(anna, id)).toEqual([]); // could have read and did not
    await expectStatus(404, anna.api.get(`/v1/recalls/${made.id}`));
    await expectStatus(404, anna.api.post(`/v1/recalls/${made.id}/destruction`, { statement: 'Nothing here' }));

    const said = { statement: 'Two printouts shredded', copies: 2 };
    const { body: confirmed } = await expectStatus(201, paola.api.post(`/v1/recalls/${made.id}/destruction`, said));
    expect(confirmed.statements).toMatchObject([said]);
    await expectStatus(
      201,
      paola.api.post(`/v1/recalls/${made.id}/destruction`, { statement: 'And one in the backup' }),
    );
    const { body: shown } = await expectStatus(200, diego.api.get(`/v1/records/${id}/recalls`));
    expect(shown).toMatchObject([
      { id: made.id, readers: [{ organisation: 'POE', confirmed: true, statements: [said, { copies: null }] }] },
    ]);
    await expectStatus(403, diego.api.post(`/v1/recalls/${made.id}/destruction`, { statement: 'Our own copies' }));
    await expectStatus(404, paola.api.get(`/v1/records/${id}/recalls`));
  });

  it('shows the originator who read what, when, how often and how, and never who of them', async () => {
    const { diego, paola, sonia } = world;
    await submit([paola.audienceId]);
    const id = await submit([paola.audienceId, sonia.audienceId]);
    await expectStatus(200, paola.api.get(`/v1/inspections/${id}`));
    await expectStatus(200, paola.api.get(`/v1/inspections/${id}`));
    await expectStatus(200, paola.api.get('/v1/inspections'));
    const { body, text } = await expectStatus(200, diego.api.get(`/v1/records/${id}/readings`));
    expect(body.unloggedReads).toBe(false);
    expect(body.readers).toMatchObject([{ organisation: 'POE', people: 1, times: 3 }]);
    expect(body.readers[0].readings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ version: 1, way: 'READ', times: 2 }),
        expect.objectContaining({ version: 1, way: 'LIST', times: 1 }),
      ]),
    );
    expect(text).not.toContain(paola.id);
    await expectStatus(403, paola.api.get(`/v1/records/${id}/readings`));
    await expectStatus(404, world.anna.api.get(`/v1/records/${id}/readings`));
  });

  it('of an UNCLASSIFIED record tells everybody it reached, because nobody can say who read it', async () => {
    const { diego, paola, sonia } = world;
    const id = await submit([paola.audienceId], { classification: 'UNCLASSIFIED' });
    const readings = await expectStatus(200, diego.api.get(`/v1/records/${id}/readings`));
    expect(readings.body).toEqual({ unloggedReads: true, readers: [] });
    const { body } = await expectStatus(201, recall(id));
    expect(body.readers).toMatchObject([{ organisation: 'POE', basis: 'REACHED' }]);
    expect(await recallsSeenBy(paola, id)).toHaveLength(1);
    expect(await recallsSeenBy(sonia, id)).toEqual([]);
  });

  it('from one audience leaves the others, and is refused where another release still reaches it', async () => {
    const { anna, paola } = world;
    const id = await submit([PANEL, paola.audienceId, anna.audienceId]);
    await Promise.all([read(paola, id), read(anna, id)]);
    const refused = await expectStatus(422, recall(id, { audienceIds: [anna.audienceId, paola.audienceId] }));
    expect(refused.body).toMatchObject({ code: 'RECALL.STILL_REACHED', fields: [{ pointer: '/audienceIds/1' }] });
    expect([await read(paola, id), await read(anna, id)]).toEqual([200, 200]);
    await expectStatus(201, recall(id, { audienceIds: [paola.audienceId, PANEL] }));
    expect([await read(paola, id), await read(anna, id)]).toEqual([404, 200]);
    expect(await recallsSeenBy(anna, id)).toEqual([]);
  });

  it('withdrawing a release tells as a recall does; released again it is read again, and recalled again told again', async () => {
    const { diego, paola } = world;
    const id = await submit([paola.audienceId]);
    await read(paola, id);
    const { body: releases } = await expectStatus(200, diego.api.get(`/v1/records/${id}/releases`));
    await expectStatus(200, diego.api.delete(`/v1/releases/${releases[0].id}`, { because: 'Too early' }));
    expect(await recallsSeenBy(paola, id)).toMatchObject([{ because: 'Too early', destroyCopies: false }]);
    await expectStatus(201, recall(id)); // now the copies are asked for
    expect((await expectStatus(409, recall(id))).body.code).toBe('RECALL.NOTHING_TO_RECALL');
    const again = { recordIds: [id], audienceIds: [paola.audienceId], purpose: 'once more' };
    await expectStatus(201, diego.api.post('/v1/releases', again));
    expect(await read(paola, id)).toBe(200);
    await expectStatus(201, recall(id));
    expect(await recallsSeenBy(paola, id)).toHaveLength(3);
  });

  it('is done by the owner alone, once for each key, and asks for a reason', async () => {
    const { anna, paola } = world;
    const id = await submit([paola.audienceId]);
    const body = { because: 'Not mine', destroyCopies: false };
    expect((await expectStatus(403, paola.api.post(`/v1/records/${id}/recalls`, body))).body.code).toBe(
      'RECORD.NOT_THE_OWNER',
    );
    await expectStatus(404, anna.api.post(`/v1/records/${id}/recalls`, body));
    await expectStatus(400, recall(id, { because: undefined }));
    await expectStatus(400, recall(id, { audienceIds: ['01900000-0000-7000-8000-0000000000ff'] }));
    const headers = { 'idempotency-key': `recall-${id}` };
    const first = await expectStatus(201, world.diego.api.post(`/v1/records/${id}/recalls`, body, { headers }));
    const second = await expectStatus(201, world.diego.api.post(`/v1/records/${id}/recalls`, body, { headers }));
    expect(second.body.id).toBe(first.body.id);
    expect((await expectStatus(200, world.diego.api.get(`/v1/records/${id}/recalls`))).body).toHaveLength(1);
  });

  it('two at once are one recall', async () => {
    const { paola } = world;
    const id = await submit([paola.audienceId]);
    await read(paola, id);
    const answers = await Promise.all([recall(id), recall(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await recallsSeenBy(paola, id)).toHaveLength(1);
  });

  describe('narrowing', () => {
    const releaseOf = async (id: string): Promise<string> =>
      (await expectStatus(200, world.diego.api.get(`/v1/records/${id}/releases`))).body[0].id as string;

    it('supersedes the release, never widens, and tells those who had read the new terms', async () => {
      const { diego, paola } = world;
      const id = await submit([paola.audienceId], {}, { mayForward: true, expiresAt: '2099-01-01T00:00:00Z' });
      await read(paola, id);
      const path = `/v1/releases/${await releaseOf(id)}/narrowing`;
      const wider = await expectStatus(422, diego.api.post(path, { expiresAt: '2099-06-01T00:00:00Z' }));
      expect(wider.body).toMatchObject({ code: 'RECALL.WIDENS', fields: [{ pointer: '/expiresAt', code: 'WIDENS' }] });
      await expectStatus(400, diego.api.post(path, { mayForward: true }));
      await expectStatus(422, diego.api.post(path, {}));
      await expectStatus(403, paola.api.post(path, { mayForward: false }));
      const narrow = { mayForward: false, expiresAt: '2098-01-01T00:00:00Z', onlyFor: 'the report of 2027' };
      const { body } = await expectStatus(201, diego.api.post(path, narrow));
      const terms = { mayForward: false, purpose: 'Panel investigation; only: the report of 2027' };
      expect(body).toMatchObject([{ ...terms, expiresAt: '2098-01-01T00:00:00.000Z' }]);
      expect((await expectStatus(200, paola.api.get(`/v1/records/${id}/releases`))).body).toHaveLength(1);
      expect(await recallsSeenBy(paola, id)).toMatchObject([{ act: 'NARROWED', terms }]);
      expect(await read(paola, id)).toBe(200);
      await expectStatus(409, diego.api.post(path, narrow));
    });

    it('of a body to one organisation of it takes it from the others', async () => {
      const { diego, paola, anna } = world;
      const id = await submit([PANEL]);
      await read(paola, id);
      const path = `/v1/releases/${await releaseOf(id)}/narrowing`;
      const stranger = await expectStatus(
        422,
        diego.api.post(path, { audienceIds: [paola.audienceId, anna.audienceId] }),
      );
      expect(stranger.body.fields).toMatchObject([{ pointer: '/audienceIds/1', code: 'WIDENS' }]);
      await expectStatus(201, diego.api.post(path, { audienceIds: [paola.audienceId] }));
      expect(await read(paola, id)).toBe(200);
    });
  });
});
