import { generate } from 'otplib';
import { ApiClient, expectStatus } from './api-client';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly api: ApiClient;
  readonly organisationId: string;
  /** Audience of the person's organisation. */
  readonly audienceId: string;
}

/** Anna (AGD, Haiti), Diego (DGA, Dominican Republic), Paola (Panel of Experts), Sonia (Committee secretariat), Leila and Lucas (its legal officers), Adele (access administrator), Oscar (auditor). */
export interface World {
  readonly adele: Person;
  readonly anna: Person;
  readonly diego: Person;
  readonly paola: Person;
  readonly sonia: Person;
  readonly leila: Person;
  readonly lucas: Person;
  readonly oscar: Person;
}

export const PASSWORD = 'conch-blown-at-dawn-2692';

/** Makes the world as an administrator would, through the API alone. */
export async function makeWorld(url: string, firstToken: string): Promise<World> {
  const anonymous = new ApiClient(url);
  const first = { token: firstToken, email: 'adele@lambi.example', displayName: 'Adele', password: PASSWORD };
  await expectStatus(201, anonymous.post('/v1/auth/first-administrator', first));
  const adele = await signIn(url, first.email, PASSWORD);
  await enrolSecondFactor(adele.api);

  const organisation = async (body: object): Promise<{ id: string; audienceId: string }> =>
    (await expectStatus(201, adele.api.post('/v1/organisations', body))).body;
  const agd = await organisation({
    code: 'HT-AGD',
    name: 'Administration Générale des Douanes',
    kind: 'MEMBER_STATE',
    state: 'HT',
  });
  const dga = await organisation({
    code: 'DO-DGA',
    name: 'Dirección General de Aduanas',
    kind: 'MEMBER_STATE',
    state: 'DO',
  });
  const panel = await organisation({ code: 'POE', name: 'Panel of Experts', kind: 'PANEL' });
  const { id: operator } = (await adele.api.get('/v1/organisations')).body.items.find(
    ({ code }: { code: string }) => code === 'LAMBI',
  );

  const secretariat = await organisation({ code: 'SCR', name: 'Committee secretariat', kind: 'COMMITTEE' });
  const person = (name: string, id: string, role: string, clearance: number, audienceId: string): Promise<Person> =>
    newPerson(url, adele.api, { id, audienceId }, { name, role, clearance });
  return {
    adele: { ...adele, organisationId: operator, audienceId: '' },
    anna: await person('anna', agd.id, 'member_state_liaison', 2, agd.audienceId),
    diego: await person('diego', dga.id, 'member_state_liaison', 2, dga.audienceId),
    paola: await person('paola', panel.id, 'panel_expert', 2, panel.audienceId),
    sonia: await person('sonia', secretariat.id, 'committee_secretariat', 2, secretariat.audienceId),
    leila: await person('leila', secretariat.id, 'legal_officer', 2, secretariat.audienceId),
    lucas: await person('lucas', secretariat.id, 'legal_officer', 2, secretariat.audienceId),
    oscar: await person('oscar', operator, 'auditor', 0, ''),
  };
}

/** One more user of an organisation, made by the administrator and signed in. */
export async function newPerson(
  url: string,
  administrator: ApiClient,
  { id: organisationId, audienceId }: { readonly id: string; readonly audienceId: string },
  { name, role, clearance }: { readonly name: string; readonly role: string; readonly clearance: number },
): Promise<Person> {
  const email = `${name}@lambi.example`;
  const { body } = await expectStatus(
    201,
    administrator.post('/v1/users', { organisationId, email, displayName: name, roles: [role], clearance }),
  );
  const completed = { token: body.setupLink.token, password: PASSWORD };
  await expectStatus(200, new ApiClient(url).post('/v1/auth/links/complete', completed));
  return { ...(await signIn(url, email, PASSWORD)), id: body.id, organisationId, audienceId };
}

/** Where real data can be, an administrator may do nothing before that. */
async function enrolSecondFactor(api: ApiClient): Promise<void> {
  const account = await expectStatus(200, api.get('/v1/account'));
  if (account.body.secondFactor !== 'ENROLMENT_REQUIRED') return;
  const { secret } = (await expectStatus(201, api.post('/v1/account/second-factor'))).body;
  const oneTimeCode = await generate({ secret });
  await expectStatus(200, api.post('/v1/account/second-factor/confirm', { oneTimeCode }));
}

/** A key issued by the administrator and activated by its user: the secret. */
export async function activeKey(
  administrator: ApiClient,
  user: Pick<Person, 'id' | 'api'>,
  key: { label: string; scopes: readonly string[]; expiresInDays: number },
): Promise<string> {
  const { body } = await expectStatus(201, administrator.post(`/v1/users/${user.id}/api-keys`, key));
  return (await expectStatus(201, user.api.post(`/v1/account/api-keys/${body.id}/activation`))).body.key;
}

export async function signIn(
  url: string,
  email: string,
  password: string,
): Promise<Omit<Person, 'organisationId' | 'audienceId'>> {
  const anonymous = new ApiClient(url);
  const { body } = await expectStatus(200, anonymous.post('/v1/auth/login', { email, password }));
  const api = anonymous.withToken(body.accessToken);
  const account = await expectStatus(200, api.get('/v1/account'));
  return { id: account.body.user?.id ?? account.body.id, email, password, api };
}
