import { generate } from 'otplib';
import { type Answer, type ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { PASSWORD, signIn, type World } from '../support/world';

/* What an administrator's links can do to somebody's password and second factor, and what the user learns of it. */
let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test?.close());

const login = (email: string, password = PASSWORD): Promise<Answer> =>
  test.anonymous.post('/v1/auth/login', { email, password });
const future = (secret: string, steps: number): Promise<string> =>
  generate({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });
const newLink = async (id: string, purpose: string): Promise<string> =>
  (await expectStatus(201, world.adele.api.post(`/v1/users/${id}/links`, { purpose }))).body.token;

let count = 0;
async function newUser(roles = ['member_state_liaison']): Promise<{ id: string; email: string; api: ApiClient }> {
  const email = `reset${(count += 1)}@lambi.example`;
  const command = { organisationId: world.anna.organisationId, email, displayName: email, roles, clearance: 1 };
  const { body } = await expectStatus(201, world.adele.api.post('/v1/users', command));
  const link = { token: body.setupLink.token, password: PASSWORD };
  await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', link));
  return signIn(test.url, email, PASSWORD);
}

describe('links', () => {
  it('password and second factor of one user are not reset by one administrator alone, in whatever order', async () => {
    const second = await newUser(['access_administrator']);
    const linkBy = (api: ApiClient, id: string, purpose: string): Promise<Answer> =>
      api.post(`/v1/users/${id}/links`, { purpose });
    const complete = (answer: Answer, password: string): Promise<Answer> =>
      test.anonymous.post('/v1/auth/links/complete', { token: answer.body.token, password });
    const enrolled = async (): Promise<{ id: string; email: string }> => {
      const user = await newUser();
      const { secret } = (await expectStatus(201, user.api.post('/v1/account/second-factor'))).body;
      const oneTimeCode = await future(secret, -1);
      await expectStatus(200, user.api.post('/v1/account/second-factor/confirm', { oneTimeCode }));
      return user;
    };
    const user = await enrolled();
    const early = await expectStatus(201, linkBy(world.adele.api, user.id, 'TOTP_RESET'));
    const reset = await expectStatus(201, linkBy(world.adele.api, user.id, 'PASSWORD_RESET'));
    await expectStatus(200, complete(reset, 'chosen by who knows whom'));
    const refused = await expectStatus(422, linkBy(world.adele.api, user.id, 'TOTP_RESET'));
    expect(refused.body).toMatchObject({
      code: 'ACCESS.SECOND_PERSON_NEEDED',
      reasons: [{ code: 'SAME_ADMINISTRATOR' }],
    });
    await expectStatus(422, complete(early, 'chosen by who knows whom'));
    expect((await login(user.email, 'chosen by who knows whom')).body.code).toBe('ACCESS.SECOND_FACTOR_REQUIRED');
    await expectStatus(200, complete(await linkBy(second.api, user.id, 'TOTP_RESET'), 'chosen by who knows whom'));
    await expectStatus(200, login(user.email, 'chosen by who knows whom'));

    const other = await enrolled();
    await expectStatus(200, complete(await linkBy(world.adele.api, other.id, 'TOTP_RESET'), PASSWORD));
    await expectStatus(422, linkBy(world.adele.api, other.id, 'PASSWORD_RESET'));
    await expectStatus(201, linkBy(second.api, other.id, 'PASSWORD_RESET'));
  });

  it('the account tells who changed password or second factor last', async () => {
    const user = await newUser();
    const lastChange = async (api: ApiClient): Promise<unknown> =>
      (await expectStatus(200, api.get('/v1/account'))).body.lastCredentialChange;
    expect(await lastChange(user.api)).toMatchObject({ what: 'PASSWORD_SET', linkIssuedBy: expect.any(String) });
    const change = { currentPassword: PASSWORD, newPassword: `${PASSWORD}-new` };
    await expectStatus(204, user.api.post('/v1/account/password', change));
    expect(await lastChange(user.api)).toMatchObject({ what: 'PASSWORD_SET', linkIssuedBy: null });
    const { secret } = (await expectStatus(201, user.api.post('/v1/account/second-factor'))).body;
    const oneTimeCode = await future(secret, -1);
    await expectStatus(200, user.api.post('/v1/account/second-factor/confirm', { oneTimeCode }));
    expect(await lastChange(user.api)).toMatchObject({ what: 'SECOND_FACTOR_ENROLLED', linkIssuedBy: null });
    const token = await newLink(user.id, 'TOTP_RESET');
    await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', { token, password: change.newPassword }));
    const again = await signIn(test.url, user.email, change.newPassword);
    expect(await lastChange(again.api)).toMatchObject({
      what: 'SECOND_FACTOR_RESET',
      linkIssuedBy: expect.stringMatching(/^.+ \(LAMBI\)$/),
    });
  });
});
