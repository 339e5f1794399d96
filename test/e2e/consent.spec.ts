import { contentNames } from '../../src/modules/records/handling/preview/preview.rules';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection, shipment } from '../support/requests';
import { made } from '../support/resource-kind';
import { newPerson, type Person, type World } from '../support/world';

/* The originator decides who sees what, for what and how long; nobody else hears that somebody asked. */
describe('consent and onward releases', () => {
  let test: TestApp;
  let world: World;
  let uma: Person;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
    const binuh = await expectStatus(
      201,
      world.adele.api.post('/v1/organisations', { code: 'BINUH', name: 'BINUH', kind: 'BINUH' }),
    );
    const role = { name: 'uma', role: 'un_contributor', clearance: 1 };
    uma = await newPerson(test.url, world.adele.api, { id: binuh.body.id, audienceId: binuh.body.audienceId }, role);
  });
  afterAll(() => test.close());

  const secret = 'SMLU4815164';
  const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  const held = [{ field: 'containerNumber', because: 'Under investigation', told: true }];
  const given = (by: Person, more: object = {}): Promise<string> =>
    made(
      world.anna.api.post('/v1/inspections', {
        ...inspection,
        heldBackFields: held,
        release: { audienceIds: [by.audienceId], purpose: 'Panel investigation', ...more },
      }),
    );
  const ask = (recordId: string, by: Person, more: object = {}) =>
    by.api.post('/v1/consent-requests', {
      recordId,
      fields: ['containerNumber'],
      audienceIds: [by.audienceId],
      purpose: 'To compare the consignors',
      ...more,
    });
  const sees = async (person: Person, id: string): Promise<[number, boolean]> => {
    const answer = await person.api.get(`/v1/inspections/${id}`);
    return [answer.status, answer.text.includes(secret)];
  };

  it('a field is asked for, granted for a time and less than asked, and taken away again', async () => {
    const { anna, paola, diego, sonia } = world;
    const id = await given(paola);
    expect(await sees(paola, id)).toEqual([200, false]);
    expect(await sees(anna, id)).toEqual([200, true]);
    const wide = { audienceIds: [paola.audienceId, uma.audienceId], until: inDays(60) };
    const request = (await expectStatus(201, ask(id, paola, wide))).body;
    expect(request).toMatchObject({ state: 'REQUESTED', asker: 'POE', originator: 'HT-AGD', recordId: id });
    for (const outsider of [diego, sonia, uma]) {
      await expectStatus(404, outsider.api.get(`/v1/consent-requests/${request.id}`));
      await expectStatus(404, outsider.api.post(`/v1/consent-requests/${request.id}/grant`, {}));
      for (const side of ['asked', 'received'])
        expect((await expectStatus(200, outsider.api.get(`/v1/consent-requests?side=${side}`))).body.items).toEqual([]);
    }
    await expectStatus(403, paola.api.post(`/v1/consent-requests/${request.id}/grant`, {}));
    const path = `/v1/consent-requests/${request.id}/grant`;
    const wider = await expectStatus(422, anna.api.post(path, { audienceIds: [diego.audienceId], until: inDays(90) }));
    expect(wider.body.fields.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/audienceIds/0', '/until']);
    const narrow = { audienceIds: [paola.audienceId], purpose: 'Comparison alone', until: inDays(30) };
    const granted = (await expectStatus(200, anna.api.post(path, narrow))).body;
    expect(granted).toMatchObject({
      state: 'GRANTED',
      granted: { purpose: 'Comparison alone', fields: ['containerNumber'] },
    });
    expect(await sees(paola, id)).toEqual([200, true]);
    expect(await sees(uma, id)).toEqual([404, false]);
    const again = await expectStatus(409, anna.api.post(path, narrow));
    expect(again.body.code).toBe('HANDLING.ALREADY_DECIDED');
    const { body } = await expectStatus(200, anna.api.get(`/v1/records/${id}/held-back-fields`));
    const [release] = body.heldBack[0].releases;
    expect(release).toMatchObject({ audience: 'POE', purpose: 'Comparison alone' });
    await expectStatus(204, anna.api.delete(`/v1/field-releases/${release.id}`, { because: 'enough' }));
    expect(await sees(paola, id)).toEqual([200, false]);
    for (const side of [anna, paola])
      expect((await side.api.get(`/v1/consent-requests/${request.id}`)).body.state).toBe('ENDED');
  });

  it('two grants at once are one; a refusal says why; a request is taken back by its asker alone', async () => {
    const { anna, paola } = world;
    const id = await given(paola);
    const first = (await expectStatus(201, ask(id, paola))).body.id as string;
    const both = await Promise.all(
      [1, 2].map(() => anna.api.post(`/v1/consent-requests/${first}/grant`, { until: inDays(1) })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const second = (await expectStatus(201, ask(id, paola))).body.id as string;
    const refused = await expectStatus(
      200,
      anna.api.post(`/v1/consent-requests/${second}/refusal`, { reason: 'Before the court' }),
    );
    expect(refused.body).toMatchObject({ state: 'REFUSED', reason: 'Before the court', granted: null });
    await expectStatus(409, paola.api.post(`/v1/consent-requests/${second}/withdrawal`));
    const third = (await expectStatus(201, ask(id, paola))).body.id as string;
    await expectStatus(403, anna.api.post(`/v1/consent-requests/${third}/withdrawal`));
    expect((await expectStatus(200, paola.api.post(`/v1/consent-requests/${third}/withdrawal`))).body.state).toBe(
      'WITHDRAWN',
    );
    await expectStatus(409, anna.api.post(`/v1/consent-requests/${third}/grant`, {}));
    const listed = await expectStatus(200, anna.api.get('/v1/consent-requests?side=received&limit=2'));
    expect(listed.body.items.map(({ id: each }: { id: string }) => each)).toEqual([third, second]);
    const next = await expectStatus(
      200,
      anna.api.get(`/v1/consent-requests?side=received&limit=2&cursor=${listed.body.nextCursor}`),
    );
    expect(next.body.items[0].id).toBe(first);
  });

  it('what one cannot see, or is not told of, cannot be asked for', async () => {
    const { anna, diego, paola } = world;
    const id = await given(paola);
    await expectStatus(404, ask(id, diego));
    await expectStatus(422, ask(id, anna));
    const untold = await expectStatus(422, ask(id, paola, { fields: ['vesselName'] }));
    expect(untold.body.code).toBe('HANDLING.NOT_HELD_BACK');
  });

  it("a request loses its force with the asker's sight: after the group, after the release", async () => {
    const { adele, anna, paola } = world;
    const group = (
      await expectStatus(
        201,
        adele.api.post('/v1/groups', { code: 'KANAL', label: 'Kanal', memberOrganisationIds: [paola.organisationId] }),
      )
    ).body;
    const { items } = (await expectStatus(200, anna.api.get('/v1/audiences?kind=GROUP'))).body;
    const reached = {
      ...paola,
      audienceId: (items as { id: string; code: string }[]).find(({ code }) => code === 'KANAL')!.id,
    };
    const id = await given(reached);
    const request = (await expectStatus(201, ask(id, paola))).body.id as string;
    await expectStatus(204, adele.api.delete(`/v1/groups/${group.id}/members/${paola.organisationId}`));
    const late = await expectStatus(409, anna.api.post(`/v1/consent-requests/${request}/grant`, {}));
    expect(late.body.code).toBe('HANDLING.NO_LONGER_IN_FORCE');
    expect((await expectStatus(200, anna.api.get(`/v1/consent-requests/${request}`))).body.state).toBe('ENDED');
    const own = (await expectStatus(200, paola.api.get(`/v1/consent-requests/${request}`))).body;
    expect([own.state, own.recordId]).toEqual(['ENDED', null]);
    expect(await sees(paola, id)).toEqual([404, false]);
  });

  it('leave to pass on goes as far as it was given, and falls with what gave it', async () => {
    const { anna, diego, paola } = world;
    const until = inDays(10);
    const id = await given(paola, { mayForward: true, expiresAt: until });
    const onward = `/v1/records/${id}/onward-releases`;
    const to = { audienceIds: [diego.audienceId], reason: 'Their port is next' };
    const late = await expectStatus(422, paola.api.post(onward, { ...to, expiresAt: inDays(11) }));
    expect(late.body.code).toBe('HANDLING.WIDER_THAN_GIVEN');
    await expectStatus(422, anna.api.post(onward, to));
    await expectStatus(404, diego.api.post(onward, to));
    const [release] = (await expectStatus(201, paola.api.post(onward, to))).body.releases;
    expect(release).toMatchObject({
      ...{ purpose: 'Panel investigation', mayForward: false, expiresAt: until },
      ...{ forwardedBy: 'POE', forwardReason: 'Their port is next' },
    });
    expect(await sees(diego, id)).toEqual([200, false]);
    const further = await expectStatus(403, diego.api.post(onward, { ...to, audienceIds: [uma.audienceId] }));
    expect(further.body.code).toBe('HANDLING.CONSENT_NEEDED');
    const all = (await expectStatus(200, anna.api.get(`/v1/records/${id}/releases`))).body;
    expect(all).toHaveLength(2);
    await expectStatus(200, anna.api.delete(`/v1/releases/${all[0].id}`, {}));
    expect([await sees(paola, id), await sees(diego, id)]).toEqual([
      [404, false],
      [404, false],
    ]);
    const after = (await expectStatus(200, anna.api.get(`/v1/records/${id}/releases`))).body;
    expect(after.every(({ withdrawnAt }: { withdrawnAt: string | null }) => withdrawnAt !== null)).toBe(true);
  });

  it('without leave nothing is passed on: not by release, enclosure, attachment, quote, case, comment or export', async () => {
    const { anna, diego, paola, sonia } = world;
    const id = await given(paola);
    await expectStatus(
      403,
      paola.api.post(`/v1/records/${id}/onward-releases`, { audienceIds: [sonia.audienceId], reason: 'They asked' }),
    );
    await expectStatus(
      403,
      paola.api.post('/v1/releases', { recordIds: [id], audienceIds: [sonia.audienceId], purpose: 'They asked' }),
    );
    await expectStatus(
      403,
      paola.api.post('/v1/releases/preview', {
        recordIds: [id],
        audienceIds: [sonia.audienceId],
        purpose: 'They asked',
      }),
    );
    await expectStatus(
      404,
      diego.api.post('/v1/releases/preview', {
        recordIds: [id],
        audienceIds: [sonia.audienceId],
        purpose: 'They asked',
      }),
    );
    const members = [{ recordId: id, reason: 'Same cook WOZLIN as in the other find' }];
    const file = await made(paola.api.post('/v1/cases', { title: 'The cook', members }));
    const quote = { sourceId: id, field: 'items/0', text: 'rifle A1-93427-18', locator: 'first item' };
    await expectStatus(201, paola.api.post(`/v1/records/${file}/quotes`, quote));
    const hidden = await expectStatus(
      422,
      paola.api.post(`/v1/records/${file}/quotes`, { ...quote, field: 'containerNumber' }),
    );
    expect(hidden.body.code).toBe('HANDLING.SOURCE_UNKNOWN');
    await expectStatus(
      201,
      paola.api.post('/v1/releases', { recordIds: [file], audienceIds: [sonia.audienceId], purpose: 'Report' }),
    );
    for (const path of [
      `/v1/cases/${file}`,
      `/v1/records/${file}/quotes`,
      `/v1/cases/${file}/linked`,
      `/v1/records/${file}/package`,
    ]) {
      const { text, status } = await sonia.api.get(path);
      expect([status, ['A1-93427', 'WOZLIN', id].filter((each) => text.includes(each))]).toEqual([status, []]);
    }
    expect((await paola.api.get(`/v1/records/${file}/quotes`)).body).toMatchObject([
      { sourceId: id, originator: 'HT-AGD' },
    ]);
    const items = [{ field: 'items/0', told: true }];
    const tag = `"v${(await anna.api.get(`/v1/records/${id}`)).body.version}"`;
    await expectStatus(
      200,
      anna.api.post(`/v1/records/${id}/held-back-fields`, { fields: items }, { headers: { 'if-match': tag } }),
    );
    expect((await paola.api.get(`/v1/records/${file}/quotes`)).body).toEqual([]);
  });

  it('a preview says what each organisation then really sees', async () => {
    const { anna, diego, paola, sonia } = world;
    const heldBackFields = [...held, { field: 'items/0', told: false }].map((each) => ({ ...each, told: true }));
    const find = await made(
      anna.api.post('/v1/inspections', { ...inspection, narrative: 'Behind the rice', heldBackFields }),
    );
    const bill = await made(
      anna.api.post('/v1/shipments', {
        ...{ ...shipment, classification: 'STRICTLY_CONFIDENTIAL', carrierName: 'Zetwal' },
        heldBackFields: [{ field: 'vesselName', told: false }],
      }),
    );
    await expectStatus(
      201,
      anna.api.post('/v1/releases', { recordIds: [find], audienceIds: [sonia.audienceId], purpose: 'Report' }),
    );
    const expiresAt = inDays(3);
    const release = {
      recordIds: [find, bill],
      audienceIds: [paola, diego, uma, sonia].map((each) => each.audienceId),
      purpose: 'Joint work',
      expiresAt,
    };
    const before = (await expectStatus(200, anna.api.get(`/v1/records/${bill}/releases`))).body;
    const { body: preview } = await expectStatus(200, anna.api.post('/v1/releases/preview', release));
    expect((await expectStatus(200, anna.api.get(`/v1/records/${bill}/releases`))).body).toEqual(before);
    expect(preview).toMatchObject({ until: expiresAt, mayForward: false, purpose: 'Joint work' });
    await expectStatus(201, anna.api.post('/v1/releases', release));
    const readers = { POE: paola, 'DO-DGA': diego, BINUH: uma, SCR: sonia } as const;
    expect(preview.organisations.map(({ code }: { code: string }) => code)).toEqual(Object.keys(readers).sort());
    for (const { code, records } of preview.organisations as {
      code: keyof typeof readers;
      records: { recordId: string; users: number; notCleared: number; seesAlready: boolean }[];
    }[]) {
      for (const sight of records) {
        const path = sight.recordId === find ? `/v1/inspections/${find}` : `/v1/shipments/${bill}`;
        const answer = await readers[code].api.get(path);
        expect([code, path, answer.status === 200]).toEqual([code, path, sight.users > 0]);
        expect([code, sight.seesAlready]).toEqual([code, code === 'SCR' && sight.recordId === find]);
        if (answer.status !== 200) expect(sight.notCleared).toBe(1);
        else {
          const previewed = preview.records.find((each: { recordId: string }) => each.recordId === sight.recordId);
          expect(contentNames(answer.body)).toEqual(previewed.fields);
          const told = previewed.withheld
            .filter((each: { told: boolean }) => each.told)
            .map((each: { field: string }) => each.field);
          expect(answer.body.withheld.map((each: { field: string }) => each.field)).toEqual(told);
        }
      }
    }
  });
});
