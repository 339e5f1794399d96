import { randomUUID } from 'node:crypto';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import type { Person, World } from '../support/world';

const PANEL_BODY = '01900000-0000-7000-8000-000000000001';
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

let app: TestApp;
let world: World;

beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
});
afterAll(() => app?.close());

const request = (recipients: readonly string[], over: object = {}): object => ({
  type: 'REQUEST',
  subject: 'Container SMLU4815164, voyage of March 2024',
  body: 'Please send the export declaration and the name of the consignor.',
  legalBasis: 'Resolution 2653 (2022), paragraph 21',
  urgency: 'PRIORITY',
  dueOn: inDays(14),
  recipientAudienceIds: recipients,
  ...over,
});
const ask = async (from: Person, recipients: readonly string[], over: object = {}): Promise<string> =>
  (await expectStatus(201, from.api.post('/v1/exchanges', request(recipients, over)))).body.id;
const inspectionOf = async (person: Person, country: string): Promise<string> =>
  (
    await expectStatus(
      201,
      person.api.post('/v1/inspections', { placeCountry: country, narrative: 'Rifles in cartons' }),
    )
  ).body.id;
const reasonsOf = (answer: { body: { reasons?: { code: string }[] } }): string[] =>
  (answer.body.reasons ?? []).map(({ code }) => code);

/** What the newest leaf that wrote the record says of it, and what it is: the comparison audit:verify makes. */
async function lastLoggedState(id: string): Promise<{ logged: string; live: string }> {
  const { rows } = await asSuperuser(app.database.superuser, (client) =>
    client.query<{ logged: string; live: string }>(
      `SELECT encode(substr(l.states, 1 + 32 * (w.position::int - 1), 32), 'hex') AS logged, encode(sha256(l.salt || app.record_state_hash(r.key)), 'hex') AS live
         FROM records r, audit_leaves l, jsonb_array_elements(convert_from(l.payload, 'UTF8')::jsonb -> 'records') WITH ORDINALITY AS w (mention, position)
        WHERE r.id = $1 AND w.mention ->> 'id' = r.id::text AND (w.mention ->> 'written')::boolean ORDER BY l.key DESC LIMIT 1`,
      [id],
    ),
  );
  return rows[0]!;
}

describe('the Panel asks the customs of another State', () => {
  let id: string;
  let enclosed: string;

  it('sends a request once, with ETag, Location and receipt, however often it is repeated', async () => {
    const { paola, diego } = world;
    const headers = { 'idempotency-key': randomUUID() };
    const body = request([diego.audienceId]);
    const sent = await expectStatus(201, paola.api.post('/v1/exchanges', body, { headers }));
    id = sent.body.id;
    expect(sent.headers.get('location')).toBe(`/v1/exchanges/${id}`);
    expect(sent.headers.get('etag')).toBe('"v1"');
    expect(sent.body.receipt.type).toBe('lambi-receipt-v1');
    expect(sent.body.progress).toMatchObject([{ organisation: null, state: 'SENT', status: 'SENT', overdue: false }]);
    const again = await expectStatus(201, paola.api.post('/v1/exchanges', body, { headers }));
    expect([again.body.id, again.headers.get('idempotency-replayed')]).toEqual([id, 'true']);
    expect(again.body.receipt.leafHash).toBe(sent.body.receipt.leafHash);
  });

  it('shows nothing of it to a State that is not addressed: same 404 as for what does not exist', async () => {
    const { anna } = world;
    const unknown = await anna.api.get(`/v1/exchanges/${randomUUID()}`);
    const hidden = await Promise.all([
      anna.api.get(`/v1/exchanges/${id}`),
      anna.api.post(`/v1/exchanges/${id}/acknowledgement`, {}),
      anna.api.post(`/v1/exchanges/${id}/replies`, { extent: 'FULL', body: 'x' }),
      anna.api.post(`/v1/exchanges/${id}/closure`, {}),
      anna.api.get(`/v1/records/${id}`),
    ]);
    expect(hidden.map(({ status, text }) => [status, text])).toEqual(hidden.map(() => [404, unknown.text]));
    for (const query of ['', '?box=inbox', '?box=sent', '?overdue=true'])
      expect((await anna.api.get(`/v1/exchanges${query}`)).body.items).toEqual([]);
    expect((await anna.api.get('/v1/exchanges/statistics')).body.counterparts).toEqual([]);
  });

  it('is acknowledged by the addressee, once', async () => {
    const { diego, paola } = world;
    expect((await diego.api.get('/v1/exchanges?box=inbox')).body.items.map((e: { id: string }) => e.id)).toEqual([id]);
    const done = await expectStatus(201, diego.api.post(`/v1/exchanges/${id}/acknowledgement`, { note: 'Received' }));
    expect(done.body.progress).toMatchObject([{ organisation: 'DO-DGA', state: 'ACKNOWLEDGED', status: 'ACK' }]);
    const twice = await expectStatus(422, diego.api.post(`/v1/exchanges/${id}/acknowledgement`, {}));
    expect([twice.body.code, reasonsOf(twice)]).toEqual(['EXCHANGE.NOT_ALLOWED_NOW', ['NOT_IN_THIS_STATE']]);
    const seen = (await paola.api.get(`/v1/exchanges/${id}`)).body;
    expect(seen.events).toMatchObject([{ event: 'SENT' }, { event: 'ACKNOWLEDGED', note: 'Received' }]);
  });

  it('refuses the sender as its own addressee, and a requester closing by the wrong hand', async () => {
    const { diego, paola } = world;
    const own = await expectStatus(403, paola.api.post(`/v1/exchanges/${id}/acknowledgement`, {}));
    expect(own.body.code).toBe('EXCHANGE.NOT_ADDRESSED');
    const closed = await expectStatus(403, diego.api.post(`/v1/exchanges/${id}/closure`, {}));
    expect(closed.body.code).toBe('RECORD.NOT_THE_OWNER');
  });

  it('is answered in part with an enclosed own record, which the Panel then reads', async () => {
    const { anna, diego, paola } = world;
    enclosed = await inspectionOf(diego, 'DO');
    await expectStatus(404, paola.api.get(`/v1/inspections/${enclosed}`));
    const reply = await expectStatus(
      201,
      diego.api.post(`/v1/exchanges/${id}/replies`, {
        extent: 'PARTIAL',
        body: 'The inspection is enclosed.',
        enclosedRecordIds: [enclosed],
      }),
    );
    expect(reply.body).toMatchObject({ type: 'REPLY', owner: 'DO-DGA', inReplyTo: id, classification: 'CONFIDENTIAL' });
    await expectStatus(200, paola.api.get(`/v1/inspections/${enclosed}`));
    const thread = (await expectStatus(200, paola.api.get(`/v1/exchanges/${id}`))).body;
    expect(thread.progress).toMatchObject([{ status: 'PARTIAL', state: 'PARTIALLY_ANSWERED' }]);
    expect(thread.replies).toMatchObject([{ id: reply.body.id, extent: 'PARTIAL', enclosures: [{ id: enclosed }] }]);
    expect(thread.events.at(-1)).toMatchObject({ event: 'REPLIED_PARTIALLY', replyId: reply.body.id });
    for (const path of [`exchanges/${reply.body.id}`, `inspections/${enclosed}`, `exchanges/${id}`])
      await expectStatus(404, anna.api.get(`/v1/${path}`));
  });

  it('counts for both sides alike', async () => {
    const { diego, paola } = world;
    const figures = { sent: 1, acknowledged: 1, answered: 0, declined: 0, overdue: 0, acknowledgementRate: 1 };
    expect((await paola.api.get('/v1/exchanges/statistics')).body.counterparts).toMatchObject([
      { direction: 'SENT', counterpart: 'DO-DGA', ...figures },
    ]);
    expect((await diego.api.get('/v1/exchanges/statistics')).body.counterparts).toMatchObject([
      { direction: 'RECEIVED', counterpart: 'POE', ...figures },
    ]);
  });

  it('takes no answer after it was closed, and is closed once', async () => {
    const { diego, paola } = world;
    await expectStatus(201, paola.api.post(`/v1/exchanges/${id}/closure`, { note: 'Thank you' }));
    const late = await expectStatus(
      422,
      diego.api.post(`/v1/exchanges/${id}/replies`, { extent: 'FULL', body: 'more' }),
    );
    expect(reasonsOf(late)).toEqual(['NOT_IN_THIS_STATE']);
    expect(reasonsOf(await paola.api.post(`/v1/exchanges/${id}/closure`, {}))).toEqual(['NOT_IN_THIS_STATE']);
    const seen = (await diego.api.get(`/v1/exchanges/${id}`)).body;
    expect(seen.progress).toMatchObject([{ state: 'CLOSED', status: 'PARTIAL', overdue: false }]);
    expect(seen.events.at(-1)).toMatchObject({ event: 'CLOSED', organisation: 'POE', note: 'Thank you' });
  });
});

describe('two addressees of one request', () => {
  it('see their own part, and the sender sees both', async () => {
    const { anna, diego, paola } = world;
    const id = await ask(paola, [anna.audienceId, diego.audienceId]);
    await expectStatus(201, anna.api.post(`/v1/exchanges/${id}/acknowledgement`, { note: 'HT reads' }));
    await expectStatus(201, diego.api.post(`/v1/exchanges/${id}/replies`, { extent: 'DECLINED', body: 'Sub judice' }));
    const [a, d, p] = (
      await Promise.all([anna, diego, paola].map(({ api }) => expectStatus(200, api.get(`/v1/exchanges/${id}`))))
    ).map(({ body }) => body);
    const names = (e: any): unknown[] => [
      e.recipients.map((r: any) => r.code),
      e.events.map((v: any) => v.event),
      e.replies.length,
      e.progress.map((s: any) => [s.organisation, s.status]),
    ];
    expect(names(a)).toEqual([['HT-AGD'], ['SENT', 'ACKNOWLEDGED'], 0, [['HT-AGD', 'ACK']]]);
    expect(names(d)).toEqual([['DO-DGA'], ['SENT', 'DECLINED'], 1, [['DO-DGA', 'DECLINED']]]);
    expect(names(p)).toEqual([
      ['HT-AGD', 'DO-DGA'],
      ['SENT', 'ACKNOWLEDGED', 'DECLINED'],
      1,
      [
        ['HT-AGD', 'ACK'],
        ['DO-DGA', 'DECLINED'],
      ],
    ]);
    expect(JSON.stringify(a)).not.toMatch(/DGA/);
    expect(JSON.stringify(d)).not.toMatch(/AGD/);
  });

  it('may act at the same moment: the log vouches for the state all have left', async () => {
    const { anna, diego, paola } = world;
    for (let round = 0; round < 5; round += 1) {
      const id = await ask(paola, [anna.audienceId, diego.audienceId]);
      const answers = await Promise.all([
        anna.api.post(`/v1/exchanges/${id}/acknowledgement`, {}),
        diego.api.post(`/v1/exchanges/${id}/replies`, { extent: 'FULL', body: 'All of it' }),
        paola.api.post('/v1/releases', { recordIds: [id], audienceIds: [PANEL_BODY], purpose: 'For the file' }),
        anna.api.post(`/v1/exchanges/${id}/acknowledgement`, {}),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 422]);
      const { logged, live } = await lastLoggedState(id);
      expect(logged).toBe(live);
    }
  });
});

describe('overdue, by the clock', () => {
  it('shows to both sides in their boxes, and in the figures', async () => {
    const { diego, paola } = world;
    const id = await ask(paola, [diego.audienceId]);
    await asSuperuser(app.database.superuser, (client) =>
      client.query(
        `UPDATE exchanges SET due_on = current_date - 2 WHERE record_key = (SELECT key FROM records WHERE id = $1)`,
        [id],
      ),
    );
    for (const [person, box] of [
      [paola, 'sent'],
      [diego, 'inbox'],
    ] as const) {
      const { items } = (await person.api.get(`/v1/exchanges?box=${box}&overdue=true`)).body;
      expect(items.map((e: any) => [e.id, e.progress[0].status, e.progress[0].state])).toEqual([
        [id, 'OVERDUE', 'SENT'],
      ]);
    }
    expect((await paola.api.get('/v1/exchanges?box=inbox&overdue=true')).body.items).toEqual([]);
    const figures = (await diego.api.get('/v1/exchanges/statistics')).body.counterparts;
    expect(figures).toMatchObject([{ direction: 'RECEIVED', counterpart: 'POE', overdue: 1 }]);
    await expectStatus(201, diego.api.post(`/v1/exchanges/${id}/replies`, { extent: 'FULL', body: 'Late, but whole' }));
    expect((await diego.api.get('/v1/exchanges?box=inbox&overdue=true')).body.items).toEqual([]);
    expect((await paola.api.get('/v1/exchanges?box=sent&overdue=true')).body.items).toEqual([]);
  });
});

describe('what is refused', () => {
  it.each<[string, (w: World) => object, number, string, string]>([
    [
      'a request without a due date',
      (w) => request([w.diego.audienceId], { dueOn: undefined }),
      422,
      'EXCHANGE.CANNOT_BE_SENT',
      'DUE_DATE_MISSING',
    ],
    [
      'a request due in the past',
      (w) => request([w.diego.audienceId], { dueOn: inDays(-2) }),
      422,
      'EXCHANGE.CANNOT_BE_SENT',
      'DUE_DATE_PAST',
    ],
    [
      'a day that does not exist',
      (w) => request([w.diego.audienceId], { dueOn: '2027-02-30' }),
      400,
      'REQUEST.INVALID',
      '/dueOn',
    ],
    [
      'a reply sent by itself',
      (w) => request([w.diego.audienceId], { type: 'REPLY' }),
      400,
      'REQUEST.INVALID',
      '/type',
    ],
    [
      'an exchange with oneself',
      (w) => request([w.paola.audienceId]),
      400,
      'EXCHANGE.TO_ONESELF',
      '/recipientAudienceIds/0',
    ],
    ['an unknown audience', () => request([randomUUID()]), 400, 'REQUEST.INVALID', '/recipientAudienceIds/0'],
    [
      'an unknown enclosure',
      (w) => request([w.diego.audienceId], { enclosedRecordIds: [randomUUID()] }),
      400,
      'EXCHANGE.ENCLOSURE_UNKNOWN',
      '/enclosedRecordIds/0',
    ],
    ['a blank body', (w) => request([w.diego.audienceId], { body: ' ' }), 400, 'REQUEST.INVALID', '/body'],
  ])('%s', async (_, body, status, code, where) => {
    const answer = await expectStatus(status, world.paola.api.post('/v1/exchanges', body(world)));
    expect(answer.body.code).toBe(code);
    const places = [...reasonsOf(answer), ...(answer.body.fields ?? []).map((f: { pointer: string }) => f.pointer)];
    expect(places).toContain(where);
  });

  it("passing on another's record by enclosing it, and answering what one may merely read", async () => {
    const { anna, diego, paola } = world;
    const inspection = await inspectionOf(diego, 'DO');
    const notice = await ask(diego, [PANEL_BODY], {
      type: 'NOTICE',
      dueOn: undefined,
      enclosedRecordIds: [inspection],
    });
    await expectStatus(200, paola.api.get(`/v1/inspections/${inspection}`));
    const forward = request([anna.audienceId], { enclosedRecordIds: [inspection] });
    const refused = await expectStatus(403, paola.api.post('/v1/exchanges', forward));
    expect(refused.body.code).toBe('EXCHANGE.NOT_YOURS_TO_ENCLOSE');
    await expectStatus(404, anna.api.get(`/v1/inspections/${inspection}`));

    const terms = { audienceIds: [anna.audienceId], purpose: 'For information' };
    await expectStatus(201, diego.api.post('/v1/releases', { recordIds: [notice], ...terms }));
    const read = (await expectStatus(200, anna.api.get(`/v1/exchanges/${notice}`))).body;
    expect([read.recipients, read.progress, read.enclosures]).toEqual([[], [], []]);
    const answer = await expectStatus(403, anna.api.post(`/v1/exchanges/${notice}/acknowledgement`, {}));
    expect(answer.body.code).toBe('EXCHANGE.NOT_ADDRESSED');
    expect((await anna.api.get('/v1/exchanges?box=inbox')).body.items.map((e: any) => e.id)).not.toContain(notice);
    await expectStatus(201, paola.api.post(`/v1/exchanges/${notice}/acknowledgement`, {}));
    const reply = await expectStatus(
      422,
      paola.api.post(`/v1/exchanges/${notice}/replies`, { extent: 'FULL', body: 'x' }),
    );
    expect(reasonsOf(reply)).toEqual(['NOT_A_REQUEST']);
  });
});

describe('lists', () => {
  it('pages through the sent box, newest first, by cursors of this list alone', async () => {
    const { paola } = world;
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: any = await expectStatus(
        200,
        paola.api.get(`/v1/exchanges?box=sent&limit=2${cursor && `&cursor=${cursor}`}`),
      );
      ids.push(...page.body.items.map((e: { id: string }) => e.id));
      cursor = page.body.nextCursor;
      if (cursor) await expectStatus(400, paola.api.get(`/v1/exchanges?box=inbox&limit=2&cursor=${cursor}`));
    }
    const all = (await paola.api.get('/v1/exchanges?box=sent')).body.items.map((e: { id: string }) => e.id);
    expect(ids.length).toBeGreaterThan(2);
    expect(ids).toEqual(all);
  });

  it('shows casework to no administrator: 403 on the list, 404 on ids', async () => {
    await expectStatus(403, world.adele.api.get('/v1/exchanges'));
    await expectStatus(404, world.adele.api.get(`/v1/exchanges/${randomUUID()}`));
  });
});
