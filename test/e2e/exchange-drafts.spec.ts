import { randomUUID } from 'node:crypto';
import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { quietQueue } from '../support/notices';
import { newPerson, type Person, type World } from '../support/world';

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const reasonsOf = ({ body }: Answer): string[] => ((body.reasons ?? []) as { code: string }[]).map(({ code }) => code);
const etag = (answer: Answer): { headers: Record<string, string> } => ({
  headers: { 'if-match': answer.headers.get('etag')! },
});
const at = (version: number): { headers: Record<string, string> } => ({ headers: { 'if-match': `"v${version}"` } });

let app: TestApp;
let world: World;
/** Two more of the Panel. */
let pierre: Person;
let petra: Person;

beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
  const panel = { id: world.paola.organisationId, audienceId: world.paola.audienceId };
  const more = (name: string): Promise<Person> =>
    newPerson(app.url, world.adele.api, panel, { name, role: 'panel_expert', clearance: 2 });
  pierre = await more('pierre');
  petra = await more('petra');
});
afterAll(() => app?.close());

const request = (recipients: readonly string[], over: object = {}): object => ({
  type: 'REQUEST',
  subject: 'Container SMLU4815164',
  body: 'Who was the consignor?',
  urgency: 'PRIORITY',
  dueOn: inDays(14),
  recipientAudienceIds: recipients,
  ...over,
});
const policy = (person: Person, secondPersonFor: readonly string[], more: object = {}): Promise<Answer> =>
  expectStatus(
    201,
    person.api.post('/v1/exchange-policies', { secondPersonFor, remindDays: 3, reason: 'Directive', ...more }),
  );
const inspectionOf = async ({ api }: Person, placeCountry: string): Promise<string> =>
  (await expectStatus(201, api.post('/v1/inspections', { placeCountry, narrative: 'Rifles in cartons' }))).body.id;
const inboxOf = async ({ api }: Person): Promise<string[]> =>
  (await expectStatus(200, api.get('/v1/exchanges?box=inbox'))).body.items.map(({ id }: { id: string }) => id);
const returnedTo = async (api: Person['api']): Promise<string[]> =>
  (await expectStatus(200, api.get('/v1/notifications'))).body.items
    .filter(({ kind }: { kind: string }) => kind === 'exchange.returned')
    .map(({ recordId }: { recordId: string }) => recordId);
const attach = (person: Person, id: string): Promise<Answer> =>
  person.api.call('POST', `/v1/records/${id}/attachments?fileName=note.txt`, undefined, {
    raw: `note ${randomUUID()}`,
    headers: { 'content-type': 'application/octet-stream', 'idempotency-key': randomUUID() },
  });

describe('a draft', () => {
  let id: string;

  it('is seen by its organisation alone, in its drafts and nowhere else', async () => {
    const { anna, diego, paola } = world;
    const made = await expectStatus(201, paola.api.post('/v1/exchanges', request([diego.audienceId], { draft: true })));
    id = made.body.id;
    expect(made.body).toMatchObject({ stage: 'DRAFT', sharing: 'private', sentAt: null, progress: [], events: [] });
    expect((await petra.api.get(`/v1/exchanges/${id}`)).body.recipients).toMatchObject([{ code: 'DO-DGA' }]);
    const unknown = await diego.api.get(`/v1/exchanges/${randomUUID()}`);
    for (const { api } of [anna, diego]) {
      const hidden = [
        await api.get(`/v1/exchanges/${id}`),
        await api.get(`/v1/records/${id}`),
        await api.post(`/v1/exchanges/${id}/replies`, { extent: 'FULL', body: 'x' }),
        await api.post(`/v1/exchanges/${id}/approval`, undefined, at(1)),
        await api.patch(`/v1/exchanges/${id}`, { subject: 'x' }, at(1)),
      ];
      expect(hidden.map(({ status, text }) => [status, text])).toEqual(hidden.map(() => [404, unknown.text]));
    }
    expect(await inboxOf(diego)).toEqual([]);
    expect((await paola.api.get('/v1/exchanges?box=sent')).body.items).toEqual([]);
    expect((await paola.api.get('/v1/exchanges')).body.items).toEqual([]);
    expect((await paola.api.get('/v1/exchanges?box=drafts')).body.items).toMatchObject([{ id, stage: 'DRAFT' }]);
    expect((await diego.api.get('/v1/exchanges?box=drafts')).body.items).toEqual([]);
  });

  it('is not acknowledged, answered, closed, corrected, reminded of or released by its own side', async () => {
    const { diego, paola } = world;
    for (const [path, body] of [
      ['acknowledgement', {}],
      ['replies', { extent: 'FULL', body: 'x' }],
      ['closure', {}],
      ['versions', { reason: 'x' }],
      ['reminders', {}],
    ] as const) {
      const answer = await paola.api.post(`/v1/exchanges/${id}/${path}`, body);
      expect([path, answer.status, answer.body.code]).toEqual([path, 422, 'EXCHANGE.NOT_SENT']);
    }
    const terms = { recordIds: [id], audienceIds: [diego.audienceId], purpose: 'By the back door' };
    expect((await paola.api.post('/v1/releases', terms)).status).toBe(404);
    const notice = request([diego.audienceId], { type: 'NOTICE', dueOn: undefined, enclosedRecordIds: [id] });
    expect((await paola.api.post('/v1/exchanges', notice)).body.code).toBe('EXCHANGE.NOT_SENT');
    await expectStatus(404, diego.api.get(`/v1/records/${id}`));
  });

  it('is changed at the version that was read, and only in what its kind says', async () => {
    const { paola } = world;
    await expectStatus(428, paola.api.patch(`/v1/exchanges/${id}`, { subject: 'x' }));
    await expectStatus(412, paola.api.patch(`/v1/exchanges/${id}`, { subject: 'x' }, at(7)));
    const wrong = await expectStatus(400, paola.api.patch(`/v1/exchanges/${id}`, { extent: 'FULL' }, at(1)));
    expect([wrong.body.code, wrong.body.fields[0].pointer]).toEqual(['EXCHANGE.DRAFT_NOT_LIKE_THIS', '/extent']);
    const changed = await expectStatus(
      200,
      petra.api.patch(`/v1/exchanges/${id}`, { subject: 'Container SMLU4815164, April', legalBasis: 'Para 7' }, at(1)),
    );
    expect(changed.body).toMatchObject({ version: 2, subject: 'Container SMLU4815164, April', legalBasis: 'Para 7' });
    const cleared = await expectStatus(
      200,
      paola.api.patch(`/v1/exchanges/${id}`, { legalBasis: null }, etag(changed)),
    );
    expect(cleared.body).toMatchObject({ version: 3, legalBasis: null, body: 'Who was the consignor?' });
  });

  it('takes attachments until it is sent, and none after', async () => {
    const { diego, paola } = world;
    await expectStatus(201, attach(paola, id));
    const stale = await expectStatus(412, paola.api.post(`/v1/exchanges/${id}/submission`, undefined, at(3)));
    expect(stale.body.code).toMatch(/VERSION_MISMATCH$/);
    const sent = await expectStatus(201, paola.api.post(`/v1/exchanges/${id}/submission`, undefined, at(4)));
    expect(sent.body).toMatchObject({ stage: 'SENT', sharing: 'released', submissions: [] });
    expect(await inboxOf(diego)).toEqual([id]);
    const files = (await expectStatus(200, diego.api.get(`/v1/records/${id}/attachments`))).body.items;
    expect(files).toHaveLength(1);
    const late = await attach(paola, id);
    expect([late.status, late.body.code]).toEqual([422, 'EXCHANGE.SENT_BEFORE']);
    for (const answer of [
      await paola.api.patch(`/v1/exchanges/${id}`, { subject: 'x' }, at(5)),
      await paola.api.post(`/v1/exchanges/${id}/submission`, undefined, at(5)),
      await petra.api.post(`/v1/exchanges/${id}/approval`, undefined, at(5)),
    ])
      expect([answer.status, answer.body.code]).toEqual([422, 'EXCHANGE.SENT_BEFORE']);
    const own = await diego.api.patch(`/v1/exchanges/${id}`, { subject: 'x' }, at(5));
    expect([own.status, own.body.code]).toEqual([403, 'RECORD.NOT_THE_OWNER']);
  });

  it('is checked again when it is sent: addressees, enclosures, dates', async () => {
    const { adele, diego, paola } = world;
    const group = (
      await expectStatus(
        201,
        adele.api.post('/v1/groups', { code: 'FRIENDS', label: 'Friends', memberOrganisationIds: [] }),
      )
    ).body;
    const member = (method: 'PUT' | 'DELETE'): Promise<Answer> =>
      adele.api.call(method, `/v1/groups/${group.id}/members/${diego.organisationId}`, undefined, {});
    expect((await member('PUT')).status).toBeLessThan(300);
    const groups = (await paola.api.get('/v1/audiences?kind=GROUP')).body.items as { id: string; code: string }[];
    const audienceId = groups.find(({ code }) => code === 'FRIENDS')!.id;
    const made = await expectStatus(201, paola.api.post('/v1/exchanges', request([audienceId], { draft: true })));
    expect((await member('DELETE')).status).toBeLessThan(300);
    await expectStatus(201, paola.api.post(`/v1/exchanges/${made.body.id}/submission`, undefined, at(1)));
    await expectStatus(404, diego.api.get(`/v1/exchanges/${made.body.id}`));
    expect(await inboxOf(diego)).not.toContain(made.body.id);

    const other = await expectStatus(
      201,
      adele.api.post('/v1/organisations', {
        code: 'JM-JCA',
        name: 'Jamaica Customs',
        kind: 'MEMBER_STATE',
        state: 'JM',
      }),
    );
    const toJamaica = await expectStatus(
      201,
      paola.api.post('/v1/exchanges', request([diego.audienceId, other.body.audienceId], { draft: true })),
    );
    await expectStatus(200, adele.api.patch(`/v1/organisations/${other.body.id}`, { disabled: true }, etag(other)));
    const gone = await paola.api.post(`/v1/exchanges/${toJamaica.body.id}/submission`, undefined, at(1));
    expect([gone.status, gone.body.code, gone.body.fields[0].pointer]).toEqual([
      400,
      'EXCHANGE.ADDRESSEE_GONE',
      '/recipientAudienceIds/1',
    ]);
    expect(await inboxOf(diego)).not.toContain(toJamaica.body.id);
  });
});

describe('a second person', () => {
  let id: string;

  it('is asked for by a policy of the organisation, and by no other', async () => {
    const { diego, paola } = world;
    const made = await policy(paola, ['REQUEST', 'NOTICE'], { defaultDueDays: 20 });
    expect(made.body).toMatchObject({ version: 1, loosens: false, confirmedAt: null });
    expect((await diego.api.get('/v1/exchange-policies')).body).toEqual({ inForce: null, versions: [] });
    const sent = await expectStatus(
      201,
      paola.api.post('/v1/exchanges', request([diego.audienceId], { dueOn: undefined })),
    );
    id = sent.body.id;
    expect(sent.body).toMatchObject({ stage: 'AWAITING_APPROVAL', sharing: 'private', sentAt: null });
    expect(sent.body.submissions).toMatchObject([{ version: 1, submittedBy: 'paola', decision: null }]);
    await expectStatus(404, diego.api.get(`/v1/exchanges/${id}`));
    expect(await inboxOf(diego)).not.toContain(id);
  });

  it('is not the author, not who last edited it, and approves what was read', async () => {
    const { paola } = world;
    const author = await paola.api.post(`/v1/exchanges/${id}/approval`, undefined, at(1));
    expect([author.status, author.body.code, reasonsOf(author)]).toEqual([
      422,
      'EXCHANGE.APPROVAL_REFUSED',
      ['AUTHOR'],
    ]);
    await expectStatus(200, petra.api.patch(`/v1/exchanges/${id}`, { body: 'Who was the consignor, and why?' }, at(1)));
    const moved = await pierre.api.post(`/v1/exchanges/${id}/approval`, undefined, at(1));
    expect(moved.status).toBe(412);
    const unsubmitted = await pierre.api.post(`/v1/exchanges/${id}/approval`, undefined, at(2));
    expect(reasonsOf(unsubmitted)).toEqual(['NOT_AWAITING_APPROVAL']);
    const again = await expectStatus(201, paola.api.post(`/v1/exchanges/${id}/submission`, undefined, at(2)));
    expect(again.body).toMatchObject({ stage: 'AWAITING_APPROVAL', version: 2 });
    expect(reasonsOf(await paola.api.post(`/v1/exchanges/${id}/submission`, undefined, at(2)))).toEqual([
      'AWAITING_APPROVAL',
    ]);
    expect(reasonsOf(await petra.api.post(`/v1/exchanges/${id}/approval`, undefined, at(2)))).toEqual(['LAST_EDITOR']);
  });

  it('sends it back with a reason, or on its way, once', async () => {
    const { diego, paola } = world;
    const back = await expectStatus(
      201,
      pierre.api.post(`/v1/exchanges/${id}/return`, { reason: 'Name the voyage' }, at(2)),
    );
    expect(back.body).toMatchObject({ stage: 'RETURNED' });
    await quietQueue(app);
    for (const [{ api }, told] of [
      [petra, [id]],
      [paola, [id]],
      [pierre, []],
    ] as const)
      expect(await returnedTo(api)).toEqual(told); // petra edited it last
    expect(back.body.submissions.at(-1)).toMatchObject({
      decision: 'RETURNED',
      reason: 'Name the voyage',
      decidedBy: 'pierre',
    });
    expect(reasonsOf(await pierre.api.post(`/v1/exchanges/${id}/approval`, undefined, at(2)))).toEqual([
      'NOT_AWAITING_APPROVAL',
    ]);
    const third = await expectStatus(
      200,
      paola.api.patch(`/v1/exchanges/${id}`, { subject: 'Voyage of April' }, at(2)),
    );
    await expectStatus(201, paola.api.post(`/v1/exchanges/${id}/submission`, undefined, etag(third)));
    const twice = await Promise.all(
      [1, 2].map(() => pierre.api.post(`/v1/exchanges/${id}/approval`, undefined, at(3))),
    );
    expect(twice.map(({ status }) => status).sort()[0]).toBe(201);
    expect(twice.filter(({ status }) => status === 201)).toHaveLength(1);
    const seen = (await expectStatus(200, diego.api.get(`/v1/exchanges/${id}`))).body;
    expect(seen).toMatchObject({ subject: 'Voyage of April', stage: 'SENT', submissions: [], dueOn: inDays(20) });
    expect(JSON.stringify(seen)).not.toMatch(/paola|pierre|Name the voyage/);
  });

  it('cannot be got round in the database: neither by the author nor without an approval', async () => {
    const { diego, paola } = world;
    const { body } = await expectStatus(201, paola.api.post('/v1/exchanges', request([diego.audienceId])));
    const { rows } = await asSuperuser(app.database.superuser, (client) =>
      client.query<{ key: string; owner: number; author: number; submission: string }>(
        `SELECT r.key, r.owner_id AS owner, r.created_by AS author, s.id AS submission FROM records r
           JOIN exchange_submissions s ON s.record_key = r.key WHERE r.id = $1`,
        [body.id],
      ),
    );
    const { key, owner, author, submission } = rows[0]!;
    const as = (user: number, sql: string): Promise<unknown> =>
      asSuperuser(app.database.superuser, async (client) => {
        await client.query('BEGIN; SET LOCAL ROLE lambi_app');
        await client.query(
          `SELECT set_config('app.me', $1, true), set_config('app.user', $2, true), set_config('app.readers', '{}', true),
             set_config('app.clearance', '2', true), set_config('app.duty', '', true)`,
          [String(owner), String(user)],
        );
        return client.query(sql);
      });
    const approval = `INSERT INTO exchange_decisions (id, record_key, version, owner_id, drafted_by, edited_by, decision, decided_by)
      VALUES ('${submission}', ${key}, 1, ${owner}, ${author}, ${author}, 'APPROVED', ${author})`;
    await expect(as(author, approval)).rejects.toThrow(/exchange_decisions_second_person/);
    const lied = approval.replace(`${author}, ${author}, 'APPROVED'`, `0, 0, 'APPROVED'`);
    await expect(as(author, lied)).rejects.toThrow(/exchange_decisions_submission_fk/);
    const sending = `UPDATE records SET version = 2 WHERE key = ${key};
      INSERT INTO exchanges (record_key, type, subject, body, urgency) VALUES (${key}, 'NOTICE', 'x', 'x', 'ROUTINE')`;
    await expect(as(author, sending)).rejects.toThrow(/exchanges_approved/);
  });

  it('is asked for less only once another person has confirmed it', async () => {
    const { paola } = world;
    const less = await policy(paola, ['REQUEST']);
    expect(less.body).toMatchObject({ version: 2, loosens: true, confirmedAt: null });
    expect((await paola.api.get('/v1/exchange-policies')).body.inForce).toMatchObject({ version: 1 });
    const alone = await paola.api.post(`/v1/exchange-policies/${less.body.id}/confirmation`);
    expect([alone.body.code, reasonsOf(alone)]).toEqual(['EXCHANGE_POLICY.NOT_YOURS_TO_CONFIRM', ['SECOND_PERSON']]);
    const done = await expectStatus(201, petra.api.post(`/v1/exchange-policies/${less.body.id}/confirmation`));
    expect(done.body).toMatchObject({ confirmedBy: 'petra' });
    expect((await paola.api.get('/v1/exchange-policies')).body.inForce).toMatchObject({ version: 2 });
    await expectStatus(404, world.diego.api.post(`/v1/exchange-policies/${less.body.id}/confirmation`));
  });

  it('is asked for a reply too, and the request may have been closed in the meantime', async () => {
    const { anna, diego } = world;
    await policy(diego, ['REPLY']);
    const asked = (await expectStatus(201, anna.api.post('/v1/exchanges', request([diego.audienceId])))).body.id;
    const inspection = await inspectionOf(diego, 'DO');
    const reply = { extent: 'FULL', body: 'All of it', enclosedRecordIds: [inspection] };
    const waiting = await expectStatus(201, diego.api.post(`/v1/exchanges/${asked}/replies`, reply));
    expect(waiting.body).toMatchObject({ stage: 'AWAITING_APPROVAL', type: 'REPLY', inReplyTo: asked });
    expect((await anna.api.get(`/v1/exchanges/${asked}`)).body).toMatchObject({
      replies: [],
      progress: [{ status: 'SENT' }],
    });
    await expectStatus(404, anna.api.get(`/v1/inspections/${inspection}`));
    const dora = await newPerson(
      app.url,
      world.adele.api,
      { id: diego.organisationId, audienceId: diego.audienceId },
      { name: 'dora', role: 'member_state_liaison', clearance: 2 },
    );
    await expectStatus(201, anna.api.post(`/v1/exchanges/${asked}/closure`, {}));
    const late = await dora.api.post(`/v1/exchanges/${waiting.body.id}/approval`, undefined, at(1));
    expect([late.status, late.body.code, reasonsOf(late)]).toEqual([
      422,
      'EXCHANGE.NOT_ALLOWED_NOW',
      ['NOT_IN_THIS_STATE'],
    ]);
    await expectStatus(404, anna.api.get(`/v1/inspections/${inspection}`));
    await expectStatus(404, anna.api.get(`/v1/exchanges/${waiting.body.id}`));

    const open = (await expectStatus(201, anna.api.post('/v1/exchanges', request([diego.audienceId])))).body.id;
    const second = await expectStatus(201, diego.api.post(`/v1/exchanges/${open}/replies`, reply));
    await expectStatus(201, dora.api.post(`/v1/exchanges/${second.body.id}/approval`, undefined, at(1)));
    expect((await anna.api.get(`/v1/exchanges/${open}`)).body).toMatchObject({
      replies: [{ id: second.body.id, extent: 'FULL', enclosures: [{ id: inspection }] }],
      progress: [{ status: 'FULL' }],
    });
    await expectStatus(200, anna.api.get(`/v1/inspections/${inspection}`));
  });
});
