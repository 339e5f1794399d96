import { randomUUID } from 'node:crypto';
import type { Decision } from '../../src/modules/entities';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import {
  chanceOf,
  JudgementModel,
  shuffled,
  stepsOf,
} from '../../src/modules/entities/merging/judgement-sequences.factory';
import { made } from '../support/resource-kind';
import type { World } from '../support/world';

/* Random lives of twelve entities over HTTP, against the same model as the rules: and at the end everything is as it was. */
const ENTITIES = 12;
let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test.close());

interface Stands {
  readonly id: string;
  readonly left: number;
  readonly right: number;
  readonly decision: Decision;
}

const enterAll = async (): Promise<string[]> => {
  const ids: string[] = [];
  for (let i = 0; i < ENTITIES; i += 1) {
    const statements = [{ prop: 'name', value: `Jean Pierre ${i}`, source: 'Bill of lading' }];
    ids.push(await made(world.anna.api.post('/v1/entities', { schema: 'Person', statements })));
  }
  return ids;
};
const judge = (id: string, otherId: string, decision: string): Promise<Answer> =>
  world.anna.api.post(`/v1/entities/${id}/judgements`, { otherId, decision, reason: 'Photograph' });
const withdraw = (id: string): Promise<Answer> =>
  expectStatus(201, world.anna.api.post(`/v1/entity-judgements/${id}/withdrawal`, { reason: 'Another photograph' }));

/** The bytes of each entity and of its profile, with their ETags. */
const bytes = (ids: readonly string[]): Promise<string[][]> =>
  Promise.all(
    ids.map(async (id) => {
      const answers = await Promise.all(
        [`/v1/entities/${id}`, `/v1/entities/${id}/profile`].map((path) => expectStatus(200, world.anna.api.get(path))),
      );
      return answers.map(({ headers, text }) => `${headers.get('etag')} ${text}`);
    }),
  );
const canonicalIds = (ids: readonly string[]): Promise<string[]> =>
  Promise.all(
    ids.map(async (id) => {
      const { body } = await expectStatus(200, world.anna.api.get(`/v1/entities/${id}/profile`));
      expect(body.disputed).toEqual([]);
      return body.canonicalId as string;
    }),
  );

it.each([1, 2, 3])(
  'life %i: is what the model says at each turn, and withdrawing all restores every byte',
  async (seed) => {
    const ids = await enterAll();
    const before = await bytes(ids);
    const model = new JudgementModel<Stands>(ENTITIES);
    let refused = 0;
    for (const [at, step] of stepsOf(seed, ENTITIES, 48).entries()) {
      if ('withdraw' in step) {
        const gone = model.withdraw(step.withdraw);
        if (gone) await withdraw(gone.id);
      } else {
        const { judge: decision, left, right } = step;
        const { status, body } = await judge(ids[left]!, ids[right]!, decision);
        expect(status).toBe(model.add({ id: body.id, left, right, decision }) ? 201 : 409);
        if (status === 409) refused += 1;
      }
      if (at % 6 === 5) expect(await canonicalIds(ids)).toEqual(model.components().map((first) => ids[first]));
    }
    expect(refused).toBeGreaterThan(0);
    expect(await bytes(ids)).not.toEqual(before);
    for (const { id } of shuffled(chanceOf(seed), model.standing)) await withdraw(id);
    expect(await bytes(ids)).toEqual(before);
  },
);

/** As a client does: an organisation judges in turn, and who has waited too long on a busy machine is told to come again (503). */
async function judgePatiently(id: string, otherId: string, decision: string): Promise<Answer> {
  const headers = { 'idempotency-key': randomUUID() };
  const body = { otherId, decision, reason: 'Photograph' };
  for (let i = 0; ; i += 1) {
    const answer = await world.anna.api.post(`/v1/entities/${id}/judgements`, body, { headers });
    if (answer.status !== 503 || i === 20) return answer;
  }
}

it('what many judge at once never contradicts itself: each refusal has a judgement that stands against it', async () => {
  const ids = (await enterAll()).slice(0, 6);
  const pairs = ids.flatMap((left, i) => ids.slice(i + 1).map((right) => [left, right] as const));
  const wanted = pairs.flatMap(([left, right], i) => [
    { left, right, decision: i % 3 === 0 ? 'not_same' : 'same' },
    { left: right, right: left, decision: 'same' },
  ]);
  const answers = await Promise.all(wanted.map((one) => judgePatiently(one.left, one.right, one.decision)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
  const profiles = await Promise.all(
    ids.map(async (id) => (await world.anna.api.get(`/v1/entities/${id}/profile`)).body),
  );
  expect(profiles.flatMap(({ disputed }) => disputed as object[])).toEqual([]);

  const model = new JudgementModel<Stands>(ids.length);
  const histories = await Promise.all(
    ids.map(async (id) => (await world.anna.api.get(`/v1/entities/${id}/judgements?limit=200`)).body.items),
  );
  const rows = new Map(histories.flat().map((row) => [row.id as string, row]));
  for (const row of rows.values()) {
    if (!row.standing) continue;
    const [left, right] = row.entities.map(({ id }: { id: string }) => ids.indexOf(id)) as [number, number];
    model.standing.push({ id: row.id, left, right, decision: row.decision });
  }
  expect(model.isContradictory()).toBe(false);
  expect(rows.size).toBe(answers.filter(({ status }) => status === 201).length);
  const pairsStanding = new Set(model.standing.map(({ left, right }) => `${left} ${right}`));
  expect(pairsStanding.size).toBe(model.standing.length); // one word on each pair
  expect(profiles.map(({ canonicalId }) => canonicalId)).toEqual(model.components().map((first) => ids[first]));
});

it('the same word sent twice at once, with one key, is one judgement', async () => {
  const [left, right] = await enterAll();
  const send = (): Promise<Answer> =>
    world.anna.api.post(
      `/v1/entities/${left}/judgements`,
      { otherId: right, decision: 'same', reason: 'Photograph' },
      { headers: { 'idempotency-key': 'one-word-twice' } },
    );
  const answers = await Promise.all([send(), send(), send()]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
});
