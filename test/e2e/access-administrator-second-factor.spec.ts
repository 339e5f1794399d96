import { generate } from 'otplib';
import { FirstAdministrator } from '../../src/modules/access';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { PASSWORD, signIn } from '../support/world';

// A file of its own: passport keeps strategies per process, so a second application would take over those of the first.
let test: TestApp;

beforeAll(async () => {
  test = await startTestApp({ embedded: false });
});
afterAll(() => test?.close());

it('demands a second factor of administrators where real data can be, whatever credential they use', async () => {
  const email = 'adele@lambi.example';
  const token = await test.app.get(FirstAdministrator).offer();
  const first = { token, email, displayName: 'Adele', password: PASSWORD };
  await expectStatus(422, test.anonymous.post('/v1/auth/first-administrator', { ...first, password: 'adele-adele' }));
  await expectStatus(201, test.anonymous.post('/v1/auth/first-administrator', first));
  await expectStatus(401, test.anonymous.post('/v1/auth/first-administrator', { ...first, email: 'b@lambi.example' }));
  expect(await test.app.get(FirstAdministrator).offer()).toBeUndefined();

  const login = await expectStatus(200, test.anonymous.post('/v1/auth/login', { email, password: PASSWORD }));
  expect(login.body.secondFactor).toBe('ENROLMENT_REQUIRED');
  const { api, id } = await signIn(test.url, email, PASSWORD);
  const account = await expectStatus(200, api.get('/v1/account'));
  expect(account.body).toMatchObject({
    secondFactor: 'ENROLMENT_REQUIRED',
    actions: ['account.read', 'account.update'],
  });
  await expectStatus(403, api.get('/v1/users'));
  await expectStatus(404, api.get(`/v1/users/${id}`));

  const { secret } = (await expectStatus(201, api.post('/v1/account/second-factor'))).body;
  await expectStatus(200, api.post('/v1/account/second-factor/confirm', { oneTimeCode: await generate({ secret }) }));
  await expectStatus(200, api.get('/v1/users'));
  const scopes = ['user.read'];
  const key = await expectStatus(
    201,
    api.post(`/v1/users/${id}/api-keys`, { label: 'report', scopes, expiresInDays: 1 }),
  );
  const keyed = test.anonymous.withApiKey(key.body.key);
  await expectStatus(200, keyed.get('/v1/users'));

  const link = await expectStatus(201, api.post(`/v1/users/${id}/links`, { purpose: 'TOTP_RESET' }));
  const reset = { token: link.body.token, password: PASSWORD };
  await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', reset));
  await expectStatus(403, keyed.get('/v1/users'));
  await expectStatus(403, keyed.post('/v1/account/second-factor'));
});
