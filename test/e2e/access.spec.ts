import { generate } from 'otplib';
import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, type ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { activeKey, PASSWORD, signIn, type World } from '../support/world';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test?.close());

const sql = (text: string, parameters: unknown[] = []): Promise<{ rows: any[] }> =>
  asSuperuser(test.database.superuser, (client) => client.query(text, parameters));

const login = (email: string, password = PASSWORD, more: object = {}): Promise<Answer> =>
  test.anonymous.post('/v1/auth/login', { email, password, ...more });

let count = 0;
/** A user of AGD with a password, made by the administrator. */
async function newUser(roles = ['member_state_liaison']): Promise<{ id: string; email: string; api: ApiClient }> {
  const email = `user${(count += 1)}@lambi.example`;
  const command = { organisationId: world.anna.organisationId, email, displayName: email, roles, clearance: 1 };
  const { body } = await expectStatus(201, world.adele.api.post('/v1/users', command));
  const link = { token: body.setupLink.token, password: PASSWORD };
  await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', link));
  return signIn(test.url, email, PASSWORD);
}

const newLink = async (id: string, purpose: string): Promise<string> =>
  (await expectStatus(201, world.adele.api.post(`/v1/users/${id}/links`, { purpose }))).body.token;

const forgetFailures = (): Promise<unknown> => sql('DELETE FROM login_attempts');

describe('signing in', () => {
  beforeEach(forgetFailures);

  it('answers unknown, wrong, disabled and not yet set up with the same bytes', async () => {
    const disabled = await newUser();
    await sql('UPDATE users SET disabled_at = now() WHERE id = $1', [disabled.id]);
    const organisationId = world.anna.organisationId;
    const fresh = {
      organisationId,
      email: 'fresh@lambi.example',
      displayName: 'F',
      roles: ['un_contributor'],
      clearance: 0,
    };
    await expectStatus(201, world.adele.api.post('/v1/users', fresh));
    const answers = [
      await login('nobody@lambi.example'),
      await login(world.anna.email, 'not the password'),
      await login(disabled.email),
      await login('fresh@lambi.example'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]!.body.code).toBe('ACCESS.LOGIN_FAILED');
  });

  it('takes the address in any case, and names the fields of a malformed body', async () => {
    await expectStatus(200, login(world.anna.email.toUpperCase()));
    const { body } = await expectStatus(400, test.anonymous.post('/v1/auth/login', { email: 7, extra: true }));
    expect(body.fields.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      expect.arrayContaining(['/email', '/password', '/extra']),
    );
  });

  it('slows down after five failures of an address, known or not, and goes on after the pause', async () => {
    for (const email of ['ghost@lambi.example', world.diego.email]) {
      for (let failure = 0; failure < 5; failure += 1) await expectStatus(401, login(email, 'wrong'));
      const refused = await expectStatus(429, login(email));
      expect(refused.body.code).toBe('ACCESS.SLOW_DOWN');
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      await sql(`UPDATE login_attempts SET last_at = last_at - interval '1 minute'`);
    }
    await expectStatus(200, login(world.diego.email));
    for (let failure = 0; failure < 4; failure += 1) await expectStatus(401, login(world.diego.email, 'wrong'));
    await expectStatus(200, login(world.diego.email));
  });

  it('keeps who was refused in the log, without the address that was typed', async () => {
    await login('typed-by-mistake@lambi.example', 'wrong');
    const { rows } = await sql(`SELECT convert_from(payload, 'UTF8') AS text FROM audit_leaves WHERE log_id = 0`);
    const refused = rows.filter(({ text }) => text.includes('session.refused'));
    expect(refused.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('typed-by-mistake');
  });
});

describe('sessions', () => {
  beforeEach(forgetFailures);
  const refresh = (refreshToken: string): Promise<Answer> => test.anonymous.post('/v1/auth/refresh', { refreshToken });
  const accountWith = (accessToken: string): Promise<Answer> =>
    test.anonymous.withToken(accessToken).get('/v1/account');

  it('rotates refresh tokens, and ends the session when a used one comes again', async () => {
    const first = (await expectStatus(200, login(world.anna.email))).body;
    const second = (await expectStatus(200, refresh(first.refreshToken))).body;
    const third = (await expectStatus(200, refresh(second.refreshToken))).body;
    await expectStatus(200, accountWith(third.accessToken));
    const reused = await expectStatus(401, refresh(first.refreshToken));
    expect(reused.body.code).toBe('ACCESS.TOKEN_INVALID');
    await expectStatus(401, accountWith(third.accessToken));
    await expectStatus(401, refresh(third.refreshToken));
    const { rows } = await sql(`SELECT revoked_because FROM sessions WHERE revoked_because = 'token_reused'`);
    expect(rows).toHaveLength(1);
  });

  it('forgives a lost reply for ten seconds, and leaves one usable token', async () => {
    const first = (await expectStatus(200, login(world.anna.email))).body;
    const lost = (await expectStatus(200, refresh(first.refreshToken))).body;
    const again = (await expectStatus(200, refresh(first.refreshToken))).body;
    await sql(`UPDATE refresh_tokens SET used_at = used_at - interval '11 seconds' WHERE used_at IS NOT NULL`);
    await expectStatus(401, refresh(lost.refreshToken));
    await expectStatus(401, refresh(again.refreshToken));
  });

  it('does not forgive after ten seconds', async () => {
    const first = (await expectStatus(200, login(world.anna.email))).body;
    const second = (await expectStatus(200, refresh(first.refreshToken))).body;
    await sql(`UPDATE refresh_tokens SET used_at = used_at - interval '11 seconds' WHERE used_at IS NOT NULL`);
    await expectStatus(401, refresh(first.refreshToken));
    await expectStatus(401, refresh(second.refreshToken));
  });

  it('ends at logout and after twelve hours', async () => {
    const out = (await expectStatus(200, login(world.anna.email))).body;
    await expectStatus(204, test.anonymous.withToken(out.accessToken).post('/v1/auth/logout'));
    await expectStatus(401, accountWith(out.accessToken));
    const old = (await expectStatus(200, login(world.anna.email))).body;
    const { sid } = JSON.parse(Buffer.from(old.accessToken.split('.')[1], 'base64url').toString());
    const { rows } = await sql('SELECT expires_at - created_at = $2::interval AS twelve FROM sessions WHERE id = $1', [
      sid,
      '12 hours',
    ]);
    expect(rows).toEqual([{ twelve: true }]);
    await sql('UPDATE sessions SET expires_at = now() WHERE id = $1', [sid]);
    await expectStatus(401, accountWith(old.accessToken));
    await expectStatus(401, refresh(old.refreshToken));
  });

  it('refuses a token of another kind, without signature, or signed by another key', async () => {
    const { accessToken } = (await expectStatus(200, login(world.anna.email))).body;
    const [header, claims, signature] = accessToken.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    for (const forged of [`${none}.${claims}.`, `${none}.${claims}.${signature}`, `${header}.${claims}.`, 'x.y.z']) {
      await expectStatus(401, accountWith(forged));
    }
  });

  it('ends a disabled user at the next request, for every credential', async () => {
    const user = await newUser();
    const key = await activeKey(world.adele.api, user, { label: 'k', scopes: ['shipment.read'], expiresInDays: 1 });
    const link = await newLink(user.id, 'PASSWORD_RESET');
    await expectStatus(200, user.api.get('/v1/account'));
    await expectStatus(200, test.anonymous.withApiKey(key).get('/v1/shipments'));
    const before = await world.adele.api.get(`/v1/users/${user.id}`);
    const headers = { 'if-match': before.headers.get('etag')! };
    await expectStatus(200, world.adele.api.patch(`/v1/users/${user.id}`, { disabled: true }, { headers }));
    await expectStatus(401, user.api.get('/v1/account'));
    await expectStatus(401, test.anonymous.withApiKey(key).get('/v1/shipments'));
    await expectStatus(401, test.anonymous.post('/v1/auth/links/complete', { token: link, password: PASSWORD }));
    await expectStatus(401, login(user.email));
  });

  it('narrows roles at the next request', async () => {
    const user = await newUser();
    await expectStatus(200, user.api.get('/v1/audiences'));
    const headers = { 'if-match': '"v1"' };
    await expectStatus(200, world.adele.api.patch(`/v1/users/${user.id}`, { roles: ['auditor'] }, { headers }));
    await expectStatus(403, user.api.get('/v1/audiences'));
  });
});

describe('one-time links', () => {
  beforeEach(forgetFailures);
  const complete = (token: string, password?: string): Promise<Answer> =>
    test.anonymous.post('/v1/auth/links/complete', { token, ...(password !== undefined && { password }) });

  it('work once, end all sessions, and are not spent by a weak password', async () => {
    const user = await newUser();
    const token = await newLink(user.id, 'PASSWORD_RESET');
    await expectStatus(400, complete(token));
    const weak = await expectStatus(422, complete(token, 'password123'));
    expect(weak.body).toMatchObject({ code: 'ACCESS.WEAK_PASSWORD', reasons: [{ code: 'WELL_KNOWN' }] });
    const both = await Promise.all([complete(token, 'the first of two'), complete(token, 'the second of two')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    await expectStatus(401, complete(token, 'the third of two'));
    await expectStatus(401, user.api.get('/v1/account'));
    await expectStatus(401, login(user.email));
  });

  it('stop working when a newer one is made, and when they expire', async () => {
    const { id } = await newUser();
    const older = await newLink(id, 'PASSWORD_RESET');
    const newer = await newLink(id, 'PASSWORD_RESET');
    await expectStatus(401, complete(older, 'a perfectly good one'));
    await sql('UPDATE one_time_tokens SET expires_at = now() WHERE used_at IS NULL');
    await expectStatus(401, complete(newer, 'a perfectly good one'));
  });

  it('cannot make a second first administrator', async () => {
    const body = { token: 'lambi_first_x', email: 'x@lambi.example', displayName: 'X', password: PASSWORD };
    await expectStatus(401, test.anonymous.post('/v1/auth/first-administrator', body));
    await forgetFailures();
    const { rows } = await sql(`SELECT count(*)::int AS n FROM one_time_tokens WHERE purpose = 'FIRST_ADMINISTRATOR'`);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('slow down whoever guesses them', async () => {
    for (let failure = 0; failure < 20; failure += 1)
      await expectStatus(401, complete(`lambi_link_${failure}`, PASSWORD));
    await expectStatus(429, complete('lambi_link_x', PASSWORD));
    await expectStatus(429, test.anonymous.post('/v1/auth/refresh', { refreshToken: 'lambi_refresh_x' }));
    await expectStatus(429, login(world.anna.email));
    await forgetFailures();
  });
});

describe('second factor', () => {
  beforeEach(forgetFailures);
  const future = (secret: string, steps: number): Promise<string> =>
    generate({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

  it('is enrolled, asked for, works once per code, and is replaced by recovery codes', async () => {
    const user = await newUser();
    const { secret, otpauthUri } = (await expectStatus(201, user.api.post('/v1/account/second-factor'))).body;
    expect(otpauthUri).toContain(secret);
    await expectStatus(200, login(user.email)); // not in force before it is confirmed
    await expectStatus(422, user.api.post('/v1/account/second-factor/confirm', { oneTimeCode: '000000' }));
    const confirmed = await expectStatus(
      200,
      user.api.post('/v1/account/second-factor/confirm', { oneTimeCode: await future(secret, -1) }),
    );
    const { recoveryCodes } = confirmed.body;
    expect(recoveryCodes).toHaveLength(10);
    await expectStatus(409, user.api.post('/v1/account/second-factor'));

    expect((await expectStatus(401, login(user.email))).body.code).toBe('ACCESS.SECOND_FACTOR_REQUIRED');
    const oneTimeCode = await future(secret, 0);
    const both = await Promise.all([1, 2].map(() => login(user.email, PASSWORD, { oneTimeCode })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect(both.find(({ status }) => status === 200)!.body.secondFactor).toBe('PASSED');
    expect((await login(user.email, PASSWORD, { oneTimeCode })).body.code).toBe('ACCESS.LOGIN_FAILED');

    await expectStatus(200, login(user.email, PASSWORD, { recoveryCode: recoveryCodes[0].toUpperCase() }));
    await expectStatus(401, login(user.email, PASSWORD, { recoveryCode: recoveryCodes[0] }));
    await expectStatus(200, login(user.email, PASSWORD, { recoveryCode: recoveryCodes[1] }));

    const token = await newLink(user.id, 'TOTP_RESET');
    const reset = (password: string): Promise<Answer> =>
      test.anonymous.post('/v1/auth/links/complete', { token, password });
    await expectStatus(422, reset('not the password'));
    await expectStatus(200, reset(PASSWORD));
    await expectStatus(200, login(user.email));
  });

  it('keeps secrets out of tables and log', async () => {
    const user = await newUser();
    const { secret } = (await expectStatus(201, user.api.post('/v1/account/second-factor'))).body;
    const { rows } = await sql(`SELECT totp_secret FROM credentials WHERE totp_secret IS NOT NULL`);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const leaves = await sql(`SELECT convert_from(payload, 'UTF8') AS text FROM audit_leaves`);
    expect(JSON.stringify(leaves.rows)).not.toMatch(
      new RegExp(`${secret}|${PASSWORD}|lambi_(key|link|refresh|first)_`),
    );
  });
});

describe('API keys', () => {
  const newKey = (id: string, scopes: string[], expiresInDays = 30): Promise<Answer> =>
    world.adele.api.post(`/v1/users/${id}/api-keys`, { label: 'test', scopes, expiresInDays });

  const newActiveKey = (user: { id: string; api: ApiClient }): Promise<string> =>
    activeKey(world.adele.api, user, { label: 'test', scopes: ['audience.read'], expiresInDays: 30 });

  it('do no more than their scopes, and nothing after expiry or revocation', async () => {
    const user = await newUser();
    const keyed = test.anonymous.withApiKey(await newActiveKey(user));
    await expectStatus(200, keyed.get('/v1/audiences'));
    await expectStatus(403, keyed.get('/v1/account'));
    await sql('UPDATE api_keys SET expires_at = now() WHERE user_key = (SELECT key FROM users WHERE id = $1)', [
      user.id,
    ]);
    await expectStatus(401, keyed.get('/v1/audiences'));

    const other = await newActiveKey(user);
    const list = await expectStatus(200, world.adele.api.get(`/v1/users/${user.id}/api-keys`));
    expect(list.body.items.map(({ state }: { state: string }) => state)).toEqual(['ACTIVE', 'EXPIRED']);
    expect(list.text).not.toContain('lambi_key_');
    const revoke = `/v1/api-keys/${list.body.items[0].id}`;
    await expectStatus(204, world.adele.api.delete(revoke));
    await expectStatus(401, test.anonymous.withApiKey(other).get('/v1/audiences'));
    await expectStatus(404, world.adele.api.delete(revoke));
  });

  it('of somebody else show the administrator no secret, and work once their user has fetched it', async () => {
    const user = await newUser();
    const { body: issued } = await expectStatus(201, newKey(user.id, ['audience.read']));
    expect(issued).toMatchObject({ key: null, state: 'AWAITING_ACTIVATION', activatedAt: null });
    const activation = `/v1/account/api-keys/${issued.id}/activation`;
    for (const { api } of [world.adele, world.anna, world.paola]) await expectStatus(404, api.post(activation));
    const own = await expectStatus(200, user.api.get('/v1/account/api-keys'));
    expect(own.body.items).toEqual([
      expect.objectContaining({
        id: issued.id,
        state: 'AWAITING_ACTIVATION',
        issuedBy: expect.stringMatching(/LAMBI/),
      }),
    ]);
    const both = await Promise.all([user.api.post(activation), user.api.post(activation)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { key } = both.find(({ status }) => status === 201)!.body;
    await expectStatus(200, test.anonymous.withApiKey(key).get('/v1/audiences'));
    expect((await expectStatus(200, world.anna.api.get('/v1/account/api-keys'))).body.items).toEqual([]);

    const { body: revoked } = await expectStatus(201, newKey(user.id, ['audience.read']));
    await expectStatus(204, world.adele.api.delete(`/v1/api-keys/${revoked.id}`));
    await expectStatus(404, user.api.post(`/v1/account/api-keys/${revoked.id}/activation`));
  });

  it('of the own account come with their secret, but not by means of another key', async () => {
    const { body } = await expectStatus(201, newKey(world.adele.id, ['api_key.create', 'user.read']));
    expect(body.state).toBe('ACTIVE');
    const keyed = test.anonymous.withApiKey(body.key);
    const more = { label: 'wider', scopes: ['user.create'], expiresInDays: 365 };
    const begotten = await expectStatus(201, keyed.post(`/v1/users/${world.adele.id}/api-keys`, more));
    expect(begotten.body).toMatchObject({ key: null, state: 'AWAITING_ACTIVATION' });
    await expectStatus(404, keyed.post(`/v1/account/api-keys/${begotten.body.id}/activation`));
  });

  it('are refused with scopes beyond their user or of the account, and with a silly lifetime', async () => {
    const { id } = await newUser();
    const refused = await expectStatus(422, newKey(id, ['case.open', 'account.update']));
    expect(refused.body.reasons.map(({ code }: { code: string }) => code)).toEqual([
      'SCOPE_NOT_GRANTED',
      'SCOPE_OF_THE_ACCOUNT',
    ]);
    for (const days of [0, 366, 1.5]) await expectStatus(400, newKey(id, ['audience.read'], days));
  });
});

describe('administration', () => {
  const ids = (answer: Answer): string[] => answer.body.items.map(({ id }: { id: string }) => id);

  it('shows a liaison, an expert and an auditor no user by id, not even their own', async () => {
    const absent = await world.anna.api.get('/v1/users/01900000-0000-7000-8000-0000000000ff');
    expect(absent.status).toBe(404);
    for (const { api } of [world.anna, world.diego, world.paola, world.oscar]) {
      for (const id of [world.diego.id, world.anna.id, 'not-an-id']) {
        expect((await expectStatus(404, api.get(`/v1/users/${id}`))).text).toBe(absent.text);
      }
      await expectStatus(403, api.get('/v1/users'));
      await expectStatus(403, api.get('/v1/organisations'));
    }
    await expectStatus(401, test.anonymous.get('/v1/users'));
  });

  it('refuses roles that must be separate, unknown ones and unknown organisations', async () => {
    const user = {
      organisationId: world.anna.organisationId,
      email: 'm@lambi.example',
      displayName: 'M',
      clearance: 0,
    };
    const create = (more: object): Promise<Answer> => world.adele.api.post('/v1/users', { ...user, ...more });
    const mixed = await expectStatus(422, create({ roles: ['auditor', 'panel_expert'] }));
    expect(mixed.body.code).toBe('ACCESS.ROLES_REFUSED');
    await expectStatus(400, create({ roles: ['harbour_master'] }));
    await expectStatus(400, create({ roles: [] }));
    const lost = await expectStatus(400, create({ roles: ['auditor'], organisationId: world.anna.id }));
    expect(lost.body.fields[0].pointer).toBe('/organisationId');
    await expectStatus(409, create({ roles: ['auditor'], email: world.anna.email.toUpperCase() }));
  });

  it('does not let administrators take their own administration away', async () => {
    const me = `/v1/users/${world.adele.id}`;
    const headers = { 'if-match': '"v1"' };
    for (const patch of [{ disabled: true }, { roles: ['auditor'] }]) {
      expect((await expectStatus(422, world.adele.api.patch(me, patch, { headers }))).body.code).toBe(
        'ACCESS.OWN_ACCESS',
      );
    }
    const own = `/v1/organisations/${world.adele.organisationId}`;
    await expectStatus(422, world.adele.api.patch(own, { disabled: true }, { headers }));
    await expectStatus(200, world.adele.api.get('/v1/users'));
  });

  it('keeps one of two administrators who disable each other at the same moment', async () => {
    const [left, right] = [await newUser(['access_administrator']), await newUser(['access_administrator'])];
    const disable = (by: ApiClient, id: string): Promise<Answer> =>
      by.patch(`/v1/users/${id}`, { disabled: true }, { headers: { 'if-match': '"v1"' } });
    const answers = await Promise.all([disable(left.api, right.id), disable(right.api, left.id)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { rows } = await sql('SELECT 1 FROM users WHERE id IN ($1, $2) AND disabled_at IS NULL', [left.id, right.id]);
    expect(rows).toHaveLength(1);
  });

  it('demands the version on changes, after the 404 of an unknown id', async () => {
    const { id } = await newUser();
    const change = (target: string, ifMatch?: string): Promise<Answer> =>
      world.adele.api.patch(
        `/v1/users/${target}`,
        { clearance: 2 },
        { headers: ifMatch ? { 'if-match': ifMatch } : {} },
      );
    await expectStatus(404, change(world.anna.organisationId));
    await expectStatus(428, change(id));
    await expectStatus(412, change(id, '"v9"'));
    const changed = await expectStatus(200, change(id, '"v1"'));
    expect([changed.body.clearance, changed.headers.get('etag')]).toEqual([2, '"v2"']);
    await expectStatus(412, change(id, '"v1"'));
  });

  it('makes an audience for an organisation and one for its State, once', async () => {
    const create = (code: string, more: object): Promise<Answer> =>
      world.adele.api.post('/v1/organisations', { code, name: code, kind: 'MEMBER_STATE', ...more });
    await expectStatus(201, create('JM-JCA', { state: 'JM' }));
    await expectStatus(201, create('JM-CG', { state: 'JM' }));
    const states = await expectStatus(200, world.anna.api.get('/v1/audiences?kind=STATE'));
    expect(states.body.items.filter(({ code }: { code: string }) => code === 'JM')).toHaveLength(1);
    const wrong = await expectStatus(400, create('XX', { state: 'XX' }));
    expect(wrong.body.fields[0].pointer).toBe('/state');
    await expectStatus(422, create('NOSTATE', {}));
    await expectStatus(422, create('BODY', { kind: 'PANEL', state: 'HT' }));
    await expectStatus(409, create('JM-CG', { state: 'JM' }));
  });

  it('pages lists by cursor, bound to list and filter', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const answer: Answer = await expectStatus(
        200,
        world.adele.api.get(`/v1/users?limit=2${cursor ? `&cursor=${cursor}` : ''}`),
      );
      seen.push(...ids(answer));
      cursor = answer.body.nextCursor;
      if (cursor) await expectStatus(400, world.adele.api.get(`/v1/organisations?cursor=${cursor}`));
    } while (cursor);
    const all = ids(await expectStatus(200, world.adele.api.get('/v1/users?limit=200')));
    expect(seen).toEqual(all);
    const agd = await world.adele.api.get(`/v1/users?limit=200&organisationId=${world.anna.organisationId}`);
    expect(ids(agd)).toContain(world.anna.id);
    expect(ids(agd)).not.toContain(world.diego.id);
    for (const limit of ['0', '201', 'x']) await expectStatus(400, world.adele.api.get(`/v1/users?limit=${limit}`));
  });

  it('adds to and removes from sharing groups, and says who can see what', async () => {
    const group = { code: 'WINDWARD', label: 'Windward Passage', memberOrganisationIds: [world.anna.organisationId] };
    const { body } = await expectStatus(201, world.adele.api.post('/v1/groups', group));
    const member = `/v1/groups/${body.id}/members/${world.diego.organisationId}`;
    await expectStatus(200, world.adele.api.put(member));
    const two = await expectStatus(200, world.adele.api.put(member));
    expect(two.body.members.map(({ code }: { code: string }) => code)).toEqual(['DO-DGA', 'HT-AGD']);
    const access = (await expectStatus(200, world.adele.api.get(`/v1/users/${world.diego.id}/access`))).body;
    expect(access.audiences.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['DO', 'DO-DGA', 'WINDWARD']),
    );
    expect(access.sentence).toContain('WINDWARD');
    await expectStatus(204, world.adele.api.delete(member));
    await expectStatus(404, world.adele.api.delete(member));
    await expectStatus(404, world.anna.api.get(`/v1/groups/${body.id}`));
    const overview = await expectStatus(200, world.adele.api.get('/v1/access/overview?limit=200'));
    expect(ids(overview)).toEqual(expect.arrayContaining([world.anna.id, world.oscar.id, world.paola.id]));
    const own = overview.body.items.find(({ id }: { id: string }) => id === world.adele.id);
    expect([own.clearance, own.sentence]).toEqual([-1, expect.stringContaining('reads no casework')]);
    const matrix = await expectStatus(200, world.oscar.api.get('/v1/access/matrix'));
    expect(matrix.body.roles).toHaveLength(7);
  });
});
