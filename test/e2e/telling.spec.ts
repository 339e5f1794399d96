import { Mailer } from '../../src/modules/notifications/mail/mailer.service';
import { readConfig } from '../../src/platform/config/config';
import type { Runtime } from '../../src/platform/config/runtime';
import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { freePort, startMailServer } from '../support/mail-server';
import { giveNotice, keysOf, quietQueue } from '../support/notices';
import { inspection } from '../support/requests';
import { ampleBudget } from '../support/resources-blind';
import { newPerson, type Person, type World } from '../support/world';

/* What the hostile review of issue 6 found in telling people, in custodians and in work that nobody has any more. */
let test: TestApp;
let world: World;
let junior: Person;
let count = 0;
const colleague = (of: Person, clearance: number): Promise<Person> => {
  const { organisationId: id, audienceId } = of;
  const more = { name: `colleague${(count += 1)}`, role: 'member_state_liaison', clearance };
  return newPerson(test.url, world.adele.api, { id, audienceId }, more);
};
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  for (const who of ['anna', 'diego'] as const) await ampleBudget(world, who);
  junior = await colleague(world.anna, 1);
});
afterAll(() => test?.close());

const sql = (text: string, values: readonly unknown[]): Promise<unknown> =>
  asSuperuser(test.database.superuser, (client) => client.query(text, [...values]));
const disable = (who: Person): Promise<unknown> => sql('UPDATE users SET disabled_at = now() WHERE id = $1', [who.id]);
const toldOf = async ({ api }: Person, kind: string): Promise<string[]> =>
  (await expectStatus(200, api.get('/v1/notifications?limit=200'))).body.items
    .filter((one: any) => one.kind === kind)
    .map((one: any) => one.about.id);
const unread = async ({ api }: Person): Promise<number> =>
  (await expectStatus(200, api.get('/v1/notifications'))).body.unread;

describe('a notice that is about no record', () => {
  const hook = async (by: Person, upTo: string): Promise<string> => {
    const url = 'https://hooks.example.org/lambi';
    const kinds = ['blind_match.found', 'blind_match.contact_wanted', 'record.recalled'];
    const body = { url, kinds, description: 'Case system', upTo };
    return (await expectStatus(201, by.api.post('/v1/webhooks', body))).body.id as string;
  };
  const planned = async (id: string, by: Person): Promise<number> =>
    (await expectStatus(200, by.api.get(`/v1/webhooks/${id}/deliveries`))).body.items.length;

  it('of a blind match reaches nobody, and no webhook, below the level of the match, on either side', async () => {
    const low = await colleague(world.diego, 1);
    const [high, lower] = [await hook(world.anna, 'STRICTLY_CONFIDENTIAL'), await hook(world.anna, 'CONFIDENTIAL')];
    const before = [await unread(junior), await unread(low)];
    const terms = { name: 'Seized', rule: 'SOMEONE', classification: 'STRICTLY_CONFIDENTIAL' };
    const lines = [{ kind: 'SERIAL', value: 'RV4700991' }];
    await expectStatus(201, world.anna.api.post('/v1/blind-sets', { ...terms, lines }));
    const query = { reason: 'Weapons seized in one container; origin sought', items: lines };
    const { body } = await expectStatus(201, world.diego.api.post('/v1/blind-queries', query));
    const hit = body.hits[0].id as string;
    await expectStatus(
      200,
      world.diego.api.post(`/v1/blind-matches/${hit}/contact`, { message: 'We seek its origin' }),
    );
    await quietQueue(test);
    const [match] = await toldOf(world.anna, 'blind_match.found');
    expect(await toldOf(world.anna, 'blind_match.contact_wanted')).toEqual([match]);
    await expectStatus(200, world.anna.api.post(`/v1/blind-matches/${match}/contact-answer`, { answer: 'ACCEPTED' }));
    await quietQueue(test);
    expect(await toldOf(world.diego, 'blind_match.found')).toEqual([hit]);

    for (const [who, i] of [
      [junior, 0],
      [low, 1],
    ] as const) {
      expect(await toldOf(who, 'blind_match.found')).toEqual([]);
      expect(await toldOf(who, 'blind_match.contact_wanted')).toEqual([]);
      expect(await unread(who)).toBe(before[i]);
    }
    expect([await planned(high, world.anna), await planned(lower, world.anna)]).toEqual([2, 0]);
  });

  it('of several matches of one query reaches whoever may see one of them', async () => {
    const [close, open] = ['RV4700992', 'RV4700993'].map((value) => ({ kind: 'SERIAL', value }));
    const terms = { name: 'Seized', rule: 'SILENT' };
    for (const [line, classification] of [
      [close, 'STRICTLY_CONFIDENTIAL'],
      [open, 'CONFIDENTIAL'],
    ] as const)
      await expectStatus(201, world.anna.api.post('/v1/blind-sets', { ...terms, classification, lines: [line] }));
    const reason = 'Weapons seized in one container; origin sought';
    await expectStatus(201, world.diego.api.post('/v1/blind-queries', { reason, items: [close, open] }));
    await quietQueue(test);
    const [match] = await toldOf(junior, 'blind_match.found');
    expect((await expectStatus(200, junior.api.get(`/v1/blind-matches/${match}`))).body.item).toBe(1);
  });

  it('of a blind match is gone for whoever is no longer cleared for it', async () => {
    const late = await colleague(world.anna, 2);
    const line = { kind: 'SERIAL', value: 'RV4700994' };
    const terms = { name: 'Seized', rule: 'SILENT', classification: 'STRICTLY_CONFIDENTIAL', lines: [line] };
    await expectStatus(201, world.anna.api.post('/v1/blind-sets', terms));
    const reason = 'Weapons seized in one container; origin sought';
    await expectStatus(201, world.diego.api.post('/v1/blind-queries', { reason, items: [line] }));
    await quietQueue(test);
    expect(await toldOf(late, 'blind_match.found')).toHaveLength(1);
    await sql('UPDATE users SET clearance = 1 WHERE id = $1', [late.id]);
    expect(await toldOf(late, 'blind_match.found')).toEqual([]);
    expect(await unread(late)).toBe(0);
  });

  it('of a webhook that failed reaches those who may know of the webhook', async () => {
    const id = await hook(world.anna, 'STRICTLY_CONFIDENTIAL');
    const { organisation: organisationKey } = await keysOf(test, world.anna);
    const about = { type: 'webhook', id };
    await giveNotice(test, world.diego, { kind: 'webhook.disabled', to: { organisationKey }, recordId: null, about });
    expect(await toldOf(world.anna, 'webhook.disabled')).toEqual([id]);
    expect(await toldOf(junior, 'webhook.disabled')).toEqual([]);
  });

  it('of a recall goes to no webhook where nobody was cleared for what was recalled', async () => {
    const id = await hook(world.diego, 'STRICTLY_CONFIDENTIAL');
    const record = { ...inspection, classification: 'STRICTLY_CONFIDENTIAL' };
    const { body } = await expectStatus(201, world.anna.api.post('/v1/inspections', record));
    const { organisation: organisationKey } = await keysOf(test, world.diego);
    const tell = async (): Promise<void> => {
      await giveNotice(test, world.anna, { kind: 'record.recalled', to: { organisationKey }, recordId: body.id });
      await quietQueue(test);
    };
    await tell();
    expect(await planned(id, world.diego)).toBe(1);
    const cleared = 'UPDATE users SET clearance = $2 WHERE organisation_key = $1 AND clearance = $3';
    await sql(cleared, [organisationKey, 1, 2]);
    await tell();
    await sql(`UPDATE users SET clearance = 2 WHERE id = $1`, [world.diego.id]);
    expect(await planned(id, world.diego)).toBe(1);
  });
});

describe('a match above somebody’s clearance', () => {
  const reason = 'Weapons seized in one container; origin sought';
  const publish = async (by: Person, rule: string, value: string, classification: string): Promise<void> => {
    const lines = [{ kind: 'SERIAL', value }];
    await expectStatus(201, by.api.post('/v1/blind-sets', { name: 'Seized', rule, classification, lines }));
  };
  const ask = async (value: string): Promise<any> =>
    (await expectStatus(201, world.diego.api.post('/v1/blind-queries', { reason, items: [{ kind: 'SERIAL', value }] })))
      .body;
  const contact = { message: 'We seek its origin', dueOn: '2099-01-01' };

  it('does not show by the request that is made of it, on either side', async () => {
    const low = await colleague(world.diego, 1);
    await publish(world.anna, 'CONTACT_ME', 'RV4700995', 'STRICTLY_CONFIDENTIAL');
    const { hits } = await ask('RV4700995');
    const { body } = await expectStatus(200, world.diego.api.post(`/v1/blind-matches/${hits[0].id}/contact`, contact));
    const path = `/v1/exchanges/${body.exchangeId}`;
    for (const { api } of [world.diego, world.anna]) await expectStatus(200, api.get(path));
    for (const { api } of [low, junior]) await expectStatus(404, api.get(path));
  });

  it('does not show by who comes forward to a hit that another holder’s word has made', async () => {
    const low = await colleague(world.diego, 1);
    await publish(world.paola, 'SOMEONE', 'RV4700996', 'UNCLASSIFIED');
    await publish(world.anna, 'SOMEONE', 'RV4700996', 'STRICTLY_CONFIDENTIAL');
    const query = await ask('RV4700996');
    const path = `/v1/blind-matches/${query.hits[0].id}`;
    await expectStatus(200, world.diego.api.post(`${path}/contact`, contact));
    await quietQueue(test);
    const { items } = (await expectStatus(200, world.anna.api.get('/v1/blind-matches?side=HELD&limit=200'))).body;
    const held = items.find(({ queryId }: any) => queryId === query.id).id as string;
    await expectStatus(200, world.anna.api.post(`/v1/blind-matches/${held}/contact-answer`, { answer: 'ACCEPTED' }));
    const seen = async ({ api }: Person): Promise<string[][]> => {
      const match = (await expectStatus(200, api.get(path))).body;
      const { hits } = (await expectStatus(200, api.get(`/v1/blind-queries/${query.id}`))).body;
      return [match.acceptedBy, hits[0].acceptedBy];
    };
    expect(await seen(world.diego)).toEqual([['HT-AGD'], ['HT-AGD']]);
    expect(await seen(low)).toEqual([[], []]);
    await expectStatus(422, low.api.post(`${path}/contact`, contact));
    const { body } = await expectStatus(200, world.diego.api.post(`${path}/contact`, contact));
    await expectStatus(404, low.api.get(`/v1/exchanges/${body.exchangeId}`));
  });
});

it('a mail server that does not know the program (535) is asked again: the mail itself was not refused', async () => {
  const port = await freePort();
  const mail = await startMailServer(port, {
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_, __, done) => done(Object.assign(new Error('no'), { responseCode: 535 })),
  });
  const config = readConfig({ SMTP_URL: `smtp://lambi:wrong@127.0.0.1:${port}`, MAIL_FROM: 'lambi@un.example' });
  const mailer = new Mailer({ config } as unknown as Runtime);
  const sent = await mailer.send({ id: '1', to: 'dora@x.do', subject: 's', text: 't' });
  expect(sent).toEqual({ sent: false, again: true, reason: 'SMTP_535' });
  mailer.onModuleDestroy();
  await mail.close();
});

describe('a custodian who was disabled', () => {
  const register = async (custodians: readonly Person[], custodiansNeeded: number): Promise<string> => {
    const body = { pseudonym: 'KOLIBRI', content: { identity: 'somebody' }, custodiansNeeded };
    const custodianIds = custodians.map(({ id }) => id);
    return (await expectStatus(201, world.anna.api.post('/v1/sources', { ...body, custodianIds }))).body.id as string;
  };
  const ask = (id: string): Promise<Answer> =>
    world.anna.api.post(`/v1/sources/${id}/openings`, { reason: 'The Panel asks for a second meeting' });
  const approve = (opening: string, by: Person): Promise<Answer> =>
    by.api.post(`/v1/source-openings/${opening}/approvals`);
  const open = (opening: string): Promise<Answer> => world.anna.api.get(`/v1/source-openings/${opening}/content`);

  it('has approved nothing any more: two persons are two who are still there', async () => {
    const [carl, cora, cleo] = [
      await colleague(world.anna, 2),
      await colleague(world.anna, 2),
      await colleague(world.anna, 2),
    ];
    const id = await register([carl, cora, cleo], 2);
    const opening = (await expectStatus(201, ask(id))).body.id as string;
    await expectStatus(200, approve(opening, carl));
    await disable(carl);
    expect((await expectStatus(200, approve(opening, cora))).body.state).toBe('WAITING');
    expect((await expectStatus(422, open(opening))).body.code).toBe('SOURCE.NOT_OPEN');
    expect((await expectStatus(200, approve(opening, cleo))).body.state).toBe('APPROVED');
    await expectStatus(200, open(opening));
  });

  it('does not open by way of the database either', async () => {
    const carl = await colleague(world.anna, 2);
    const opening = (await expectStatus(201, ask(await register([carl], 1)))).body.id as string;
    expect((await expectStatus(200, approve(opening, carl))).body.state).toBe('APPROVED');
    await disable(carl);
    const { user, organisation } = await keysOf(test, world.anna);
    const use = asSuperuser(test.database.superuser, async (client) => {
      await client.query('BEGIN');
      await client.query('SET LOCAL ROLE lambi_app');
      await client.query(`SELECT set_config('app.me', $1, true), set_config('app.user', $2, true)`, [
        String(organisation),
        String(user),
      ]);
      await client.query('UPDATE source_openings SET opened_at = now() WHERE id = $1', [opening]);
    });
    await expect(use).rejects.toThrow('row-level security');
  });

  it('counts no more among those who could approve, and who asks is told so at once', async () => {
    const [carl, cora] = [await colleague(world.anna, 2), await colleague(world.anna, 2)];
    const id = await register([carl, cora], 2);
    await disable(cora);
    expect((await expectStatus(422, ask(id))).body.code).toBe('SOURCE.TOO_FEW_CUSTODIANS');
  });

  it('leaves an approved opening to be used once, however often at once', async () => {
    const carl = await colleague(world.anna, 2);
    const opening = (await expectStatus(201, ask(await register([carl], 1)))).body.id as string;
    await expectStatus(200, approve(opening, carl));
    const answers = await Promise.all(Array.from({ length: 8 }, () => open(opening)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(422)]);
  });
});

describe('work', () => {
  const submit = async (): Promise<string> =>
    (await expectStatus(201, world.anna.api.post('/v1/inspections', inspection))).body.id as string;
  const nobodys = async (): Promise<{ ids: string[]; unassigned: number }> => {
    const { items, counts } = (await expectStatus(200, world.anna.api.get('/v1/my-work?of=NOBODY&limit=200'))).body;
    return { ids: items.map(({ id }: any) => id), unassigned: counts.unassigned };
  };

  it('of a colleague who is gone is work that nobody has', async () => {
    const gone = await colleague(world.anna, 2);
    const task = { title: 'Ask the shipper', assigneeId: gone.id, mandatory: true };
    const { body } = await expectStatus(201, world.anna.api.post(`/v1/records/${await submit()}/tasks`, task));
    const before = await nobodys();
    expect(before.ids).not.toContain(body.id);
    await disable(gone);
    const after = await nobodys();
    expect(after.ids).toContain(body.id);
    expect(after.unassigned).toBe(before.unassigned + 1);
  });

  it('that a template would make for a day after the last is refused', async () => {
    const template = { name: 'Far', recordKind: 'inspection', tasks: [{ title: 'Ask', offsetDays: 30 }] };
    const { body } = await expectStatus(201, world.anna.api.post('/v1/task-templates', template));
    const path = `/v1/records/${await submit()}/tasks/from-template`;
    const answer = await expectStatus(422, world.anna.api.post(path, { templateId: body.id, startOn: '9999-12-31' }));
    expect(answer.body).toMatchObject({ code: 'TASK.TEMPLATE_NOT_FITTING', reasons: [{ code: 'NO_SUCH_DAY' }] });
  });

  it('of one template written at once by several has a version for each, or says so', async () => {
    const template = { name: 'Crowd', recordKind: 'inspection', tasks: [{ title: 'Ask' }] };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => world.anna.api.post('/v1/task-templates', template)),
    );
    for (const { status } of answers) expect([201, 409]).toContain(status);
  });
});
