import { setTimeout as sleep } from 'node:timers/promises';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import type { Person, World } from '../support/world';

/* What a case, and whoever reads it, keeps of a record that was taken back: its place, and why it is empty. */
describe('the place of a record that was taken back', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
  });
  afterAll(() => test.close());

  const SECRET = 'Rifles named by the source in container SMLU4815164';
  const submit = async (audiences: readonly string[], terms: object = {}, more: object = {}): Promise<string> => {
    const release = { audienceIds: audiences, purpose: 'Panel investigation', ...terms };
    return (await expectStatus(201, world.diego.api.post('/v1/inspections', { ...inspection, ...more, release }))).body
      .id as string;
  };
  const openCase = async (ids: readonly string[]): Promise<string> => {
    const members = ids.map((recordId) => ({ recordId, reason: SECRET }));
    return (await expectStatus(201, world.paola.api.post('/v1/cases', { title: 'Rifles', members }))).body.id as string;
  };
  const releaseCase = (id: string, to: readonly Person[]): Promise<unknown> => {
    const terms = {
      recordIds: [id],
      audienceIds: to.map(({ audienceId }) => audienceId),
      purpose: 'Committee briefing',
    };
    return expectStatus(201, world.paola.api.post('/v1/releases', terms));
  };
  const recall = (id: string): Promise<unknown> =>
    expectStatus(
      201,
      world.diego.api.post(`/v1/records/${id}/recalls`, { because: 'A source is in danger', destroyCopies: true }),
    );
  const shown = async (person: Person, id: string): Promise<{ body: any; text: string }> =>
    expectStatus<any>(200, person.api.get(`/v1/cases/${id}`));
  const countOf = async (person: Person, id: string): Promise<number> =>
    (await expectStatus<any>(200, person.api.get('/v1/cases?limit=200'))).body.items.find(
      (one: { id: string }) => one.id === id,
    ).memberCount as number;

  it('stays in the case without its content, for who had seen it; for another reader of the case it does not exist', async () => {
    const { paola, sonia, diego } = world;
    const first = await submit([paola.audienceId]);
    const second = await submit([paola.audienceId, sonia.audienceId]);
    const file = await openCase([first, second]);
    await releaseCase(file, [sonia]);
    expect((await shown(sonia, file)).body.members).toHaveLength(1);
    await recall(first);

    const { body, text } = await shown(paola, file);
    const { reference } = (await expectStatus<any>(200, diego.api.get(`/v1/records/${first}`))).body;
    const withdrawn = { how: 'WITHDRAWN', reference, organisation: 'DO-DGA', because: 'A source is in danger' };
    expect(body.members).toMatchObject([
      { record: null, label: null, reason: null, withdrawn },
      { record: { id: second }, reason: SECRET, withdrawn: null },
    ]);
    expect(text.split(SECRET)).toHaveLength(2); // of the second member alone
    expect(text).not.toContain(first);
    expect(await countOf(paola, file)).toBe(2);
    expect((await expectStatus(200, paola.api.get(`/v1/cases/${file}/linked`))).text).not.toContain(first);

    const third = await shown(sonia, file);
    expect(third.body.members).toMatchObject([{ record: { id: second } }]);
    expect(third.text).not.toContain(reference);
    expect(await countOf(sonia, file)).toBe(1);
    expect((await expectStatus<any>(200, sonia.api.get('/v1/recalls'))).body.items).toEqual([]);

    const again = { recordIds: [first], audienceIds: [paola.audienceId], purpose: 'once more' };
    await expectStatus(201, diego.api.post('/v1/releases', again));
    expect((await shown(paola, file)).body.members).toMatchObject([
      { record: { id: first }, reason: SECRET, withdrawn: null },
      { record: { id: second } },
    ]);
  });

  it('stays where a release ran out, with the day that was agreed, and only for who had read it', async () => {
    const { paola, sonia } = world;
    const expiresAt = new Date(Date.now() + 4_000).toISOString();
    const id = await submit([paola.audienceId, sonia.audienceId], { expiresAt });
    const file = await openCase([id]);
    await releaseCase(file, [sonia]);
    await sleep(4_100);
    expect((await shown(paola, file)).body.members).toMatchObject([
      { record: null, reason: null, withdrawn: { how: 'ENDED', at: expiresAt, because: null } },
    ]);
    expect((await shown(sonia, file)).body.members).toEqual([]);
    await recall(id); // whoever had read it is asked for the copies all the same
    expect((await shown(paola, file)).body.members[0].withdrawn).toMatchObject({ how: 'WITHDRAWN' });
  });

  it('stays for a judgement on a link, without the value and the words', async () => {
    const { paola } = world;
    const [left, right] = [await submit([paola.audienceId]), await submit([paola.audienceId])];
    const file = await openCase([left, right]);
    const ends = { leftRecordId: left, rightRecordId: right };
    const link = {
      ...ends,
      kind: 'container',
      value: inspection.containerNumber,
      verdict: 'CONFIRMED',
      reason: SECRET,
    };
    await expectStatus(201, paola.api.post(`/v1/cases/${file}/judgements`, link, { headers: { 'if-match': '"v1"' } }));
    await recall(left);
    const { body, text } = await shown(paola, file);
    expect(body.judgements).toMatchObject([
      { verdict: 'CONFIRMED', value: null, reason: null, withdrawn: [{ how: 'WITHDRAWN' }] },
    ]);
    expect(text).not.toContain(left);
    await recall(right);
    const after = await shown(paola, file);
    expect(after.body.judgements[0]).toMatchObject({ leftRecordId: null, rightRecordId: null });
    expect(after.text).not.toContain(inspection.containerNumber);
    expect(after.text).not.toContain(SECRET);
  });

  it('twenty who read while a recall is committed get it whole or not at all, and none who began after it gets a byte', async () => {
    const { diego, paola } = world;
    for (let round = 0; round < 3; round += 1) {
      const marking = `ROUND${round}SERIAL`;
      const items = Array.from({ length: 8 }, (_, i) => ({ ...inspection.items[0], serial: `${marking}${i}` }));
      const id = await submit([paola.audienceId], {}, { items });
      const paths = [
        `/v1/inspections/${id}`,
        `/v1/records/${id}`,
        '/v1/inspections?limit=200',
        `/v1/records/${id}/package`,
      ];
      let committedAt = Infinity;
      const reads: { began: number; status: number; text: string }[] = [];
      const reader = async (n: number): Promise<void> => {
        for (let i = n, afterwards = 0; afterwards < paths.length; i += 1) {
          const began = performance.now();
          const { status, text } = await paola.api.get(paths[i % paths.length]!);
          reads.push({ began, status, text });
          if (began > committedAt) afterwards += 1;
        }
      };
      const readers = Array.from({ length: 20 }, (_, n) => reader(n));
      await sleep(150);
      await recall(id);
      committedAt = performance.now();
      await Promise.all(readers);
      const after = reads.filter(({ began }) => began > committedAt);
      expect(after.length).toBeGreaterThanOrEqual(20 * paths.length);
      expect(after.filter(({ text }) => text.includes(id) || text.includes(marking))).toEqual([]);
      const whole = reads.filter(({ text }) => text.startsWith(`{"id":"${id}"`) && text.includes('"items"'));
      expect(whole.length).toBeGreaterThan(0);
      for (const { text } of whole) expect(text.split(marking).length).toBeGreaterThan(8);
      expect(reads.filter(({ status }) => status >= 500)).toEqual([]);
      const { body } = await expectStatus<any>(200, diego.api.get(`/v1/records/${id}/recalls`));
      expect(body[0].readers).toMatchObject([{ organisation: 'POE' }]);
    }
  });
});
