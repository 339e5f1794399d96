import type { HttpClient } from './load';

/** A signed-in member of an organisation. */
export interface Person {
  readonly organisationId: string;
  readonly audienceId: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** Credentials of now: an access token lives ten minutes, which a long bench outlives. */
  signInAgain(): Promise<Readonly<Record<string, string>>>;
}

/** A liaison for each client, each of a Member State organisation of its own, and an expert of the Panel. */
export interface BenchWorld {
  readonly liaisons: readonly Person[];
  readonly expert: Person;
}

const PASSWORD = 'conch-blown-at-dawn-2692';
const STATES = [
  'HT',
  'DO',
  'US',
  'CO',
  'JM',
  'BS',
  'PA',
  'BR',
  'MX',
  'GT',
  'HN',
  'NI',
  'CR',
  'VE',
  'EC',
  'PE',
  'CL',
  'AR',
  'UY',
  'PY',
];

/** Made through the API alone, as an administrator would. */
export async function makeWorld(http: HttpClient, firstToken: string, liaisons: number): Promise<BenchWorld> {
  const post = async <T>(status: number, path: string, body: object, headers: Person['credentials'] = {}): Promise<T> =>
    JSON.parse(await http.expect(status, { method: 'POST', path, headers, body: JSON.stringify(body) })) as T;
  const signIn = async (email: string): Promise<Person['credentials']> => {
    const answer = await post<{ accessToken: string }>(200, '/v1/auth/login', { email, password: PASSWORD });
    return { authorization: `Bearer ${answer.accessToken}` };
  };
  const adele = { token: firstToken, email: 'adele@lambi.example', displayName: 'Adele', password: PASSWORD };
  await post(201, '/v1/auth/first-administrator', adele);
  const administrator = await signIn(adele.email);

  const member = async (email: string, role: string, organisation: object): Promise<Person> => {
    const { id, audienceId } = await post<{ id: string; audienceId: string }>(
      201,
      '/v1/organisations',
      organisation,
      administrator,
    );
    const user = { organisationId: id, email, displayName: email, roles: [role], clearance: 2 };
    const { setupLink } = await post<{ setupLink: { token: string } }>(201, '/v1/users', user, administrator);
    await post(200, '/v1/auth/links/complete', { token: setupLink.token, password: PASSWORD });
    return { organisationId: id, audienceId, credentials: await signIn(email), signInAgain: () => signIn(email) };
  };
  const expert = await member('paola@lambi.example', 'panel_expert', {
    code: 'POE',
    name: 'Panel of Experts',
    kind: 'PANEL',
  });
  const people: Person[] = [];
  for (let i = 0; i < liaisons; i += 1) {
    const state = STATES[i % STATES.length]!;
    const organisation = { code: `${state}-CUS`, name: `Customs of ${state}`, kind: 'MEMBER_STATE', state };
    people.push(await member(`liaison${i}@lambi.example`, 'member_state_liaison', organisation));
  }
  return { liaisons: people, expert };
}
