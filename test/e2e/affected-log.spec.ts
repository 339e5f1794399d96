import path from 'node:path';
import { runAuditVerify } from '../../src/cli/audit-verify/run';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { PASSWORD, signIn, type World } from '../support/world';

/* What an administrator does to another organisation's people stands in that organisation's own log, and the log stays whole. */
interface Told {
  actor: { user: string; organisation: string; credential: string };
  log: string;
  events: { name: string; facts: Record<string, unknown> }[];
  records: unknown[];
}

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test?.close());

/** What the newest leaves of an organisation's log say, oldest first. */
async function toldTo(organisationId: string): Promise<Told[]> {
  const { rows } = await asSuperuser(test.database.superuser, (client) =>
    client.query<{ said: Told }>(
      `SELECT convert_from(l.payload, 'UTF8')::jsonb AS said FROM audit_leaves l JOIN organisations o ON o.key = l.log_id
        WHERE o.id = $1 ORDER BY l.key`,
      [organisationId],
    ),
  );
  return rows.map(({ said }) => said);
}
const byAdele = async (organisationId: string): Promise<string[]> =>
  (await toldTo(organisationId))
    .filter(({ actor }) => actor.user === world.adele.id)
    .flatMap(({ events }) => events.map(({ name }) => name));

describe('the log of an organisation', () => {
  it('tells what an administrator of another did to its users, keys, links and groups', async () => {
    const { adele, anna, diego } = world;
    const before = (await byAdele(anna.organisationId)).length;
    const key = { label: 'port', scopes: ['record.read'], expiresInDays: 5 };
    const { body: issued } = await expectStatus(201, adele.api.post(`/v1/users/${anna.id}/api-keys`, key));
    await expectStatus(204, adele.api.delete(`/v1/api-keys/${issued.id}`));
    await expectStatus(201, adele.api.post(`/v1/users/${anna.id}/links`, { purpose: 'PASSWORD_RESET' }));
    const headers = { 'if-match': '"v1"' };
    await expectStatus(200, adele.api.patch(`/v1/users/${anna.id}`, { displayName: 'Anna M.' }, { headers }));
    const members = [anna.organisationId, diego.organisationId];
    const group = { code: 'MONA', label: 'Mona Passage', memberOrganisationIds: members };
    const { body: mona } = await expectStatus(201, adele.api.post('/v1/groups', group));
    await expectStatus(204, adele.api.delete(`/v1/groups/${mona.id}/members/${anna.organisationId}`));
    expect((await byAdele(anna.organisationId)).slice(before)).toEqual([
      'api_key.created',
      'api_key.revoked',
      'user.link_issued',
      'user.updated',
      'group.member_added',
      'group.member_removed',
    ]);
    const told = (await toldTo(anna.organisationId)).filter(({ actor }) => actor.user === adele.id);
    for (const { actor, log, records } of told) {
      expect([actor.organisation, log, records]).toEqual([adele.organisationId, anna.organisationId, []]);
    }
    expect(JSON.stringify(told)).not.toContain(diego.organisationId);
    expect(JSON.stringify(await toldTo(diego.organisationId))).not.toContain(anna.id);
    const own = (await toldTo(adele.organisationId)).flatMap(({ events }) => events.map(({ name }) => name));
    expect(own).toEqual(expect.arrayContaining(['api_key.created', 'user.link_issued', 'group.created']));
  });

  it('is read by its own auditor, and verifies with every other', async () => {
    const { adele, anna } = world;
    const auditor = {
      ...{ organisationId: anna.organisationId, email: 'own-auditor@lambi.example', displayName: 'Own auditor' },
      ...{ roles: ['auditor'], clearance: 0 },
    };
    const { body } = await expectStatus(201, adele.api.post('/v1/users', auditor));
    const link = { token: body.setupLink.token, password: PASSWORD };
    await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', link));
    const { api } = await signIn(test.url, auditor.email, PASSWORD);
    const entries = await expectStatus(200, api.get('/v1/audit/entries?limit=200'));
    const seen = entries.body.items.filter(({ payload }: { payload: Told }) => payload.actor.user === adele.id);
    expect(seen.map(({ payload }: { payload: Told }) => payload.events[0]!.name)).toContain('api_key.created');

    await test.sequence();
    const verified = await runAuditVerify(
      [
        ...['--database-url', test.database.owner, '--heads', test.runtime.headsFile],
        ...['--key', path.join(test.runtime.config.DATA_DIR, 'audit-public-key.pem')],
      ],
      {},
      { embeddedUrl: () => Promise.reject(new Error('not here')) },
    );
    expect([verified.output, verified.exitCode]).toEqual([expect.objectContaining({ ok: true, firstBad: null }), 0]);
  });

  it('takes no leaf from another that is not an administrator with a leaf of the own, under the own name', async () => {
    const { rows } = await asSuperuser(test.database.superuser, (client) =>
      client.query<{ id: string; key: number }>('SELECT id, key FROM organisations'),
    );
    const keyOf = (id: string): number => rows.find((row) => row.id === id)!.key;
    const [agd, dga] = [keyOf(world.anna.organisationId), keyOf(world.diego.organisationId)];
    const leafId = '0193f5b2-6c1f-7cc3-9b1a-000000000001';
    const payload = (more: object = {}): Buffer =>
      Buffer.from(
        JSON.stringify({
          ...{ id: leafId, log: world.anna.organisationId, records: [] },
          ...{ actor: { organisation: world.diego.organisationId }, ...more },
        }),
      );
    const attempt = (duty: string, ownLeaf: boolean, said: Buffer): Promise<unknown> =>
      asSuperuser(test.database.app, async (client) => {
        await client.query(
          `BEGIN; SELECT set_config('app.me', '${dga}', true), set_config('app.duty', '${duty}', true)`,
        );
        if (ownLeaf)
          await client.query(`SELECT app.append_leaf(gen_random_uuid(), decode(repeat('00', 16), 'hex'), '{}', '{}')`);
        await client.query(`SELECT app.append_leaf_for($1, $2, decode(repeat('00', 16), 'hex'), $3)`, [
          agd,
          leafId,
          said,
        ]);
        await client.query('ROLLBACK');
      });
    const refused = /does not belong into the log/;
    await expect(attempt('', true, payload())).rejects.toThrow(refused);
    await expect(attempt('access', false, payload())).rejects.toThrow(refused);
    const forged = payload({ actor: { organisation: world.anna.organisationId } });
    await expect(attempt('access', true, forged)).rejects.toThrow(refused);
    await expect(attempt('access', true, payload({ records: [{ id: leafId }] }))).rejects.toThrow(refused);
    await expect(attempt('access', true, payload())).resolves.toBeUndefined();
  });
});
