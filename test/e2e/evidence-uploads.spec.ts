import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { Upload } from 'tus-js-client';
import { UploadsJob } from '../../src/modules/records/evidence/uploads.job';
import { STORAGE, type Storage } from '../../src/platform/storage/storage';
import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { attach, beginUpload } from '../support/evidence';
import { announcing, TUS } from '../support/requests-evidence';
import { makeInspection } from '../support/resources';
import { type Person, signIn, type World } from '../support/world';

/* A port with a bad line: evidence arrives in parts, once, whole, or not at all. */
let test: TestApp;
let world: World;
let anna: Person['api'];
let token: string;
beforeAll(async () => {
  test = await startTestApp({ UPLOADS_OPEN: 12, UPLOADS_OPEN_MB: 300, EVIDENCE_MAX_MB: 64 });
  world = await test.world();
  anna = world.anna.api;
  const { body } = await expectStatus(
    200,
    test.anonymous.post('/v1/auth/login', { email: world.anna.email, password: world.anna.password }),
  );
  token = body.accessToken as string;
});
afterAll(() => test?.close());

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const evidenceOf = async (recordId: string): Promise<any[]> =>
  (await expectStatus(200, anna.get(`/v1/records/${recordId}/attachments`))).body.items;
const part = (id: string, offset: number, raw: Buffer, api = anna): Promise<Answer> =>
  api.call('PATCH', `/v1/uploads/${id}`, undefined, {
    raw,
    headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
  });
const offsetOf = async (id: string): Promise<number> => {
  const { headers } = await expectStatus(200, anna.call('HEAD', `/v1/uploads/${id}`, undefined, { headers: TUS }));
  return Number(headers.get('upload-offset'));
};
const storage = (): Storage => test.app.get<Storage>(STORAGE);

/** Sends half of what it says it sends, and hangs up. */
const cutOff = (id: string, offset: number, bytes: Buffer, sent: number): Promise<void> =>
  new Promise((resolve) => {
    const headers = {
      ...TUS,
      authorization: `Bearer ${token}`,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      'content-length': String(bytes.length),
    };
    const request = http.request(`${test.url}/v1/uploads/${id}`, { method: 'PATCH', headers });
    request.on('error', () => resolve());
    request.write(bytes.subarray(0, sent), () => void setTimeout(100).then(() => request.destroy()));
  });

describe('a tus client', () => {
  const file = randomBytes(5_000_000);
  const options = (recordId: string, more: object): object => ({
    endpoint: `${test.url}/v1/records/${recordId}/uploads`,
    headers: { authorization: `Bearer ${token}` },
    metadata: { filename: 'container.mp4', filetype: 'video/mp4', sha256: sha256(file) },
    uploadSize: file.length,
    retryDelays: null,
    ...more,
  });

  it('goes on where its line broke, and has evidence with a receipt', async () => {
    const recordId = await makeInspection(world);
    const url = await new Promise<string>((resolve, reject) => {
      const upload: Upload = new Upload(
        Readable.from(file.subarray(0, 2_000_000), { objectMode: false }) as never,
        options(recordId, {
          chunkSize: 1_000_000,
          onError: reject,
          onChunkComplete: () => void upload.abort().then(() => resolve(upload.url!)),
        }),
      );
      upload.start();
    });
    const id = url.split('/').at(-1)!;
    expect(await offsetOf(id)).toBe(1_000_000);
    expect(await evidenceOf(recordId)).toEqual([]);
    await new Promise<void>((resolve, reject) => {
      new Upload(file, options(recordId, { uploadUrl: url, onError: reject, onSuccess: () => resolve() })).start();
    });
    const shown = (await expectStatus(200, anna.get(`/v1/uploads/${id}`))).body;
    expect(shown).toMatchObject({
      state: 'STORED',
      offset: file.length,
      attachment: { id, recordId, fileName: 'container.mp4', size: file.length, sha256: sha256(file) },
    });
    const receipt = (await expectStatus(200, anna.get(`/v1/receipts/${shown.attachment.receipt.id}`))).body;
    expect(receipt.leafHash).toBe(shown.attachment.receipt.leafHash);
    const response = await fetch(`${test.url}/v1/attachments/${id}/content`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(sha256(Buffer.from(await response.arrayBuffer()))).toBe(sha256(file));
    expect(await storage().lengthOf(0, id)).toBe(0);
  });
});

describe('an upload', () => {
  it('keeps what had come when the connection was cut, and takes the rest', async () => {
    const [recordId, file] = [await makeInspection(world), randomBytes(3_000_000)];
    const id = await beginUpload(anna, recordId, file.length, { filename: 'phone.ufd', sha256: sha256(file) });
    await cutOff(id, 0, file, 1_200_000);
    const offset = await offsetOf(id);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(1_200_000);
    await expectStatus(204, part(id, offset, file.subarray(offset)));
    expect(await evidenceOf(recordId)).toMatchObject([{ id, sha256: sha256(file) }]);
  });

  it('answers whoever lost the last answer with the same attachment and receipt, also two at once', async () => {
    const [recordId, file] = [await makeInspection(world), randomBytes(200_000)];
    const id = await beginUpload(anna, recordId, file.length, { filename: 'a.bin' });
    await Promise.all([0, 1, 2].map(() => part(id, 0, file)));
    const once = (await expectStatus(200, anna.get(`/v1/uploads/${id}`))).body;
    expect(once.state).toBe('STORED');
    expect(await offsetOf(id)).toBe(file.length);
    const { headers } = await expectStatus(204, part(id, file.length, Buffer.alloc(0)));
    expect(headers.get('upload-offset')).toBe(String(file.length));
    const again = (await expectStatus(200, anna.get(`/v1/uploads/${id}`))).body;
    expect([again.attachment.receipt.id, again.attachment.receipt.leafHash]).toEqual([
      once.attachment.receipt.id,
      once.attachment.receipt.leafHash,
    ]);
    expect(await evidenceOf(recordId)).toHaveLength(1);
  });

  it('whose last byte came just before a crash is finished by whoever asks', async () => {
    const [recordId, file] = [await makeInspection(world), randomBytes(50_000)];
    const id = await beginUpload(anna, recordId, file.length, { filename: 'a.bin' });
    const organisationKey = await keyOf(id);
    await storage().append(
      { organisationKey, uploadId: id, offset: 0, maxBytes: file.length },
      Readable.from(file, { objectMode: false }),
    );
    expect(await evidenceOf(recordId)).toEqual([]);
    expect(await offsetOf(id)).toBe(file.length);
    expect(await evidenceOf(recordId)).toMatchObject([{ id, sha256: sha256(file) }]);
  });

  it('that is not what was announced is refused, and nothing of it is kept', async () => {
    const [recordId, file] = [await makeInspection(world), randomBytes(1000)];
    const id = await beginUpload(anna, recordId, file.length, { filename: 'a.bin', sha256: sha256(randomBytes(1)) });
    const organisationKey = await keyOf(id);
    const refused = await expectStatus(422, part(id, 0, file));
    expect(refused.body.code).toBe('RECORD.DIGEST_MISMATCH');
    await expectStatus(404, part(id, 1000, Buffer.alloc(0)));
    expect((await expectStatus(200, anna.get(`/v1/uploads/${id}`))).body).toMatchObject({
      state: 'REFUSED',
      attachment: null,
    });
    expect(await evidenceOf(recordId)).toEqual([]);
    expect(await storage().lengthOf(organisationKey, id)).toBe(0);
    expect(await stored(organisationKey, sha256(file))).toBe(false);
  });

  it('can be ended, and once it is evidence cannot be taken back', async () => {
    const recordId = await makeInspection(world);
    const open = await beginUpload(anna, recordId, 10, { filename: 'a.bin' });
    await expectStatus(204, part(open, 0, Buffer.from('12345')));
    await expectStatus(204, anna.call('DELETE', `/v1/uploads/${open}`, undefined, { headers: TUS }));
    expect((await anna.get(`/v1/uploads/${open}`)).body).toMatchObject({ state: 'TERMINATED' });
    await expectStatus(404, part(open, 5, Buffer.from('67890')));
    const whole = await beginUpload(anna, recordId, 5, { filename: 'a.bin' });
    await expectStatus(204, part(whole, 0, Buffer.from('12345')));
    const refused = await expectStatus(
      409,
      anna.call<any>('DELETE', `/v1/uploads/${whole}`, undefined, { headers: TUS }),
    );
    expect(refused.body.code).toBe('EVIDENCE.UPLOAD_STORED');
  });

  it('that is left alone ends by itself', async () => {
    const id = await beginUpload(anna, await makeInspection(world), 10, { filename: 'a.bin' });
    const organisationKey = await keyOf(id);
    await expectStatus(204, part(id, 0, Buffer.from('12345')));
    await test.app.get(UploadsJob).end({ uploadId: id, organisationKey });
    expect((await anna.get(`/v1/uploads/${id}`)).body).toMatchObject({ state: 'EXPIRED' });
    await expectStatus(404, part(id, 5, Buffer.from('67890')));
    expect(await storage().lengthOf(organisationKey, id)).toBe(0);
  });

  it('whose last byte came just before a crash is evidence, even if nobody ever asks for it', async () => {
    const recordId = await makeInspection(world);
    const id = await beginUpload(anna, recordId, 5, { filename: 'a.bin' });
    const organisationKey = await keyOf(id);
    const arriving = { organisationKey, uploadId: id, offset: 0, maxBytes: 5 };
    await storage().append(arriving, Readable.from([Buffer.from('12345')], { objectMode: false }));
    await test.app.get(UploadsJob).end({ uploadId: id, organisationKey });
    expect(await evidenceOf(recordId)).toMatchObject([{ id, sha256: sha256(Buffer.from('12345')) }]);
    expect((await anna.get(`/v1/uploads/${id}`)).body).toMatchObject({ state: 'STORED', attachment: { id } });
    expect(await storage().lengthOf(organisationKey, id)).toBe(0);
  });

  it.each<[string, number, string, Record<string, string>]>([
    ['another version of tus', 412, 'EVIDENCE.PROTOCOL_VERSION', { 'tus-resumable': '0.2.2' }],
    ['no offset', 400, 'REQUEST.INVALID', { 'upload-offset': 'ten' }],
    ['another offset than it has', 409, 'EVIDENCE.OFFSET_DIFFERS', { 'upload-offset': '3' }],
    ['another content type', 415, 'REQUEST.UNSUPPORTED_MEDIA_TYPE', { 'content-type': 'application/octet-stream' }],
    ['more than was announced', 413, 'REQUEST.BODY_TOO_LARGE', {}],
  ])('refuses a part with %s', async (_, status, code, headers) => {
    const id = await beginUpload(anna, await makeInspection(world), 10, { filename: 'a.bin' });
    const good = { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    const answer = await anna.call<any>('PATCH', `/v1/uploads/${id}`, undefined, {
      raw: Buffer.alloc(status === 413 ? 11 : 5),
      headers: { ...good, ...headers },
    });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    await expectStatus(204, anna.call('DELETE', `/v1/uploads/${id}`, undefined, { headers: TUS }));
  });

  it.each<[string, number, string, Record<string, string>]>([
    ['no length', 400, 'REQUEST.INVALID', { 'upload-length': '' }],
    ['a deferred length', 400, 'REQUEST.INVALID', { 'upload-length': 'x', 'upload-defer-length': '1' }],
    ['nothing in it', 422, 'EVIDENCE.EMPTY_FILE', { 'upload-length': '0' }],
    ['more than a file may have', 413, 'REQUEST.BODY_TOO_LARGE', { 'upload-length': String(65 * 1024 * 1024) }],
    ['no name', 400, 'REQUEST.INVALID', { 'upload-metadata': 'filetype aW1hZ2UvanBlZw==' }],
    ['a name that is no text', 400, 'REQUEST.INVALID', { 'upload-metadata': 'filename /////w==' }],
    ['an unknown key', 400, 'REQUEST.INVALID', { 'upload-metadata': 'filename YQ==,owner YQ==' }],
    ['a key of every object', 400, 'REQUEST.INVALID', { 'upload-metadata': 'filename YQ==,__proto__ YQ==' }],
    ['a hash that is none', 400, 'REQUEST.INVALID', { 'upload-metadata': 'filename YQ==,sha256 YQ==' }],
    ['no version', 412, 'EVIDENCE.PROTOCOL_VERSION', { 'tus-resumable': '' }],
  ])('is not begun with %s', async (_, status, code, headers) => {
    const path = `/v1/records/${await makeInspection(world)}/uploads`;
    const all = { ...announcing(10, { filename: 'a.bin' }), ...headers };
    const answer = await anna.post(path, undefined, { headers: all });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('another', () => {
  it('organisation, or a reader of the record, can neither begin nor go on', async () => {
    const recordId = await makeInspection(world, {
      release: { audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' },
    });
    const id = await beginUpload(anna, recordId, 10, { filename: 'a.bin' });
    const begin = (api: Person['api']): Promise<Answer> =>
      api.post(`/v1/records/${recordId}/uploads`, undefined, { headers: announcing(10, { filename: 'a.bin' }) });
    expect((await expectStatus(403, begin(world.paola.api))).body.code).toBe('RECORD.NOT_THE_OWNER');
    await expectStatus(404, begin(world.diego.api));
    for (const { api } of [world.paola, world.diego]) {
      await expectStatus(404, part(id, 0, Buffer.from('12345'), api));
      await expectStatus(404, api.get(`/v1/uploads/${id}`));
    }
    expect(await offsetOf(id)).toBe(0);
  });

  it('officer of the organisation goes on, unless the record is above the own clearance', async () => {
    const user = { organisationId: world.anna.organisationId, displayName: 'Aline', roles: ['member_state_liaison'] };
    const email = 'aline@lambi.example';
    const { body } = await expectStatus(201, world.adele.api.post('/v1/users', { ...user, email, clearance: 1 }));
    const link = { token: body.setupLink.token as string, password: world.anna.password };
    await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', link));
    const aline = await signIn(test.url, email, world.anna.password);
    const plain = await beginUpload(anna, await makeInspection(world), 10, { filename: 'a.bin' });
    await expectStatus(204, part(plain, 0, Buffer.from('12345'), aline.api));
    const strict = await makeInspection(world, { classification: 'STRICTLY_CONFIDENTIAL' });
    const hidden = await beginUpload(anna, strict, 10, { filename: 'a.bin' });
    await expectStatus(404, part(hidden, 0, Buffer.from('12345'), aline.api));
  });
});

describe('what an organisation may have open', () => {
  it('is counted, however many begin at once, and room comes back', async () => {
    const { organisationId } = world.diego;
    expect(organisationId).toBeDefined();
    const recordId = (await expectStatus(201, world.diego.api.post('/v1/inspections', { placeCountry: 'DO' }))).body
      .id as string;
    const begin = (size: number): Promise<Answer> =>
      world.diego.api.post(`/v1/records/${recordId}/uploads`, undefined, {
        headers: announcing(size, { filename: 'a.bin' }),
      });
    const answers = await Promise.all(Array.from({ length: 20 }, () => begin(10)));
    const begun = answers.filter(({ status }) => status === 201);
    expect(begun).toHaveLength(12);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(refused.body.code).toBe('EVIDENCE.UPLOADS_OPEN');
    for (const { headers } of begun)
      await expectStatus(204, world.diego.api.call('DELETE', headers.get('location')!, undefined, { headers: TUS }));
    const large = 60 * 1024 * 1024;
    for (let time = 0; time < 5; time += 1) await expectStatus(201, begin(large));
    await expectStatus(429, begin(large));
  });
});

describe('what became nothing', () => {
  it('is swept away in the end, and what is evidence stays', async () => {
    const recordId = await makeInspection(world);
    const kept = await attach(anna, recordId, 'a.txt', 'kept');
    const organisationKey = await keyOf(await beginUpload(anna, recordId, 10, { filename: 'a.bin' }));
    const orphan = await storage().put(organisationKey, Readable.from([randomBytes(100)], { objectMode: false }), {
      maxBytes: 100,
    });
    const sweep = (days: number): Promise<void> =>
      test.app.get(UploadsJob).sweep(new Date(Date.now() + days * 86_400_000));
    await sweep(6);
    expect(await stored(organisationKey, orphan.sha256.toString('hex'))).toBe(true);
    await sweep(8);
    expect(await stored(organisationKey, orphan.sha256.toString('hex'))).toBe(false);
    expect((await expectStatus(200, anna.get(`/v1/attachments/${kept}/content`))).text).toBe('kept');
  });
});

async function keyOf(uploadId: string): Promise<number> {
  const { rows } = await asSuperuser(test.database.superuser, (client) =>
    client.query<{ owner_id: number }>('SELECT owner_id FROM uploads WHERE id = $1', [uploadId]),
  );
  return rows[0]!.owner_id;
}

async function stored(organisationKey: number, hex: string): Promise<boolean> {
  const key = `${organisationKey}/${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex}`;
  return storage()
    .open(key)
    .then(
      (stream) => Boolean(stream.destroy()),
      () => false,
    );
}
