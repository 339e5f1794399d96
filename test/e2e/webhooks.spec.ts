import { createHmac, randomBytes } from 'node:crypto';
import { CLOCK, type Clock } from '../../src/kernel/clock';
import { DeliverWebhookJob } from '../../src/modules/notifications/webhooks/deliver-webhook.job';
import { ResealSecrets } from '../../src/modules/notifications/webhooks/reseal-secrets.service';
import { WebhookSecrets } from '../../src/modules/notifications/webhooks/webhook-secrets.service';
import type { Runtime } from '../../src/platform/config/runtime';
import { BeforeAnybody } from '../../src/platform/database/before-anybody';
import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { giveNotice, keysOf, quietQueue } from '../support/notices';
import { inspection } from '../support/requests';
import { AUTHORITY_FILE, plainly, type Received, type Receiver, startReceiver } from '../support/webhook-receiver';
import { newPerson, type Person, type World } from '../support/world';

/* A system of the Dominican customs is told of what its people may read, as long as they may. */
let receiver: Receiver;
let test: TestApp;
let world: World;
beforeAll(async () => {
  receiver = await startReceiver();
  test = await startTestApp({ WEBHOOK_ALLOW: [`localhost:${receiver.port}`], WEBHOOK_CA_FILE: AUTHORITY_FILE });
  world = await test.world();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer(plainly(200));
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await test.close();
  await receiver.close();
});

interface Hook {
  readonly id: string;
  readonly secret: string;
}
const wanted = (more: object = {}): object => ({
  url: `https://localhost:${receiver.port}/lambi`,
  kinds: ['exchange.due_soon', 'record.recalled'],
  description: 'Case system of the DGA',
  ...more,
});
const hook = async (more: object = {}, by: Person = world.diego): Promise<Hook> =>
  (await expectStatus(201, by.api.post<Hook>('/v1/webhooks', wanted(more)))).body;
const disable = async (id: string): Promise<void> => {
  const { headers } = await expectStatus(200, world.diego.api.get(`/v1/webhooks/${id}`));
  await expectStatus(
    200,
    world.diego.api.patch(`/v1/webhooks/${id}`, { enabled: false }, { headers: { 'if-match': headers.get('etag')! } }),
  );
};
const submitted = async (more: object = {}): Promise<string> =>
  (await expectStatus(201, world.anna.api.post('/v1/inspections', { ...inspection, ...more }))).body.id as string;
const released = async (recordId: string): Promise<string> => {
  const body = { recordIds: [recordId], audienceIds: [world.diego.audienceId], purpose: 'Joint operation' };
  return (await expectStatus(201, world.anna.api.post('/v1/releases', body))).body.releases[0].id as string;
};
/** Told as the records module tells it; returns when the deliveries that are due have been tried. */
const tell = async (
  recordId: string | null,
  kind: 'exchange.due_soon' | 'record.recalled' = 'exchange.due_soon',
): Promise<void> => {
  const { organisation: organisationKey } = await keysOf(test, world.diego);
  await giveNotice(test, world.anna, { kind, to: { organisationKey }, recordId });
  await quietQueue(test);
};
interface Delivery {
  id: string;
  noticeId: string;
  kind: string;
  recordId: string | null;
  state: string;
  reason: string | null;
  nextAttemptAt: string | null;
  redeliveryOf: string | null;
  attempts: { status: number | null; fault: string | null }[];
}
const deliveriesOf = async (id: string, by: Person = world.diego): Promise<Delivery[]> =>
  (await expectStatus(200, by.api.get<{ items: Delivery[] }>(`/v1/webhooks/${id}/deliveries`))).body.items;
/** As whoever receives would check it, from the description of the API alone. */
const signedBy = (secret: string, { headers, body }: Received): boolean => {
  const [time, ...signatures] = String(headers['lambi-signature']).split(',');
  const expected = createHmac('sha256', secret)
    .update(`${time!.slice(2)}.${body}`)
    .digest('hex');
  return Math.abs(Date.now() / 1000 - Number(time!.slice(2))) < 300 && signatures.includes(`v1=${expected}`);
};
const at = (time: number): void =>
  void jest.spyOn(test.app.get<Clock>(CLOCK), 'now').mockImplementation(() => new Date(time));

describe('a webhook', () => {
  it.each([
    ['http://hooks.example.org/', 'NOT_HTTPS'],
    ['https://169.254.169.254/latest/meta-data', 'NOT_PUBLIC'],
    ['https://2130706433/', 'NOT_PUBLIC'],
    ['https://localhost/', 'NOT_PUBLIC'],
    ['https://hooks.example.org:8443/', 'PORT_NOT_ALLOWED'],
  ])('to %s is refused: %s', async (url, code) => {
    const { body } = await expectStatus(422, world.diego.api.post('/v1/webhooks', wanted({ url })));
    expect(body).toMatchObject({ code: 'NOTIFICATION.ADDRESS_REFUSED', reasons: [{ code }] });
  });

  it('is nobody else’s affair: neither another State’s, nor the access administrator’s, nor a less cleared colleague’s', async () => {
    const { id, secret } = await hook();
    const { organisationId, audienceId } = world.diego;
    const dora = await newPerson(
      test.url,
      world.adele.api,
      { id: organisationId, audienceId },
      { name: 'dora', role: 'member_state_liaison', clearance: 1 },
    );
    for (const { api } of [world.anna, world.adele, world.oscar, dora])
      await expectStatus(404, api.get(`/v1/webhooks/${id}`));
    await expectStatus(403, world.adele.api.get('/v1/webhooks'));
    await expectStatus(403, dora.api.post('/v1/webhooks', wanted({ upTo: 'STRICTLY_CONFIDENTIAL' })));
    const listed = await expectStatus(200, world.diego.api.get('/v1/webhooks'));
    const kept = await asSuperuser(
      test.database.superuser,
      async (client) => (await client.query('SELECT * FROM webhook_secrets')).rows,
    );
    for (const text of [listed.text, JSON.stringify(kept)]) expect(text).not.toContain(secret);
    await disable(id);
  });

  it('tells ids and no content, signed, and answers a trial', async () => {
    const { id, secret } = await hook();
    const recordId = await submitted();
    await released(recordId);
    await tell(recordId);
    const [got] = receiver.received as [Received];
    expect(receiver.received).toHaveLength(1);
    expect(Object.keys(JSON.parse(got.body) as object).sort()).toEqual(['id', 'kind', 'occurredAt', 'recordId']);
    expect(JSON.parse(got.body)).toMatchObject({ kind: 'exchange.due_soon', recordId });
    expect(signedBy(secret, got)).toBe(true);
    expect(signedBy(`${secret}x`, got)).toBe(false);
    expect(signedBy(secret, { ...got, body: got.body.replace('due_soon', 'overdue') })).toBe(false);
    const [delivery] = (await deliveriesOf(id)) as [Delivery];
    expect(delivery).toMatchObject({
      id: got.headers['lambi-delivery'],
      state: 'DELIVERED',
      recordId,
      attempts: [{ status: 200, fault: null }],
    });
    await expectStatus(202, world.diego.api.post(`/v1/webhooks/${id}/ping`));
    await quietQueue(test);
    expect(JSON.parse(receiver.received[1]!.body)).toMatchObject({ kind: 'webhook.ping', recordId: null });
    await disable(id);
  });

  it('is not told what was taken back before it was sent, what nobody there may read, or what it was not made for', async () => {
    const strict = await submitted({ classification: 'STRICTLY_CONFIDENTIAL' });
    await released(strict);
    const taken = await submitted();
    const releaseId = await released(taken);
    await expectStatus(200, world.anna.api.delete(`/v1/releases/${releaseId}`, { because: 'too early' }));
    await quietQueue(test); // what the releases themselves tell has gone by
    const { id } = await hook({ upTo: 'CONFIDENTIAL' });
    await tell(strict);
    await tell(taken);
    expect(receiver.received).toEqual([]);
    const states = await asSuperuser(
      test.database.superuser,
      async (client) =>
        (await client.query('SELECT state, reason, attempts FROM webhook_deliveries WHERE webhook_id = $1', [id])).rows,
    );
    expect(states).toEqual(Array(2).fill({ state: 'NOT_SENT', reason: 'NOT_VISIBLE', attempts: 0 }));
    // Of what is hidden the log of deliveries says nothing either.
    expect((await deliveriesOf(id)).map(({ recordId }) => recordId)).toEqual([strict]);
    await tell(taken, 'record.recalled');
    expect(receiver.received.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { kind: 'record.recalled', recordId: null },
    ]);
    await disable(id);
  });

  it('hears nothing that is for one person alone', async () => {
    const { id } = await hook();
    const { user: userKey } = await keysOf(test, world.diego);
    await giveNotice(test, world.anna, { kind: 'exchange.due_soon', to: { userKey }, recordId: null });
    await quietQueue(test);
    expect(await deliveriesOf(id)).toEqual([]);
    await expectStatus(400, world.diego.api.post('/v1/webhooks', wanted({ kinds: ['source.opening_wanted'] })));
    await disable(id);
  });

  it('signs with two secrets while one is exchanged for the other, and with one afterwards', async () => {
    const { id, secret } = await hook();
    const rotated = await expectStatus(
      201,
      world.diego.api.post<Hook & { secrets: unknown[] }>(`/v1/webhooks/${id}/secrets`, { overlapHours: 2 }),
    );
    expect(rotated.body.secrets).toHaveLength(2);
    await tell(null);
    const [both] = receiver.received as [Received];
    expect([signedBy(secret, both), signedBy(rotated.body.secret, both)]).toEqual([true, true]);
    const third = await expectStatus(
      201,
      world.diego.api.post<Hook>(`/v1/webhooks/${id}/secrets`, { overlapHours: 0 }),
    );
    await tell(null);
    const last = receiver.received[1]!;
    expect([secret, rotated.body.secret, third.body.secret].map((one) => signedBy(one, last))).toEqual([
      false,
      false,
      true,
    ]);
    await disable(id);
  });

  it('is tried eight times within a day and given up, and can be delivered once more', async () => {
    const { id } = await hook();
    receiver.answer(plainly(503));
    await tell(null);
    let [delivery] = (await deliveriesOf(id)) as [Delivery];
    expect(delivery).toMatchObject({ state: 'PENDING', reason: 'REFUSED', attempts: [{ status: 503 }] });
    await expectStatus(409, world.diego.api.post(`/v1/webhook-deliveries/${delivery.id}/redelivery`));
    const { organisation: organisationKey } = await keysOf(test, world.diego);
    const start = Date.now();
    while (delivery.state === 'PENDING') {
      at(new Date(delivery.nextAttemptAt!).getTime());
      await test.app.get(DeliverWebhookJob, { strict: false }).run({ organisationKey, deliveryId: delivery.id });
      jest.restoreAllMocks();
      const tried = delivery.nextAttemptAt!;
      [delivery] = (await deliveriesOf(id)) as [Delivery];
      expect(new Date(tried).getTime() - start).toBeLessThan(86_400_000);
    }
    expect(delivery).toMatchObject({ state: 'GIVEN_UP', nextAttemptAt: null });
    expect(delivery.attempts).toHaveLength(8);
    expect(new Set(receiver.received.map(({ headers }) => headers['lambi-delivery']))).toEqual(new Set([delivery.id]));

    receiver.answer(plainly(200));
    const once = await expectStatus(
      202,
      world.diego.api.post<Delivery>(`/v1/webhook-deliveries/${delivery.id}/redelivery`),
    );
    await quietQueue(test);
    const [newest] = (await deliveriesOf(id)) as [Delivery];
    expect(newest).toMatchObject({
      id: once.body.id,
      state: 'DELIVERED',
      redeliveryOf: delivery.id,
      noticeId: delivery.noticeId,
    });
    // Whoever replays a job of a delivery that has ended sends nothing.
    const before = receiver.received.length;
    await test.app.get(DeliverWebhookJob, { strict: false }).run({ organisationKey, deliveryId: newest.id });
    expect(receiver.received).toHaveLength(before);
    await disable(id);
  });

  it('that has failed for three days is disabled, and its organisation hears of it', async () => {
    const { id } = await hook();
    receiver.answer(plainly(500));
    await tell(null);
    const [delivery] = (await deliveriesOf(id)) as [Delivery];
    const { organisation: organisationKey } = await keysOf(test, world.diego);
    at(Date.now() + 3 * 86_400_000);
    await test.app.get(DeliverWebhookJob, { strict: false }).run({ organisationKey, deliveryId: delivery.id });
    jest.restoreAllMocks();
    const { body, headers } = await expectStatus(200, world.diego.api.get(`/v1/webhooks/${id}`));
    expect(body).toMatchObject({ enabled: false, disabledBecause: 'FAILING' });
    const inbox = await expectStatus(200, world.diego.api.get('/v1/notifications?limit=1'));
    expect(inbox.body.items).toMatchObject([{ kind: 'webhook.disabled', about: { type: 'webhook', id } }]);
    const ping = (): Promise<Answer> => world.diego.api.post(`/v1/webhooks/${id}/ping`);
    await expectStatus(409, ping());
    await tell(null);
    expect(await deliveriesOf(id)).toHaveLength(1);
    await expectStatus(
      200,
      world.diego.api.patch(`/v1/webhooks/${id}`, { enabled: true }, { headers: { 'if-match': headers.get('etag')! } }),
    );
    receiver.answer(plainly(200));
    await expectStatus(202, ping());
    await quietQueue(test);
    await disable(id);
  });

  it('is never told anything unsigned: a secret moved to another webhook does not open', async () => {
    const [own, other] = [await hook(), await hook()];
    await asSuperuser(test.database.superuser, async (client) => {
      await client.query('SET session_replication_role = replica'); // past the trigger that asks for a leaf
      await client.query(
        `UPDATE webhook_secrets SET sealed = (SELECT o.sealed FROM webhook_secrets o WHERE o.webhook_id = $2) WHERE webhook_id = $1`,
        [own.id, other.id],
      );
    });
    await expectStatus(202, world.diego.api.post(`/v1/webhooks/${own.id}/ping`));
    await quietQueue(test);
    expect(receiver.received).toEqual([]);
    expect(await deliveriesOf(own.id)).toMatchObject([{ state: 'PENDING', reason: 'NO_SECRET' }]);
    for (const { id } of [own, other]) await disable(id);
  });

  it('goes on being signed after the vault secret was changed, and when the one before is taken away', async () => {
    const made = await hook();
    const { envelope } = test.runtime.keys;
    const later = {
      ...test.runtime,
      keys: { ...test.runtime.keys, envelope: randomBytes(32), envelopesBefore: [envelope] },
    };
    const alone = { ...later, keys: { ...later.keys, envelopesBefore: [] } };
    const signs = async (runtime: Runtime): Promise<boolean> => {
      const stored = await asSuperuser(test.database.superuser, async (client) => {
        const sql = 'SELECT id, sealed, owner_id FROM webhook_secrets WHERE webhook_id = $1';
        return (await client.query<{ id: string; sealed: string; owner_id: number }>(sql, [made.id])).rows;
      });
      const { owner_id } = stored[0]!;
      const header = new WebhookSecrets(runtime).sign(owner_id, made.id, stored, '{}', new Date());
      return header !== undefined && signedBy(made.secret, { headers: { 'lambi-signature': header }, body: '{}' });
    };
    expect([await signs(later), await signs(alone)]).toEqual([true, false]); // both keys are known to the start that seals anew
    const anew = (runtime: Runtime): ResealSecrets =>
      new ResealSecrets(test.app.get(BeforeAnybody), new WebhookSecrets(runtime), runtime);
    const { resealed } = await anew(later).resealAll();
    expect(resealed).toBeGreaterThan(0);
    expect(await signs(alone)).toBe(true);
    expect(await anew(later).resealAll()).toMatchObject({ resealed: 0 });
    await anew({ ...test.runtime, keys: { ...test.runtime.keys, envelopesBefore: [later.keys.envelope] } }).resealAll();
    expect(await signs(test.runtime)).toBe(true);
    await disable(made.id);
  });

  it('of a disabled organisation is told nothing', async () => {
    const { id } = await hook({}, world.paola);
    const { organisation: organisationKey } = await keysOf(test, world.paola);
    receiver.answer(plainly(500));
    await giveNotice(test, world.anna, { kind: 'exchange.due_soon', to: { organisationKey }, recordId: null });
    await quietQueue(test);
    expect(receiver.received).toHaveLength(1);
    const [delivery] = (await deliveriesOf(id, world.paola)) as [Delivery];
    const { headers } = await expectStatus(200, world.adele.api.get(`/v1/organisations/${world.paola.organisationId}`));
    await expectStatus(
      200,
      world.adele.api.patch(
        `/v1/organisations/${world.paola.organisationId}`,
        { disabled: true },
        { headers: { 'if-match': headers.get('etag')! } },
      ),
    );
    await test.app.get(DeliverWebhookJob, { strict: false }).run({ organisationKey, deliveryId: delivery.id });
    expect(receiver.received).toHaveLength(1);

    const behind = (sql: string, values: unknown[]): Promise<unknown> =>
      asSuperuser(test.database.superuser, (client) => client.query(sql, values));
    await behind('UPDATE organisations SET disabled_at = NULL WHERE key = $1', [organisationKey]);
    const panel = { id: world.paola.organisationId, audienceId: world.paola.audienceId };
    const paul = await newPerson(test.url, world.adele.api, panel, {
      name: 'paul',
      role: 'panel_expert',
      clearance: 2,
    });
    const again = (): Promise<Answer> => paul.api.post(`/v1/webhook-deliveries/${delivery.id}/redelivery`);
    await expectStatus(409, again());
    const left = `UPDATE webhook_deliveries SET next_attempt_at = now() - interval '25 hours' WHERE id = $1`;
    await asSuperuser(test.database.superuser, async (client) => {
      await client.query('SET session_replication_role = replica');
      await client.query(left, [delivery.id]);
    });
    receiver.answer(plainly(200));
    await expectStatus(202, again());
    await quietQueue(test);
    const states = (await deliveriesOf(id, paul)).map(({ state, reason }) => [state, reason]);
    expect(states).toEqual([
      ['DELIVERED', null],
      ['GIVEN_UP', 'NOT_TRIED'],
    ]);
  });
});
