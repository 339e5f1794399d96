import type { QueryRunner } from 'typeorm';
import { Audit1760000000005 } from '../../migrations/1760000000005-audit';
import { ActorFactory, ActorsRepository } from '../../src/modules/access';
import { assess, BUILT_IN_RULE_SET, type EmbargoCase, ExemptionsService } from '../../src/modules/embargo';
import type { Actor } from '../../src/platform/context/actor';
import { asSuperuser } from '../../src/platform/database/provision';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { entity, exchange, inspection, shipment } from '../support/requests';
import { approval, exemption, use } from '../support/requests-exemptions';
import { made } from '../support/resource-kind';
import type { World } from '../support/world';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
});
afterAll(() => app?.close());

const submit = (): Promise<string> => made(world.anna.api.post('/v1/exemptions', exemption));
const decide = (id: string, over: object): Promise<unknown> => {
  const headers = { 'if-match': '"v1"' };
  const body = { ...approval, ...over };
  return expectStatus(201, world.sonia.api.post(`/v1/exemptions/${id}/decisions`, body, { headers }));
};
const record = (id: string, over: object): Promise<unknown> =>
  expectStatus(201, world.anna.api.post(`/v1/exemptions/${id}/uses`, { ...use, ...over }));

async function actorOf(email: string): Promise<Actor> {
  const row = await app.app.get(ActorsRepository, { strict: false }).byEmail(email);
  return app.app.get(ActorFactory, { strict: false }).make(row!, { kind: 'system' });
}

describe('what the rules are told of the Committee', () => {
  const supply = (date: string, over: Partial<EmbargoCase> = {}): EmbargoCase => ({
    shipmentDate: date,
    goods: [{ category: 'SALW', quantity: 10 }],
    consignee: { name: exemption.consignee.name, class: 'PRIVATE_SECURITY', listings: [] },
    ...over,
  });
  const answer = async (id: string, input: EmbargoCase, except?: string): Promise<[string, string[]]> => {
    const actor = await actorOf('anna@lambi.example');
    const service = app.app.get(ExemptionsService, { strict: false });
    const committeeDecision = await app.app
      .get(UnitOfWork)
      .read(actor, () => service.decisionFor(id, input.shipmentDate!, except));
    const { outcome, flags } = assess({ ...input, ...(committeeDecision && { committeeDecision }) }, BUILT_IN_RULE_SET);
    return [outcome, flags.map(({ code }) => code).filter((code) => code.startsWith('APPROVAL'))];
  };

  it('counts an approval dated before the shipment, and none dated after it', async () => {
    const id = await submit();
    expect(await answer(id, supply('2025-03-01'))).toEqual(['PROHIBITED_UNLESS_APPROVED', ['APPROVAL_DOES_NOT_COVER']]);
    await decide(id, { expiresOn: '2025-06-30' });
    expect(await answer(id, supply('2025-02-13'))).toEqual(['PROHIBITED', ['APPROVAL_AFTER_SHIPMENT']]);
    expect((await answer(id, supply('2025-02-14')))[0]).toBe('EVIDENCE_REQUIRED');
    expect(await answer(id, supply('2025-02-15'))).toEqual(['EXEMPT_APPROVED', []]);
    expect(await answer(id, supply('2025-06-30'))).toEqual(['EXEMPT_APPROVED', []]);
    expect(await answer(id, supply('2025-07-01'))).toEqual(['PROHIBITED_UNLESS_APPROVED', ['APPROVAL_DOES_NOT_COVER']]);
  });

  it('counts the quantity used by category up to that day, and not the bill in question', async () => {
    const id = await submit();
    await decide(id, {});
    const bill = await made(world.anna.api.post('/v1/shipments', { billReference: 'RND9' }));
    await record(id, { usedOn: '2025-03-10', quantity: 31, shipmentId: bill });
    expect(await answer(id, supply('2025-03-09'))).toEqual(['EXEMPT_APPROVED', []]);
    expect(await answer(id, supply('2025-03-10'))).toEqual(['PROHIBITED_UNLESS_APPROVED', ['APPROVAL_DOES_NOT_COVER']]);
    expect(await answer(id, supply('2025-03-10'), bill)).toEqual(['EXEMPT_APPROVED', []]);
    const cartridges = supply('2025-03-10', { goods: [{ category: 'AMMUNITION', quantity: 4000 }] });
    expect(await answer(id, cartridges)).toEqual(['EXEMPT_APPROVED', []]);
    const rifles = supply('2025-03-09', { goods: [{ category: 'SALW', quantity: 41 }] });
    expect((await answer(id, rifles))[0]).toBe('PROHIBITED_UNLESS_APPROVED');
  });

  it('counts an amendment and a revocation from their day on', async () => {
    const id = await submit();
    await decide(id, { scope: { goods: [{ category: 'SALW', quantity: 5 }] } });
    await decide(id, {
      decision: 'AMENDED',
      decidedOn: '2025-03-01',
      scope: { goods: [{ category: 'SALW', quantity: 10 }] },
    });
    await decide(id, { decision: 'REVOKED', decidedOn: '2025-04-01' });
    const outcomes = ['2025-02-20', '2025-03-02', '2025-03-31', '2025-04-01'].map((day) => answer(id, supply(day)));
    expect((await Promise.all(outcomes)).map(([outcome]) => outcome)).toEqual([
      'PROHIBITED_UNLESS_APPROVED',
      'EXEMPT_APPROVED',
      'EXEMPT_APPROVED',
      'PROHIBITED_UNLESS_APPROVED',
    ]);
  });

  it('is read from the request by an assessment that names it, once more when it is repeated', async () => {
    const id = await submit();
    const input = {
      shipmentDate: '2025-02-20',
      goods: [{ category: 'SALW', quantity: 10 }],
      consignee: { ...exemption.consignee, listRefs: [] },
    };
    const ask = (body: object): Promise<Answer> => world.anna.api.post('/v1/assessments', { ...input, ...body });
    const first = await expectStatus(201, ask({ exemptionId: id }));
    expect(first.body).toMatchObject({ outcome: 'PROHIBITED_UNLESS_APPROVED', exemptionId: id });
    await decide(id, { decidedOn: '2025-02-21' });
    const again = `/v1/assessments/${first.body.id}/repetitions`;
    const late = await expectStatus(201, world.anna.api.post(again, { goods: [{ category: 'SALW', quantity: 9 }] }));
    expect(late.body).toMatchObject({ outcome: 'PROHIBITED', exemptionId: id });
    expect(late.body.answer.flags.map(({ code }: any) => code)).toContain('APPROVAL_AFTER_SHIPMENT');
    const inTime = await expectStatus(201, ask({ exemptionId: id, shipmentDate: '2025-02-22' }));
    expect(inTime.body).toMatchObject({
      outcome: 'EXEMPT_APPROVED',
      input: { committeeDecision: { date: '2025-02-21', scope: { categories: ['SALW', 'AMMUNITION'] } } },
    });
    const committeeDecision = { result: 'APPROVED', date: '2025-01-01' };
    const both = await expectStatus(400, ask({ exemptionId: id, committeeDecision }));
    expect(both.body.fields[0].pointer).toBe('/committeeDecision');
    const stated = await world.anna.api.post(again.replace(first.body.id, late.body.id), { committeeDecision });
    expect([stated.status, stated.body.code]).toEqual([400, 'ASSESSMENT.DECISION_ON_FILE']);
  });

  it('is nothing to whoever cannot see the request', async () => {
    const id = await submit();
    const actor = await actorOf('diego@lambi.example');
    const service = app.app.get(ExemptionsService, { strict: false });
    const asked = app.app.get(UnitOfWork).read(actor, () => service.decisionFor(id, '2025-03-01'));
    await expect(asked).rejects.toMatchObject({ definition: { code: 'COMMON.NOT_FOUND' } });
  });
});

describe('the log', () => {
  /** What the newest leaf that wrote the record says of it, and what it is: the comparison audit:verify makes. */
  const stateOf = async (id: string): Promise<{ logged: string; live: string }> => {
    const { rows } = await asSuperuser(app.database.superuser, (client) =>
      client.query<{ logged: string; live: string }>(
        `SELECT encode(substr(l.states, 1 + 32 * (w.position::int - 1), 32), 'hex') AS logged, encode(sha256(l.salt || app.record_state_hash(r.key)), 'hex') AS live
           FROM records r, audit_leaves l, jsonb_array_elements(convert_from(l.payload, 'UTF8')::jsonb -> 'records') WITH ORDINALITY AS w (mention, position)
          WHERE r.id = $1 AND w.mention ->> 'id' = r.id::text AND (w.mention ->> 'written')::boolean ORDER BY l.key DESC LIMIT 1`,
        [id],
      ),
    );
    return rows[0]!;
  };

  it('vouches for the request, each decision and each use', async () => {
    const id = await submit();
    const seen = new Set<string>();
    const steps = [
      async () => undefined,
      () => decide(id, { decision: 'ON_HOLD' }),
      () => decide(id, {}),
      () => record(id, {}),
    ];
    for (const step of steps) {
      await step();
      const { logged, live } = await stateOf(id);
      expect(logged).toBe(live);
      seen.add(logged);
    }
    expect(seen.size).toBe(steps.length);
  });

  it('keeps decisions apart: ten at once leave one approval, and the log agrees', async () => {
    const id = await submit();
    const headers = { 'if-match': '"v1"' };
    const all = await Promise.all(
      Array.from({ length: 10 }, () => world.sonia.api.post(`/v1/exemptions/${id}/decisions`, approval, { headers })),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 422)]);
    const { logged, live } = await stateOf(id);
    expect(logged).toBe(live);
  });

  it('finds the hash of every older kind as it was before exemptions came', async () => {
    const sql: string[] = [];
    const listener = { query: (text: string) => Promise.resolve(sql.push(text)) } as unknown as QueryRunner;
    await new Audit1760000000005().up(listener);
    const delivered = /CREATE FUNCTION app\.record_state\(target bigint\)[^]*?\$\$;/.exec(sql.join('\n'))![0];
    // Columns that came later and follow from the rest: migrations 14 and 26 leave them out of the state.
    const old = delivered
      .replace(
        'to_jsonb(t) ORDER BY t.seq) FROM identifiers',
        "to_jsonb(t) - 'statement_seq' ORDER BY t.seq) FROM identifiers",
      )
      .replace(
        'to_jsonb(t) ORDER BY t.audience_key) FROM exchange_recipients',
        "to_jsonb(t) - 'sent_at' ORDER BY t.audience_key) FROM exchange_recipients",
      );
    expect(old).not.toBe(delivered);
    const panel = { release: { audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' } };
    const [found] = await Promise.all([
      made(world.anna.api.post('/v1/inspections', { ...inspection, ...panel })),
      made(world.anna.api.post('/v1/shipments', shipment)),
      made(world.anna.api.post('/v1/entities', entity)),
      made(world.anna.api.post('/v1/exchanges', exchange([world.paola.audienceId]))),
    ]);
    const file = await made(world.paola.api.post('/v1/cases', { title: 'Rifles in containers' }));
    const member = { recordId: found, reason: 'Rifles found in this container' };
    const headers = { 'if-match': '"v1"' };
    await expectStatus(201, world.paola.api.post(`/v1/cases/${file}/members`, member, { headers }));
    await asSuperuser(app.database.superuser, async (client) => {
      await client.query(old.replace('app.record_state(', 'app.record_state_before('));
      const { rows } = await client.query<{ kind: string; same: boolean }>(
        `SELECT kind, bool_and(app.record_state(key)::text = app.record_state_before(key)::text) AS same FROM records
          WHERE kind <> 'exemption' GROUP BY kind ORDER BY kind`,
      );
      expect(rows).toEqual(
        ['case', 'entity', 'exchange', 'inspection', 'shipment'].map((kind) => ({ kind, same: true })),
      );
    });
  });
});
