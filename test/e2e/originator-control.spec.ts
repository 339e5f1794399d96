import { randomUUID } from 'node:crypto';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import { activeKey, type World } from '../support/world';

/* What a State did not mean to give must not reach a reader by another way. */
describe('originator control', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
  });
  afterAll(() => test.close());

  const toPanel = (): object => ({ audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' });
  const hits = async (person: 'anna' | 'paola', by: string, value: string): Promise<number> =>
    (await expectStatus(200, world[person].api.post('/v1/search', { by, value }))).body.hits.length as number;

  it('a name corrected before the release is found by its own State only', async () => {
    const { anna } = world;
    const made = await expectStatus(
      201,
      anna.api.post('/v1/inspections', { ...inspection, vesselName: 'SECRET INFORMANT BOAT' }),
    );
    const path = `/v1/inspections/${made.body.id}`;
    await expectStatus(200, anna.api.patch(path, { vesselName: 'RAINER D' }, { headers: { 'if-match': '"v1"' } }));
    await expectStatus(201, anna.api.post('/v1/releases', { recordIds: [made.body.id], ...toPanel() }));
    expect(await hits('paola', 'vessel', 'Rainer D')).toBe(1);
    expect(await hits('paola', 'vessel', 'secret informant boat')).toBe(0);
    expect(await hits('anna', 'vessel', 'secret informant boat')).toBe(1);
    await expectStatus(
      200,
      anna.api.patch(path, { vesselName: 'SECRET INFORMANT BOAT' }, { headers: { 'if-match': '"v2"' } }),
    );
    expect(await hits('paola', 'vessel', 'secret informant boat')).toBe(1); // it stands again, and is released
  });

  it("a request's words do not travel in the reply that its addressee passes on", async () => {
    const { anna, diego, paola } = world;
    const request = {
      type: 'REQUEST',
      subject: 'Informant MARIE',
      body: 'What do you know?',
      urgency: 'ROUTINE',
      dueOn: '2099-01-31',
      recipientAudienceIds: [diego.audienceId],
    };
    const sent = await expectStatus(201, anna.api.post('/v1/exchanges', request));
    const reply = await expectStatus(
      201,
      diego.api.post(`/v1/exchanges/${sent.body.id}/replies`, { extent: 'FULL', body: 'Nothing' }),
    );
    await expectStatus(201, diego.api.post('/v1/releases', { recordIds: [reply.body.id], ...toPanel() }));
    await expectStatus(404, paola.api.get(`/v1/exchanges/${sent.body.id}`));
    expect((await expectStatus(200, paola.api.get(`/v1/exchanges/${reply.body.id}`))).text).not.toContain('MARIE');
  });

  it('a key that may not release cannot release by submitting or enclosing', async () => {
    const { adele, anna, diego } = world;
    const scopes = ['inspection.submit', 'exchange.send'];
    const keyed = test.anonymous.withApiKey(
      await activeKey(adele.api, anna, { label: 'port', scopes, expiresInDays: 5 }),
    );
    await expectStatus(403, keyed.post('/v1/inspections', { ...inspection, release: toPanel() }));
    const { body } = await expectStatus(201, keyed.post('/v1/inspections', inspection));
    const notice = {
      type: 'NOTICE',
      subject: 'x',
      body: 'y',
      urgency: 'ROUTINE',
      recipientAudienceIds: [diego.audienceId],
    };
    await expectStatus(403, keyed.post('/v1/exchanges', { ...notice, enclosedRecordIds: [body.id] }));
    await expectStatus(201, keyed.post('/v1/exchanges', notice));
  });

  it('one audience named twice is one release, and one error of a statement is the one reported', async () => {
    const { anna, paola } = world;
    const twice = [paola.audienceId, paola.audienceId.toUpperCase()];
    const made = await expectStatus(
      201,
      anna.api.post('/v1/inspections', { ...inspection, release: { audienceIds: twice, purpose: 'Panel' } }),
    );
    expect((await expectStatus(200, anna.api.get(`/v1/records/${made.body.id}/releases`))).body).toHaveLength(1);
  });

  it('a disabled organisation that is enabled again has no key left', async () => {
    const { adele, diego } = world;
    const keyed = test.anonymous.withApiKey(
      await activeKey(adele.api, diego, { label: 'port', scopes: ['inspection.read'], expiresInDays: 5 }),
    );
    const path = `/v1/organisations/${diego.organisationId}`;
    await expectStatus(200, keyed.get('/v1/inspections'));
    await expectStatus(200, adele.api.patch(path, { disabled: true }, { headers: { 'if-match': '"v1"' } }));
    await expectStatus(401, keyed.get('/v1/inspections'));
    await expectStatus(200, adele.api.patch(path, { disabled: false }, { headers: { 'if-match': '"v2"' } }));
    await expectStatus(401, keyed.get('/v1/inspections'));
  });

  it('the database takes no word for a leaf, and gives no withdrawn release back', async () => {
    const { anna, paola } = world;
    const made = await expectStatus(201, anna.api.post('/v1/inspections', inspection));
    const released = await expectStatus(
      201,
      anna.api.post('/v1/releases', { recordIds: [made.body.id], ...toPanel() }),
    );
    await expectStatus(200, anna.api.delete(`/v1/releases/${released.body.releases[0].id}`, {}));
    const { rows } = await asSuperuser(test.database.superuser, (client) =>
      client.query<{ org: number; person: number }>(
        'SELECT owner_id AS org, created_by AS person FROM records WHERE id = $1',
        [made.body.id],
      ),
    );
    const { org, person } = rows[0]!;
    const asAnna = `SELECT set_config('app.me', '${org}', true), set_config('app.user', '${person}', true), set_config('app.clearance', '2', true)`;
    await asSuperuser(test.database.app, async (client) => {
      await client.query(`BEGIN; ${asAnna}, set_config('app.leaf', '${randomUUID()}', true)`);
      await client.query('UPDATE records SET version = version + 1, updated_by = $2 WHERE id = $1', [
        made.body.id,
        person,
      ]);
      await expect(client.query('COMMIT')).rejects.toThrow('without an audit leaf');
      await client.query(`BEGIN; ${asAnna}`);
      const revive = 'UPDATE releases SET revoked_at = NULL WHERE id = $1';
      expect((await client.query(revive, [released.body.releases[0].id])).rowCount).toBe(0);
      await client.query('ROLLBACK');
    });
    await expectStatus(404, paola.api.get(`/v1/inspections/${made.body.id}`));
  });

  it.each(['9999-12-31T23:59:59-14:00', '0000-01-01T00:00:00Z'])(
    'an instant that has no four-digit year, %s, is refused',
    async (expiresAt) => {
      const answer = await world.anna.api.post('/v1/inspections', {
        ...inspection,
        release: { ...toPanel(), expiresAt },
      });
      expect(answer.status).toBe(400);
      expect(answer.body.fields[0].pointer).toBe('/release/expiresAt');
    },
  );

  it('a case released to a State stays a kind that its liaison may not know of', async () => {
    const { anna, paola } = world;
    const made = await expectStatus(201, paola.api.post('/v1/cases', { title: 'A file of the Panel', members: [] }));
    const release = { recordIds: [made.body.id], audienceIds: [anna.audienceId], purpose: 'by mistake' };
    await expectStatus(201, paola.api.post('/v1/releases', release));
    await expectStatus(404, anna.api.get(`/v1/cases/${made.body.id}`));
    await expectStatus(404, anna.api.get(`/v1/records/${made.body.id}`));
    const { items } = (await expectStatus(200, anna.api.get('/v1/records?owner=others'))).body;
    expect((items as { id: string }[]).map(({ id }) => id)).not.toContain(made.body.id);
  });

  it('an id that cannot be decoded answers like one that does not exist', async () => {
    const absent = await world.anna.api.get(`/v1/records/${randomUUID()}`);
    const broken = await world.anna.api.get('/v1/records/%ff');
    expect([broken.status, broken.text]).toEqual([404, absent.text]);
  });
});
