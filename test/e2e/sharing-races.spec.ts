import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import { newPerson, type Person, type World } from '../support/world';

/*
 * Two acts at the same moment, in rounds: whatever the order, nobody goes on reading what its originator believes ended, what is decided
 * once is decided once, and nothing fails by itself.
 */
const ROUNDS = 5;
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const at = (version: number): { headers: Record<string, string> } => ({ headers: { 'if-match': `"v${version}"` } });
const recall = { because: 'A source is in danger', destroyCopies: false };

let test: TestApp;
let world: World;
/** Two more of the Panel. */
let pierre: Person;
let petra: Person;

beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  const panel = { id: world.paola.organisationId, audienceId: world.paola.audienceId };
  const more = (name: string): Promise<Person> =>
    newPerson(test.url, world.adele.api, panel, { name, role: 'panel_expert', clearance: 2 });
  pierre = await more('pierre');
  petra = await more('petra');
});
afterAll(() => test.close());

/** Both at once, the second some milliseconds later from round to round. Gives their statuses in order. */
async function together(round: number, first: () => Promise<Answer>, second: () => Promise<Answer>): Promise<number[]> {
  const later = async (): Promise<Answer> => {
    await new Promise((resolve) => setTimeout(resolve, round * 4));
    return second();
  };
  const answers = await Promise.all(round % 2 ? [first(), later()] : [later(), first()]);
  const statuses = (round % 2 ? answers : [answers[1], answers[0]]).map(({ status }) => status);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  return statuses;
}

async function rounds(each: (round: number) => Promise<unknown>): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) await each(round);
}

const released = async (mayForward = true): Promise<string> => {
  const release = { audienceIds: [world.paola.audienceId], purpose: 'Panel investigation', mayForward };
  return (await expectStatus(201, world.anna.api.post('/v1/inspections', { ...inspection, release }))).body
    .id as string;
};
const releasesOf = async (id: string): Promise<{ id: string; withdrawnAt: string | null }[]> =>
  (await expectStatus(200, world.anna.api.get(`/v1/records/${id}/releases`))).body;
const statusFor = async ({ api }: Person, path: string): Promise<number> => (await api.get(path)).status;
const onward = (id: string): Promise<Answer> =>
  world.paola.api.post(`/v1/records/${id}/onward-releases`, {
    audienceIds: [world.diego.audienceId],
    reason: 'Their port is next',
  });
const asked = async (id: string, by: Person, audienceIds: readonly string[]): Promise<string> =>
  (
    await expectStatus(
      201,
      by.api.post('/v1/consent-requests', { recordId: id, audienceIds, purpose: 'To compare', until: inDays(30) }),
    )
  ).body.id as string;
const request = (recipientAudienceIds: readonly string[], more: object = {}): object => ({
  ...{ type: 'REQUEST', subject: 'Container', body: 'Who?', urgency: 'ROUTINE', dueOn: '2099-01-31' },
  ...{ recipientAudienceIds, ...more },
});

describe('taking back', () => {
  it('and passing on: what was passed on falls too', () =>
    rounds(async (round) => {
      const { anna, diego, paola } = world;
      const id = await released();
      const [recalled] = await together(
        round,
        () => anna.api.post(`/v1/records/${id}/recalls`, recall),
        () => onward(id),
      );
      expect(recalled).toBe(201);
      for (const reader of [paola, diego]) expect(await statusFor(reader, `/v1/inspections/${id}`)).toBe(404);
      expect((await releasesOf(id)).filter(({ withdrawnAt }) => withdrawnAt === null)).toEqual([]);
    }));

  it('of leave to pass on, and passing on', () =>
    rounds(async (round) => {
      const { anna, diego, paola } = world;
      const id = await released();
      const [release] = await releasesOf(id);
      const [narrowed] = await together(
        round,
        () => anna.api.post(`/v1/releases/${release!.id}/narrowing`, { mayForward: false }),
        () => onward(id),
      );
      expect(narrowed).toBe(201);
      expect(await statusFor(diego, `/v1/inspections/${id}`)).toBe(404);
      expect(await statusFor(paola, `/v1/inspections/${id}`)).toBe(200);
    }));

  it('and granting what was asked before', () =>
    rounds(async (round) => {
      const { anna, diego, paola } = world;
      const id = await released(false);
      const consent = await asked(id, paola, [diego.audienceId, paola.audienceId]);
      const [recalled] = await together(
        round,
        () => anna.api.post(`/v1/records/${id}/recalls`, recall),
        () => anna.api.post(`/v1/consent-requests/${consent}/grant`, {}),
      );
      expect(recalled).toBe(201);
      for (const reader of [paola, diego]) expect(await statusFor(reader, `/v1/inspections/${id}`)).toBe(404);
    }));

  it('a release, and releasing again: the record is seen by whom a release runs to', () =>
    rounds(async (round) => {
      const { anna, paola } = world;
      const id = await released();
      const [release] = await releasesOf(id);
      const again = { recordIds: [id], audienceIds: [paola.audienceId], purpose: 'Anew' };
      const statuses = await together(
        round,
        () => anna.api.delete(`/v1/releases/${release!.id}`, {}),
        () => anna.api.post('/v1/releases', again),
      );
      expect(statuses).toEqual([200, 201]);
      expect((await releasesOf(id)).filter(({ withdrawnAt }) => withdrawnAt === null)).toHaveLength(1);
      expect(await statusFor(paola, `/v1/inspections/${id}`)).toBe(200);
    }));

  it('a request that is being answered: the answer came before or not at all', () =>
    rounds(async (round) => {
      const { anna, diego } = world;
      const sent = (await expectStatus(201, anna.api.post('/v1/exchanges', request([diego.audienceId])))).body.id;
      const [recalled, replied] = await together(
        round,
        () => anna.api.post(`/v1/records/${sent}/recalls`, recall),
        () => diego.api.post(`/v1/exchanges/${sent}/replies`, { extent: 'FULL', body: 'The consignor' }),
      );
      expect([201, 404]).toContain(replied);
      expect(recalled).toBe(201);
      expect(await statusFor(diego, `/v1/exchanges/${sent}`)).toBe(404);
      const { replies } = (await expectStatus(200, anna.api.get(`/v1/exchanges/${sent}`))).body;
      expect(replies).toHaveLength(replied === 201 ? 1 : 0);
    }));

  it('a request or a reply that is being corrected', () =>
    rounds(async (round) => {
      const { anna, diego } = world;
      const sent = (await expectStatus(201, anna.api.post('/v1/exchanges', request([diego.audienceId])))).body.id;
      const reply = (
        await expectStatus(
          201,
          diego.api.post(`/v1/exchanges/${sent}/replies`, { extent: 'FULL', body: 'Source MARIE says' }),
        )
      ).body.id as string;
      for (const [id, owner, reader] of [
        [reply, diego, anna],
        [sent, anna, diego],
      ] as const) {
        const [recalled, corrected] = await together(
          round,
          () => owner.api.post(`/v1/records/${id}/recalls`, recall),
          () => owner.api.post(`/v1/exchanges/${id}/versions`, { subject: 'Anew', reason: 'A word was missing' }),
        );
        expect(recalled).toBe(201);
        expect([201, 422]).toContain(corrected);
        expect(await statusFor(reader, `/v1/exchanges/${id}`)).toBe(404);
        const { corrections } = (await expectStatus(200, owner.api.get(`/v1/exchanges/${id}`))).body;
        for (const { id: correction } of corrections as { id: string }[])
          expect(await statusFor(reader, `/v1/exchanges/${correction}`)).toBe(404);
      }
    }));
});

describe('deciding', () => {
  const submitted = async (): Promise<string> => {
    const made = await expectStatus(201, world.paola.api.post('/v1/exchanges', request([world.diego.audienceId])));
    expect(made.body.stage).toBe('AWAITING_APPROVAL');
    return made.body.id as string;
  };
  const drafted = async (): Promise<string> =>
    (await expectStatus(201, world.paola.api.post('/v1/exchanges', request([world.diego.audienceId], { draft: true }))))
      .body.id as string;
  const view = async (id: string): Promise<{ stage: string; body: string; submissions: object[] }> =>
    (await expectStatus(200, world.paola.api.get(`/v1/exchanges/${id}`))).body;

  beforeAll(async () => {
    const asks = { secondPersonFor: ['REQUEST'], remindDays: 3, reason: 'Directive' };
    await expectStatus(201, world.paola.api.post('/v1/exchange-policies', asks));
  });

  it('two approve at once: it is sent once', () =>
    rounds(async (round) => {
      const id = await submitted();
      const approve = ({ api }: Person) => api.post(`/v1/exchanges/${id}/approval`, undefined, at(1));
      const statuses = await together(
        round,
        () => approve(pierre),
        () => approve(petra),
      );
      expect(statuses.filter((status) => status === 200 || status === 201)).toHaveLength(1);
      expect(statuses.filter((status) => status === 412 || status === 422)).toHaveLength(1);
    }));

  it('one approves and one sends back: the one who is later is told that it was decided', () =>
    rounds(async (round) => {
      const id = await submitted();
      const statuses = await together(
        round,
        () => pierre.api.post(`/v1/exchanges/${id}/approval`, undefined, at(1)),
        () => petra.api.post(`/v1/exchanges/${id}/return`, { reason: 'Name the voyage' }, at(1)),
      );
      expect(statuses.filter((status) => status === 200 || status === 201)).toHaveLength(1);
      expect(statuses.filter((status) => status === 412 || status === 422)).toHaveLength(1);
    }));

  it('two send it back at once', () =>
    rounds(async (round) => {
      const id = await submitted();
      const giveBack = ({ api }: Person) =>
        api.post(`/v1/exchanges/${id}/return`, { reason: 'Name the voyage' }, at(1));
      const statuses = await together(
        round,
        () => giveBack(pierre),
        () => giveBack(petra),
      );
      expect(statuses.filter((status) => status === 200 || status === 201)).toHaveLength(1);
      expect(statuses.filter((status) => status === 412 || status === 422)).toHaveLength(1);
    }));

  it('two submit it at once: it was submitted once', () =>
    rounds(async (round) => {
      const id = await drafted();
      const submit = ({ api }: Person) => api.post(`/v1/exchanges/${id}/submission`, undefined, at(1));
      await together(
        round,
        () => submit(pierre),
        () => submit(petra),
      );
      expect(await view(id)).toMatchObject({ stage: 'AWAITING_APPROVAL', submissions: [{ version: 1 }] });
    }));

  it('what is changed while it is submitted is not submitted as what nobody had read', () =>
    rounds(async (round) => {
      const id = await drafted();
      await together(
        round,
        () => petra.api.patch(`/v1/exchanges/${id}`, { body: 'Something else' }, at(1)),
        () => pierre.api.post(`/v1/exchanges/${id}/submission`, undefined, at(1)),
      );
      const { stage, submissions } = await view(id);
      expect(submissions.filter((each) => (each as { version: number }).version !== 1)).toEqual([]);
      expect(stage).toBe('DRAFT');
    }));
});

describe('one organisation', () => {
  it('acknowledges once, by whichever of its officers, and answers or is closed out', () =>
    rounds(async (round) => {
      const { anna, paola } = world;
      const sent = (await expectStatus(201, anna.api.post('/v1/exchanges', request([paola.audienceId])))).body.id;
      const acknowledge = ({ api }: Person) => api.post(`/v1/exchanges/${sent}/acknowledgement`, {});
      const acknowledged = await together(
        round,
        () => acknowledge(pierre),
        () => acknowledge(petra),
      );
      expect(acknowledged.filter((status) => status === 422)).toHaveLength(1);
      const [closed, replied] = await together(
        round,
        () => anna.api.post(`/v1/exchanges/${sent}/closure`, {}),
        () => paola.api.post(`/v1/exchanges/${sent}/replies`, { extent: 'FULL', body: 'Yes' }),
      );
      expect(closed).toBeLessThan(300);
      expect([201, 422]).toContain(replied);
      const { events } = (await expectStatus(200, anna.api.get(`/v1/exchanges/${sent}`))).body;
      expect(events.at(-1).event).toBe('CLOSED');
    }));
});
