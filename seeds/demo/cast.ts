import { randomBytes } from 'node:crypto';
import type { Narrator } from './narrator';
import { Speaker } from './narrator';

export interface CastMember {
  readonly email: string;
  readonly displayName: string;
  readonly role: string;
  readonly organisation: string;
  readonly password: string;
  readonly speaker: Speaker;
}

export interface Cast {
  readonly administrator: CastMember;
  readonly haiti: CastMember;
  readonly dominican: CastMember;
  readonly panel: CastMember;
  /** Writes down what the Committee decides. */
  readonly secretary: CastMember;
  /** Proposes versions of the rules; the second officer approves them. */
  readonly lawyer: CastMember;
  readonly secondLawyer: CastMember;
  readonly auditor: CastMember;
  /** Audience of the Panel's organisation. */
  readonly panelAudience: string;
  readonly dominicanAudience: string;
}

export const newPassword = (): string => randomBytes(15).toString('base64url');

/** Step 1 of the main job: organisations, users and a key, made by the first administrator through the API. */
export async function gatherCast(url: string, firstToken: string, narrator: Narrator): Promise<Cast> {
  narrator.step('1. The access administrator makes organisations, users and an API key, and shows who can see what');
  const anonymous = new Speaker('anybody', url, narrator);
  const adele = { email: 'adele@lambi.example', displayName: 'Adele, access administrator', password: newPassword() };
  await anonymous.call('POST', '/v1/auth/first-administrator', { body: { token: firstToken, ...adele }, expect: 201 });
  const admin = await signIn(url, narrator, 'adele', adele.email, adele.password);

  const { agd, dga, poe, scr } = await makeOrganisations(admin);
  const operator = '01900000-0000-7000-8000-00000000000a';

  const user = async (
    name: string,
    displayName: string,
    organisationCode: string,
    organisationId: string,
    role: string,
    clearance: number,
  ): Promise<CastMember> => {
    const email = `${name}@lambi.example`;
    const password = newPassword();
    const body = { organisationId, email, displayName, roles: [role], clearance };
    const made = await admin.call('POST', '/v1/users', { body, expect: 201 });
    const token = (made.body as { setupLink: { token: string } }).setupLink.token;
    await anonymous.call('POST', '/v1/auth/links/complete', { body: { token, password }, expect: 200 });
    return {
      email,
      displayName,
      role,
      organisation: organisationCode,
      password,
      speaker: await signIn(url, narrator, name, email, password),
    };
  };
  const haiti = await user('anna', 'Anna, liaison of Haiti customs', 'HT-AGD', agd.id, 'member_state_liaison', 2);
  const dominican = await user(
    'diego',
    'Diego, liaison of Dominican customs',
    'DO-DGA',
    dga.id,
    'member_state_liaison',
    2,
  );
  const panel = await user('paola', 'Paola, Panel expert', 'POE', poe.id, 'panel_expert', 2);
  const secretary = await user('sonia', 'Sonia, Committee secretariat', 'SCR', scr.id, 'committee_secretariat', 2);
  const lawyer = await user('leila', 'Leila, legal officer', 'SCR', scr.id, 'legal_officer', 2);
  const secondLawyer = await user('lucas', 'Lucas, legal officer', 'SCR', scr.id, 'legal_officer', 2);
  const auditor = await user('oscar', 'Oscar, auditor', 'LAMBI', operator, 'auditor', 0);
  return {
    administrator: { ...adele, role: 'access_administrator', organisation: 'LAMBI', speaker: admin },
    haiti,
    dominican,
    panel,
    secretary,
    lawyer,
    secondLawyer,
    auditor,
    panelAudience: poe.audienceId,
    dominicanAudience: dga.audienceId,
  };
}

type Organisation = { readonly id: string; readonly audienceId: string };

async function makeOrganisations(admin: Speaker): Promise<Record<'agd' | 'dga' | 'poe' | 'scr', Organisation>> {
  const organisation = async (body: object): Promise<Organisation> =>
    (await admin.call('POST', '/v1/organisations', { body, expect: 201 })).body as Organisation;
  return {
    agd: await organisation({
      code: 'HT-AGD',
      name: 'Administration Générale des Douanes, Haïti',
      kind: 'MEMBER_STATE',
      state: 'HT',
    }),
    dga: await organisation({
      code: 'DO-DGA',
      name: 'Dirección General de Aduanas, República Dominicana',
      kind: 'MEMBER_STATE',
      state: 'DO',
    }),
    poe: await organisation({ code: 'POE', name: 'Panel of Experts', kind: 'PANEL' }),
    scr: await organisation({ code: 'SCR', name: 'Secretariat of the Committee', kind: 'COMMITTEE' }),
  };
}

export async function signIn(
  url: string,
  narrator: Narrator,
  name: string,
  email: string,
  password: string,
): Promise<Speaker> {
  const speaker = new Speaker(name, url, narrator);
  const { body } = await speaker.call('POST', '/v1/auth/login', { body: { email, password }, expect: 200 });
  return speaker.as({ authorization: `Bearer ${(body as { accessToken: string }).accessToken}` });
}
