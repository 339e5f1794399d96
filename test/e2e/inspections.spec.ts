import { randomUUID } from 'node:crypto';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import type { World } from '../support/world';

const submission = {
  placeCountry: 'HT',
  placeLocode: 'HTCAP',
  legalBasis: 'Code douanier, art. 62',
  necessity: 'X-ray image did not fit the declared food and clothes',
  ground: 'XRAY',
  examinedAt: '2024-04-05T10:30:00-04:00',
  result: 'FOUND',
  containerNumber: 'SMLU4815164',
  statedTotals: [{ category: 'AMMUNITION', quantity: 999, source: 'press note' }],
  items: [
    { category: 'FIREARM', quantity: 1, type: 'rifle', calibre: '7.62x39', serial: 'A1-93427-18' },
    { category: 'AMMUNITION', quantity: 1004, calibre: '5.56x45' },
  ],
};

describe('an inspection', () => {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
  });
  afterAll(() => test.close());

  it('is accepted with ETag, Location and a receipt, and shows that stated and listed rounds disagree', async () => {
    const answer = await expectStatus(201, world.anna.api.post('/v1/inspections', submission));
    expect(answer.headers.get('etag')).toBe('"v1"');
    expect(answer.headers.get('location')).toBe(`/v1/inspections/${answer.body.id}`);
    expect(answer.body).toMatchObject({
      owner: 'HT-AGD',
      status: 'COMPLETED',
      examinedAt: '2024-04-05T10:30:00-04:00',
      hasConflict: true,
      totals: [{ quantity: 999, listed: 1004, difference: -5, agrees: false }],
      receipt: { type: 'lambi-receipt-v1', inclusion: null },
    });
    expect(answer.body.reference).toMatch(/^HT-AGD-INS-\d{4}-000001$/);
    await test.sequence();
    const receipt = await expectStatus(200, world.anna.api.get(`/v1/receipts/${answer.body.receipt.id}`));
    expect(receipt.body.leafHash).toBe(answer.body.receipt.leafHash);
    expect(receipt.body.inclusion.head.size).toBeGreaterThan(receipt.body.inclusion.index);
  });

  it('repeated with its Idempotency-Key is the same record, and with another body is refused', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await expectStatus(201, world.anna.api.post('/v1/inspections', submission, { headers }));
    const again = await expectStatus(201, world.anna.api.post('/v1/inspections', submission, { headers }));
    expect(again.body.id).toBe(first.body.id);
    expect(again.body.receipt.leafHash).toBe(first.body.receipt.leafHash);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const other = await expectStatus(
      422,
      world.anna.api.post('/v1/inspections', { ...submission, result: 'NIL' }, { headers }),
    );
    expect(other.body.code).toBe('IDEMPOTENCY.KEY_REUSED');
  });

  it('without legal basis or necessity stays a draft until they are given', async () => {
    const { legalBasis, necessity, ...rest } = submission;
    const draft = await expectStatus(201, world.anna.api.post('/v1/inspections', rest));
    expect(draft.body.status).toBe('DRAFT');
    const path = `/v1/inspections/${draft.body.id}`;
    const refused = await expectStatus(
      422,
      world.anna.api.post(`${path}/transitions`, { event: 'complete' }, { headers: { 'if-match': '"v1"' } }),
    );
    expect(refused.body.reasons.map(({ code }: { code: string }) => code)).toEqual([
      'LEGAL_BASIS_MISSING',
      'NECESSITY_MISSING',
    ]);
    await expectStatus(428, world.anna.api.patch(path, { legalBasis, necessity }));
    const changed = await expectStatus(
      200,
      world.anna.api.patch(path, { legalBasis, necessity }, { headers: { 'if-match': '"v1"' } }),
    );
    expect(changed.headers.get('etag')).toBe('"v2"');
    await expectStatus(412, world.anna.api.patch(path, { legalBasis }, { headers: { 'if-match': '"v1"' } }));
    const done = await expectStatus(
      201,
      world.anna.api.post(`${path}/transitions`, { event: 'complete' }, { headers: { 'if-match': '"v2"' } }),
    );
    expect(done.body).toMatchObject({ status: 'COMPLETED', version: 3, nextEvents: ['close'] });
  });

  it('is seen by nobody else until released, and by nobody again once the release is withdrawn', async () => {
    const { body } = await expectStatus(
      201,
      world.anna.api.post('/v1/inspections', { ...submission, heldBack: 'source: Madame X' }),
    );
    const path = `/v1/inspections/${body.id}`;
    expect(body.heldBack).toBe('source: Madame X');
    const absent = await world.paola.api.get(`/v1/inspections/${randomUUID()}`);
    for (const other of [world.paola, world.diego, world.adele, world.oscar]) {
      const answer = await expectStatus(404, other.api.get(path));
      expect(answer.text).toBe(absent.text);
    }
    const release = { recordIds: [body.id], audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' };
    const released = await expectStatus(201, world.anna.api.post('/v1/releases', release));
    const seen = await expectStatus(200, world.paola.api.get(path));
    expect(seen.body.heldBack).toBeUndefined();
    await expectStatus(404, world.diego.api.get(path));
    await expectStatus(403, world.paola.api.patch(path, { narrative: 'x' }, { headers: { 'if-match': '"v1"' } }));
    await expectStatus(404, world.diego.api.patch(path, { narrative: 'x' }));
    const found = await expectStatus(200, world.paola.api.post('/v1/search', { by: 'serial', value: 'a1 93427 18' }));
    expect(found.body.hits).toHaveLength(1);
    expect((await world.diego.api.post('/v1/search', { by: 'serial', value: 'a1 93427 18' })).body.hits).toEqual([]);
    await expectStatus(
      200,
      world.anna.api.delete(`/v1/releases/${released.body.releases[0].id}`, { because: 'too early' }),
    );
    await expectStatus(404, world.paola.api.get(path));
  });

  it('keeps evidence byte for byte, and refuses a file that arrived otherwise than announced', async () => {
    const { body } = await expectStatus(201, world.anna.api.post('/v1/inspections', submission));
    const raw = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
    const path = `/v1/records/${body.id}/attachments?fileName=door.png`;
    const headers = { 'content-type': 'application/octet-stream' };
    const attached = await expectStatus(201, world.anna.api.post(path, undefined, { raw, headers }));
    expect(attached.body).toMatchObject({ mediaType: 'image/png', size: 11, fileName: 'door.png' });
    const wrong = { ...headers, 'content-digest': `sha-256=:${Buffer.alloc(32).toString('base64')}:` };
    await expectStatus(422, world.anna.api.post(path, undefined, { raw, headers: wrong }));
    await expectStatus(404, world.diego.api.post(path, undefined, { raw, headers }));
    const back = await expectStatus(200, world.anna.api.get(`/v1/attachments/${attached.body.id}/content`));
    expect(back.headers.get('content-disposition')).toContain('attachment');
    await expectStatus(404, world.diego.api.get(`/v1/attachments/${attached.body.id}/content`));
  });
});
