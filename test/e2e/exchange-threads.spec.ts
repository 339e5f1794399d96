import { randomUUID } from 'node:crypto';
import { RemindOfExchangesJob } from '../../src/modules/exchanges/reminders/remind.job';
import { NOTICE_GIVEN } from '../../src/modules/records';
import { DomainEvents } from '../../src/platform/events/domain-events';
import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import type { Person, World } from '../support/world';

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const reasonsOf = ({ body }: Answer): string[] => ((body.reasons ?? []) as { code: string }[]).map(({ code }) => code);

let app: TestApp;
let world: World;
const notices: { kind: string; recordId: string }[] = [];

beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
  app.app.get(DomainEvents).subscribe(({ name, facts }) => {
    if (name === NOTICE_GIVEN) notices.push(facts as unknown as (typeof notices)[number]);
  });
});
afterAll(() => app?.close());

const told = (id: string): string[] => notices.filter(({ recordId }) => recordId === id).map(({ kind }) => kind);
const request = (recipients: readonly string[], over: object = {}): object => ({
  type: 'REQUEST',
  subject: 'Container SMLU4815164',
  body: 'Who was the consignor?',
  urgency: 'PRIORITY',
  dueOn: inDays(14),
  recipientAudienceIds: recipients,
  ...over,
});
const ask = async ({ api }: Person, recipients: readonly string[], over: object = {}): Promise<string> =>
  (await expectStatus(201, api.post('/v1/exchanges', request(recipients, over)))).body.id;
const read = async ({ api }: Person, id: string): Promise<any> =>
  (await expectStatus(200, api.get(`/v1/exchanges/${id}`))).body;
const inspectionOf = async ({ api }: Person): Promise<string> =>
  (await expectStatus(201, api.post('/v1/inspections', { placeCountry: 'DO', narrative: 'Rifles' }))).body.id;
const remind = (id: string, stage: 'DUE_SOON' | 'OVERDUE', organisationKey: number): Promise<void> =>
  app.app.get(RemindOfExchangesJob).run({ exchangeId: id, organisationKey, stage });
const sql = <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  asSuperuser(app.database.superuser, async (client) => (await client.query<Row>(text, [...values])).rows);
const ownerOf = async (id: string): Promise<number> =>
  (await sql<{ owner: number }>('SELECT owner_id AS owner FROM records WHERE id = $1', [id]))[0]!.owner;

describe('a correction', () => {
  let id: string;

  it('is a version beside the old one, and each sees which it acknowledged and answered', async () => {
    const { anna, diego, paola } = world;
    id = await ask(paola, [diego.audienceId, anna.audienceId]);
    await expectStatus(201, diego.api.post(`/v1/exchanges/${id}/acknowledgement`, {}));
    const made = await expectStatus(
      201,
      paola.api.post(`/v1/exchanges/${id}/versions`, { body: 'Who paid the freight?', reason: 'The wrong question' }),
    );
    expect(made.body).toMatchObject({
      type: 'CORRECTION',
      corrects: id,
      subject: 'Container SMLU4815164',
      stage: 'SENT',
    });
    await expectStatus(201, diego.api.post(`/v1/exchanges/${id}/replies`, { extent: 'PARTIAL', body: 'A broker' }));
    const seen = await read(diego, id);
    expect(seen.body).toBe('Who was the consignor?');
    expect(seen.corrections).toMatchObject([
      { id: made.body.id, body: 'Who paid the freight?', reason: 'The wrong question' },
    ]);
    expect(seen.progress).toMatchObject([{ acknowledgedVersion: 1, answeredVersion: 2, status: 'PARTIAL' }]);
    expect(seen.events.map((e: any) => [e.event, e.version])).toEqual([
      ['SENT', 1],
      ['ACKNOWLEDGED', 1],
      ['CORRECTED', 2],
      ['REPLIED_PARTIALLY', 2],
    ]);
    expect((await read(anna, id)).progress).toMatchObject([{ acknowledgedVersion: null, status: 'SENT' }]);
    await expectStatus(404, world.sonia.api.get(`/v1/exchanges/${made.body.id}`));
  });

  it('brings its own attachments, and corrects the newest words', async () => {
    const { diego, paola } = world;
    const draft = await expectStatus(
      201,
      paola.api.post(`/v1/exchanges/${id}/versions`, { subject: 'Voyage of April', reason: 'The date', draft: true }),
    );
    expect(draft.body).toMatchObject({ stage: 'DRAFT', body: 'Who paid the freight?' });
    expect((await read(paola, id)).corrections).toHaveLength(1);
    const file = { raw: 'a map', headers: { 'content-type': 'application/octet-stream' } };
    await expectStatus(
      201,
      paola.api.post(`/v1/records/${draft.body.id}/attachments?fileName=map.txt`, undefined, file),
    );
    await expectStatus(404, diego.api.get(`/v1/records/${draft.body.id}/attachments`));
    const match = { headers: { 'if-match': '"v2"' } };
    await expectStatus(201, paola.api.post(`/v1/exchanges/${draft.body.id}/submission`, undefined, match));
    const files = await expectStatus(200, diego.api.get(`/v1/records/${draft.body.id}/attachments`));
    expect(files.body.items).toHaveLength(1);
    expect((await read(diego, id)).corrections.map((c: any) => c.subject)).toEqual([
      'Container SMLU4815164',
      'Voyage of April',
    ]);
  });

  it('is made of what one sent, not of a correction, and not after closing', async () => {
    const { diego, paola } = world;
    const [correction] = (await read(paola, id)).corrections;
    const again = await paola.api.post(`/v1/exchanges/${correction.id}/versions`, { reason: 'x' });
    expect([again.status, reasonsOf(again)]).toEqual([422, ['CORRECTS_ALREADY']]);
    const other = await diego.api.post(`/v1/exchanges/${id}/versions`, { reason: 'x' });
    expect([other.status, other.body.code]).toEqual([403, 'RECORD.NOT_THE_OWNER']);
    const answered = await diego.api.post(`/v1/exchanges/${correction.id}/replies`, { extent: 'FULL', body: 'x' });
    expect(reasonsOf(answered)).toEqual(['NOT_A_REQUEST']);

    const [reply] = (await read(diego, id)).replies;
    const corrected = await expectStatus(
      201,
      diego.api.post(`/v1/exchanges/${reply.id}/versions`, { body: 'Two brokers', reason: 'One was missing' }),
    );
    expect((await read(paola, id)).replies).toMatchObject([
      { body: 'A broker', corrections: [{ id: corrected.body.id, body: 'Two brokers' }] },
    ]);
    await expectStatus(404, world.anna.api.get(`/v1/exchanges/${corrected.body.id}`));
    expect((await read(world.anna, id)).events.map((e: any) => e.event)).not.toContain('REPLIED_PARTIALLY');
    await expectStatus(201, paola.api.post(`/v1/exchanges/${id}/closure`, {}));
    for (const [person, of] of [
      [paola, id],
      [diego, reply.id],
    ] as const) {
      const late = await person.api.post(`/v1/exchanges/${of}/versions`, { reason: 'Too late' });
      expect([late.status, reasonsOf(late)]).toEqual([422, ['CLOSED']]);
    }
    expect(told(id)).toEqual([
      ...['exchange.received', 'exchange.received', 'exchange.acknowledged', 'exchange.received', 'exchange.received'],
      ...['exchange.answered', 'exchange.received', 'exchange.received', 'exchange.closed', 'exchange.closed'],
    ]);
  });
});

describe('a reference', () => {
  it('releases nothing, and shows to who sees the record by itself', async () => {
    const { anna, diego, paola } = world;
    const inspection = await inspectionOf(diego);
    const terms = { recordIds: [inspection], audienceIds: [paola.audienceId], purpose: 'For the Panel' };
    await expectStatus(201, diego.api.post('/v1/releases', terms));
    const id = await ask(paola, [anna.audienceId, diego.audienceId], { referencedRecordIds: [inspection] });
    expect((await read(paola, id)).references).toMatchObject([{ id: inspection }]);
    expect((await read(diego, id)).references).toMatchObject([{ id: inspection }]);
    const toAnna = await read(anna, id);
    expect(toAnna.references).toEqual([]);
    expect(JSON.stringify(toAnna)).not.toContain(inspection);
    await expectStatus(404, anna.api.get(`/v1/inspections/${inspection}`));
    const hidden = request([paola.audienceId], { referencedRecordIds: [inspection] });
    const refused = await expectStatus(400, anna.api.post('/v1/exchanges', hidden));
    const unknown = await anna.api.post('/v1/exchanges', {
      ...hidden,
      referencedRecordIds: [randomUUID()],
    });
    expect(refused.body.code).toBe('EXCHANGE.REFERENCE_UNKNOWN');
    expect(refused.text).toBe(unknown.text);
  });
});

describe('letters of the Panel', () => {
  it('say what they want, follow up an earlier one, and carry a routing class', async () => {
    const { diego, paola, sonia } = world;
    const first = await ask(paola, [diego.audienceId], { asks: ['REPLY_WANTED', 'CORRECTION_WANTED'] });
    const routing = { routingClass: 'NEEDS_ACTION_OR_SENSITIVE', reason: 'Names a person who is not listed' };
    const second = await ask(paola, [diego.audienceId, sonia.audienceId], {
      asks: ['FOLLOW_UP_WANTED'],
      followsUp: first,
      routing,
    });
    expect((await read(diego, second)).followsUp).toBe(first);
    expect((await read(diego, first)).followUps).toMatchObject([{ id: second }]);
    expect((await read(sonia, second)).followsUp).toBeNull();
    const list = async (query: string): Promise<string[]> =>
      (await expectStatus(200, sonia.api.get(`/v1/exchanges?box=inbox&${query}`))).body.items.map((e: any) => e.id);
    expect(await list('routingClass=NEEDS_ACTION_OR_SENSITIVE')).toEqual([second]);
    expect(await list('routingClass=INFORMATION_ONLY')).toEqual([]);
    expect(await list('type=REQUEST')).toContain(second);
    expect(await list('type=NOTICE')).not.toContain(second);
    const notice = request([diego.audienceId], { type: 'NOTICE', dueOn: undefined, asks: ['REPLY_WANTED'] });
    expect(reasonsOf(await paola.api.post('/v1/exchanges', notice))).toEqual(['NOTICE_ASKS_FOR_NOTHING']);
    const lost = await paola.api.post('/v1/exchanges', request([diego.audienceId], { followsUp: randomUUID() }));
    expect([lost.body.code, lost.body.fields[0].pointer]).toEqual(['EXCHANGE.REFERENCE_UNKNOWN', '/followsUp']);
  });

  it('are listed as an annex lists them, as JSON and as CSV that runs no formula', async () => {
    const { anna, diego, paola } = world;
    const id = await ask(paola, [anna.audienceId, diego.audienceId], { subject: '=HYPERLINK("http://evil","x")' });
    await expectStatus(201, diego.api.post(`/v1/exchanges/${id}/replies`, { extent: 'FULL', body: 'All' }));
    const all = (await expectStatus(200, paola.api.get('/v1/exchanges/correspondence?limit=200'))).body;
    const letters = all.items.filter((each: any) => each.exchangeId === id);
    expect(letters.map((each: any) => [each.addressee, each.organisation, each.status])).toEqual([
      ['HT-AGD', null, 'SENT'],
      ['DO-DGA', 'DO-DGA', 'FULL'],
    ]);
    const csv = await paola.api.download('/v1/exchanges/correspondence?format=csv');
    expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const text = csv.bytes.toString('utf8');
    expect(text.split('\r\n')[0]).toMatch(/^Reference,Addressee,/);
    expect(text).toContain(`"'=HYPERLINK(""http://evil"",""x"")"`);
    expect(text).not.toMatch(/(^|,)"?=/m);
    const future = `/v1/exchanges/correspondence?sentFrom=${inDays(2)}T00:00:00Z`;
    expect((await expectStatus(200, paola.api.get(future))).body.items).toEqual([]);
    expect((await expectStatus(200, diego.api.get('/v1/exchanges/correspondence'))).body.items).toEqual([]);
  });
});

describe('reminders', () => {
  it('are planned with the sending, go to who owes an answer, and are seen by both sides and no third', async () => {
    const { anna, diego, paola } = world;
    const id = await ask(paola, [anna.audienceId, diego.audienceId]);
    const owner = await ownerOf(id);
    const jobs = await sql<{ key: string; on: string }>(
      `SELECT key, to_char(run_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS on FROM graphile_worker._private_jobs WHERE key LIKE 'exchanges.remind:' || $1 || '%' ORDER BY run_at`,
      [id],
    );
    expect(jobs.map(({ key, on }) => [key.split(':')[2], on])).toEqual([
      ['DUE_SOON', inDays(11)],
      ['OVERDUE', inDays(15)],
    ]);
    await expectStatus(201, anna.api.post(`/v1/exchanges/${id}/replies`, { extent: 'FULL', body: 'All of it' }));
    await remind(id, 'OVERDUE', owner); // too early: nothing happens
    await remind(id, 'DUE_SOON', owner);
    await sql(
      'UPDATE exchanges SET due_on = current_date - 2 WHERE record_key = (SELECT key FROM records WHERE id = $1)',
      [id],
    );
    await remind(id, 'DUE_SOON', owner); // too late
    await remind(id, 'OVERDUE', owner);
    await expectStatus(201, paola.api.post(`/v1/exchanges/${id}/reminders`, { note: 'The report is due' }));
    const remindersOf = ({ events }: any): string[] =>
      events.filter((e: any) => e.event === 'REMINDED').map((e: any) => e.note);
    const [a, d, p] = await Promise.all([read(anna, id), read(diego, id), read(paola, id)]);
    expect([remindersOf(a), remindersOf(d), remindersOf(p)]).toEqual([
      [],
      ['DUE_SOON', 'OVERDUE', 'The report is due'],
      ['DUE_SOON', 'OVERDUE', 'The report is due'],
    ]);
    expect(d.progress).toMatchObject([{ reminders: 3, status: 'OVERDUE' }]);
    expect(p.progress.map((each: any) => [each.audience.code, each.reminders])).toEqual([
      ['HT-AGD', 0],
      ['DO-DGA', 3],
    ]);
    expect(told(id).filter((kind) => /due_soon|overdue/.test(kind))).toEqual([
      ...['exchange.due_soon', 'exchange.due_soon', 'exchange.overdue', 'exchange.overdue', 'exchange.due_soon'],
    ]);
    await expectStatus(201, diego.api.post(`/v1/exchanges/${id}/replies`, { extent: 'DECLINED', body: 'Sub judice' }));
    expect(reasonsOf(await paola.api.post(`/v1/exchanges/${id}/reminders`, {}))).toEqual(['NOBODY_OWES_AN_ANSWER']);
    const wrong = await diego.api.post(`/v1/exchanges/${id}/reminders`, {});
    expect([wrong.status, wrong.body.code]).toEqual([403, 'RECORD.NOT_THE_OWNER']);
    await remind(id, 'OVERDUE', owner);
    expect(remindersOf(await read(paola, id))).toHaveLength(3);
  });
});

describe('figures', () => {
  it('are the same at both ends, and none for a third', async () => {
    const { anna, diego, leila, paola } = world;
    for (const extent of ['FULL', 'DECLINED', 'FULL'] as const) {
      const id = await ask(anna, [diego.audienceId]);
      await expectStatus(201, anna.api.post(`/v1/exchanges/${id}/reminders`, {}));
      await expectStatus(201, diego.api.post(`/v1/exchanges/${id}/replies`, { extent, body: 'So' }));
      await sql(
        `UPDATE exchange_recipients SET sent_at = sent_at - interval '3 days' WHERE record_key = (SELECT key FROM records WHERE id = $1)`,
        [id],
      );
    }
    const figuresOf = async ({ api }: Person, direction: string, counterpart: string): Promise<any> =>
      (await expectStatus(200, api.get('/v1/exchanges/statistics'))).body.counterparts.find(
        (each: any) => each.direction === direction && each.counterpart === counterpart,
      );
    const asked = await figuresOf(anna, 'SENT', 'DO-DGA');
    const answered = await figuresOf(diego, 'RECEIVED', 'HT-AGD');
    expect({ ...answered, direction: 'SENT', counterpart: 'DO-DGA' }).toEqual(asked);
    expect(asked).toMatchObject({ sent: 3, answered: 2, declined: 1, overdue: 0, reminders: 3, p90DaysToAnswer: 3 });
    for (const counterpart of ['DO-DGA', 'HT-AGD'])
      expect(await figuresOf(paola, 'RECEIVED', counterpart)).toBeUndefined();
    const third = await expectStatus(200, leila.api.get('/v1/exchanges/statistics'));
    expect(JSON.stringify(third.body)).not.toMatch(/AGD|DGA/);
  });
});
