import { TellHoldersJob } from '../../src/modules/exchanges/blind/matches/tell-holders.job';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import { ampleBudget } from '../support/resources-blind';
import { newPerson, type Person, type World } from '../support/world';

/* Anna (Haiti) and Diego (Dominican Republic) publish, the Panel asks, and nobody sees more than a rule allows. */
let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp({}, { worker: false });
  world = await app.world();
  for (const who of ['anna', 'diego', 'paola'] as const) await ampleBudget(world, who);
});
afterAll(() => app?.close());

let drawn = 0;
const number = (): string => `KX${4_700_000 + (drawn += 1)}`;
const line = (value: string, kind = 'SERIAL', more: object = {}): object => ({ kind, value, ...more });
const publish = async (by: Person, rule: string, lines: object[], more: object = {}): Promise<any> =>
  (await expectStatus(201, by.api.post('/v1/blind-sets', { name: 'Seized', rule, lines, ...more }))).body;
const asked = { reason: 'Weapons seized in one container; origin sought' };
/** Asks, and lets the job after it run, as the worker would. */
const ask = async (by: Person, items: object[], more: object = {}): Promise<any> => {
  const { body } = await expectStatus(201, by.api.post('/v1/blind-queries', { ...asked, ...more, items }));
  await app.app.get(TellHoldersJob).run({ queryId: body.id });
  return body;
};
const answers = (body: any): string[] => body.items.map(({ answer }: any) => answer);
const hits = (body: any): any[] =>
  body.hits.map(({ item, rule, party, agreement }: any) => ({ item, rule, party, agreement }));
const held = async (by: Person, query?: { id: string }): Promise<any[]> =>
  (await expectStatus(200, by.api.get('/v1/blind-matches?side=HELD&limit=200'))).body.items.filter(
    ({ queryId }: any) => !query || queryId === query.id,
  );

describe('a rule', () => {
  it('SILENT: the querier learns nothing, the holder who asked, when, why, and which of its own', async () => {
    const [first, second] = [number(), number()];
    const set = await publish(world.anna, 'SILENT', [line(first), line(second)]);
    const body = await ask(world.diego, [line(number()), line(second)], { legalBasis: 'Ley 168-21' });
    expect(answers(body)).toEqual(['NO_HIT', 'NO_HIT']);
    expect(body.hits).toEqual([]);
    expect(await held(world.anna, body)).toMatchObject([
      {
        ...{ side: 'HELD', item: 1, rule: 'SILENT', kind: 'SERIAL', agreement: 'EXACT', setId: set.id, line: 1 },
        ...{ asker: 'DO-DGA', legalBasis: 'Ley 168-21', party: null, ...asked },
      },
    ]);
    expect(await held(world.diego)).toEqual([]);
    expect((await expectStatus(200, world.diego.api.get('/v1/blind-matches'))).body.items).toEqual([]);
    expect(await held(world.paola, body)).toEqual([]);
  });

  it.each([
    ['SOMEONE', null],
    ['COUNTRY', 'HT'],
    ['CONTACT_ME', 'HT-AGD'],
  ])('%s: the querier learns %s', async (rule, party) => {
    const value = number();
    await publish(world.anna, rule, [line(value)]);
    const body = await ask(world.paola, [line(number()), line(value, 'SERIAL', { ref: 'row 2' })]);
    expect(body.items).toEqual([
      { item: 0, ref: null, answer: 'NO_HIT' },
      { item: 1, ref: 'row 2', answer: 'HIT' },
    ]);
    expect(hits(body)).toEqual([{ item: 1, rule, party, agreement: 'EXACT' }]);
    expect(await held(world.anna, body)).toMatchObject([{ asker: 'POE', rule, item: 1 }]);
    expect(await held(world.diego, body)).toEqual([]);
    const { items, receipt, ...kept } = body;
    expect((await expectStatus(200, world.paola.api.get(`/v1/blind-queries/${body.id}`))).body).toEqual(kept);
    expect(receipt.id).toBeDefined();
  });

  it('says nothing to the holder who does not want to hear', async () => {
    const value = number();
    await publish(world.anna, 'SOMEONE', [line(value)], { tellHolder: false });
    const body = await ask(world.paola, [line(value)]);
    expect(answers(body)).toEqual(['HIT']);
    expect(await held(world.anna, body)).toEqual([]);
  });

  it('of each holder by itself, and nothing of how many', async () => {
    const value = number();
    await publish(world.anna, 'SOMEONE', [line(value)]);
    const one = hits(await ask(world.paola, [line(value)]));
    await publish(world.diego, 'SOMEONE', [line(value)]);
    await publish(world.diego, 'SILENT', [line(value)]);
    expect(hits(await ask(world.paola, [line(value)]))).toEqual(one);
    await publish(world.diego, 'COUNTRY', [line(value)]);
    expect(hits(await ask(world.paola, [line(value)]))).toEqual([
      { item: 0, rule: 'COUNTRY', party: 'DO', agreement: 'EXACT' },
      ...one,
    ]);
  });
});

describe('what meets', () => {
  it('is never one’s own', async () => {
    const value = number();
    await publish(world.anna, 'CONTACT_ME', [line(value)]);
    expect(answers(await ask(world.anna, [line(value)]))).toEqual(['NO_HIT']);
  });

  it('is the same number however written, and one that looks alike, said so', async () => {
    const digits = number().slice(2);
    await publish(world.anna, 'SOMEONE', [
      line(`OB-${digits}`),
      line('SMLU 481516-4', 'CONTAINER'),
      line('+509 3712 4455', 'PHONE'),
    ]);
    const body = await ask(world.paola, [
      line(`ob${digits}`),
      line(`08${digits}`),
      line('SMLU4815164', 'CONTAINER'),
      line('SMLU4815164', 'SERIAL'),
      line('3712-4455', 'PHONE'),
    ]);
    expect(answers(body)).toEqual(['HIT', 'HIT', 'HIT', 'NO_HIT', 'HIT']);
    expect(hits(body).map(({ agreement }) => agreement)).toEqual(['EXACT', 'LOOK_ALIKE', 'EXACT', 'EXACT']);
  });

  it('is a person by the words of the name and the year of birth where both know it', async () => {
    const name = `Jean-Baptiste Egzanp${'abcdefghij'[drawn % 10]}`;
    const reversed = name.split(' ').reverse().join(', ').toUpperCase();
    await publish(world.anna, 'SOMEONE', [line(name, 'PERSON', { birthYear: 1985 })]);
    const body = await ask(world.paola, [
      line(reversed, 'PERSON', { birthYear: 1985 }),
      line(reversed, 'PERSON'),
      line(reversed, 'PERSON', { birthYear: 1986 }),
    ]);
    expect(answers(body)).toEqual(['HIT', 'HIT', 'NO_HIT']);
    expect(hits(body).map(({ agreement }) => agreement)).toEqual(['EXACT', 'NAME_ONLY']);
  });

  it('comes from records too, named or all of a kind, and leads the holder back to them', async () => {
    const serial = number();
    const { body: submitted } = await expectStatus(
      201,
      world.anna.api.post('/v1/inspections', {
        ...inspection,
        classification: 'STRICTLY_CONFIDENTIAL',
        items: [
          { category: 'FIREARM', quantity: 1, serial },
          { category: 'FIREARM', quantity: 1, serial: 'BK?4' },
        ],
      }),
    );
    const source = { name: 'Register', rule: 'SOMEONE', recordIds: [submitted.id] };
    const { body: set } = await expectStatus(201, world.anna.api.post('/v1/blind-sets', source));
    expect(set).toMatchObject({
      ...{ source: 'RECORDS', kinds: ['CONTAINER', 'SERIAL'], identifiers: 2, classification: 'STRICTLY_CONFIDENTIAL' },
      leftOut: [{ code: 'PATTERN', count: 1, lines: [] }],
    });
    const body = await ask(world.paola, [line(serial)]);
    expect(await held(world.anna, body)).toMatchObject([{ recordId: submitted.id, line: null, setId: set.id }]);
    const all = { name: 'All', rule: 'SILENT', recordKind: 'inspection', kinds: ['SERIAL'] };
    const { body: whole } = await expectStatus(201, world.anna.api.post('/v1/blind-sets', all));
    expect(whole.kinds).toEqual(['SERIAL']);
    expect((await world.diego.api.post('/v1/blind-sets', source)).body).toMatchObject({ code: 'BLIND.RECORD_UNKNOWN' });
  });
});

describe('a match', () => {
  const message = 'We hold the weapon and seek its import record';
  const dueOn = '2099-12-31';

  it('with a known holder becomes a request', async () => {
    const value = number();
    await publish(world.anna, 'CONTACT_ME', [line(value)]);
    const {
      id,
      hits: [hit],
    } = await ask(world.paola, [line(value)]);
    const path = `/v1/blind-matches/${hit.id}/contact`;
    const { body } = await expectStatus(200, world.paola.api.post(path, { message, dueOn }));
    const { body: request } = await expectStatus(200, world.anna.api.get(`/v1/exchanges/${body.exchangeId}`));
    expect(request).toMatchObject({
      type: 'REQUEST',
      body: message,
      subject: `Blind match: query ${id}, identifier 0`,
    });
    expect(JSON.stringify(request)).not.toContain(value);
  });

  it('is not shown to colleagues of who asked below the clearance from which it is told', async () => {
    const panel = { id: world.paola.organisationId, audienceId: world.paola.audienceId };
    const low = await newPerson(app.url, world.adele.api, panel, { name: 'pia', role: 'panel_expert', clearance: 1 });
    const [open, close] = [number(), number()];
    await publish(world.anna, 'CONTACT_ME', [line(open)], { classification: 'UNCLASSIFIED' });
    await publish(world.anna, 'CONTACT_ME', [line(close)], { classification: 'STRICTLY_CONFIDENTIAL' });
    const body = await ask(world.paola, [line(open), line(close)]);
    expect(hits(body).map(({ item }) => item)).toEqual([0, 1]);
    const { body: seen } = await expectStatus(200, low.api.get(`/v1/blind-queries/${body.id}`));
    expect(hits(seen).map(({ item }) => item)).toEqual([0]);
    const hidden = body.hits.find(({ item }: any) => item === 1).id;
    const { items } = (await expectStatus(200, low.api.get('/v1/blind-matches?side=ASKED&limit=200'))).body;
    expect(items.map(({ id }: any) => id)).not.toContain(hidden);
    await expectStatus(404, low.api.get(`/v1/blind-matches/${hidden}`));
    await expectStatus(404, low.api.post(`/v1/blind-matches/${hidden}/contact`, { message, dueOn }));
  });

  it('says so while its request waits for a second person', async () => {
    const value = number();
    await publish(world.anna, 'CONTACT_ME', [line(value)]);
    const { id, hits: found } = await ask(world.diego, [line(value)]);
    const terms = { secondPersonFor: ['REQUEST'], remindDays: 3, reason: 'Directive' };
    await expectStatus(201, world.diego.api.post('/v1/exchange-policies', terms));
    const path = `/v1/blind-matches/${found[0].id}`;
    expect((await expectStatus(200, world.diego.api.get(path))).body).toMatchObject({
      exchangeId: null,
      exchangeSent: null,
    });
    const { body } = await expectStatus(200, world.diego.api.post(`${path}/contact`, { message, dueOn }));
    expect(body.exchangeSent).toBe(false);
    await expectStatus(404, world.anna.api.get(`/v1/exchanges/${body.exchangeId}`));
    const dga = { id: world.diego.organisationId, audienceId: world.diego.audienceId };
    const more = { name: 'dora', role: 'member_state_liaison', clearance: 2 };
    const second = await newPerson(app.url, world.adele.api, dga, more);
    const { headers } = await expectStatus(200, second.api.get(`/v1/exchanges/${body.exchangeId}`));
    const ifMatch = { headers: { 'if-match': headers.get('etag')! } };
    await expectStatus(201, second.api.post(`/v1/exchanges/${body.exchangeId}/approval`, undefined, ifMatch));
    expect((await expectStatus(200, world.diego.api.get(path))).body.exchangeSent).toBe(true);
    const { body: query } = await expectStatus(200, world.diego.api.get(`/v1/blind-queries/${id}`));
    expect(query.hits[0]).toMatchObject({ exchangeId: body.exchangeId, exchangeSent: true });
    await expectStatus(200, world.anna.api.get(`/v1/exchanges/${body.exchangeId}`));
  });

  it('with an unknown one waits until a holder comes forward; who declines stays unknown', async () => {
    const value = number();
    await publish(world.anna, 'SOMEONE', [line(value)], { tellHolder: false });
    await publish(world.diego, 'SOMEONE', [line(value)]);
    const query = await ask(world.paola, [line(value)]);
    const path = `/v1/blind-matches/${query.hits[0].id}`;
    const { body: wanted } = await expectStatus(200, world.paola.api.post(`${path}/contact`, { message }));
    expect(wanted).toMatchObject({
      party: null,
      acceptedBy: [],
      exchangeId: null,
      contactWantedAt: expect.any(String),
    });
    await app.app.get(TellHoldersJob).run({ hitId: query.hits[0].id });
    await expectStatus(422, world.paola.api.post(`${path}/contact`, { message }));

    const answer = async (by: Person, word: string): Promise<void> => {
      const [match] = await held(by, query);
      expect(match).toMatchObject({ asker: 'POE', contactMessage: message, contactAnswer: null });
      const to = `/v1/blind-matches/${match.id}/contact-answer`;
      await expectStatus(200, by.api.post(to, { answer: word }));
      await expectStatus(422, by.api.post(to, { answer: word }));
    };
    await answer(world.diego, 'DECLINED');
    expect((await expectStatus(200, world.paola.api.get(path))).body).toEqual(wanted);
    await answer(world.anna, 'ACCEPTED');
    const { body: accepted } = await expectStatus(200, world.paola.api.get(path));
    expect(accepted).toEqual({ ...wanted, acceptedBy: ['HT-AGD'] });
    const { body: sent } = await expectStatus(200, world.paola.api.post(`${path}/contact`, { message, dueOn }));
    await expectStatus(200, world.anna.api.get(`/v1/exchanges/${sent.exchangeId}`));
    await expectStatus(404, world.diego.api.get(`/v1/exchanges/${sent.exchangeId}`));
  });
});
