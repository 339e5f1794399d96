import { createHash, randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { fromBuffer } from 'yauzl';
import { asSuperuser } from '../../src/platform/database/provision';
import { type ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { attach, beginUpload, photo, thumbnailOf } from '../support/evidence';
import { TUS } from '../support/requests-evidence';
import { s3Server } from '../support/s3rver';
import { makeInspection } from '../support/resources';
import { PASSWORD, type World } from '../support/world';

/* What evidence is after it has come: what it shows of itself, its small copy, its package; on a disk and in a bucket alike. */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-evidence-'));
let s3: ReturnType<typeof s3Server>;
let port: number;
beforeAll(async () => {
  s3 = s3Server(path.join(folder, 's3'));
  ({ port } = await s3.run());
});
afterAll(async () => {
  await s3?.close();
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>';

describe.each([
  ['a disk', () => ({})],
  [
    'a bucket',
    () => ({
      STORAGE_URL: `s3://evidence/lambi?endpoint=http://127.0.0.1:${port}`,
      STORAGE_ACCESS_KEY_ID: 'S3RVER',
      STORAGE_SECRET_ACCESS_KEY: 'S3RVER',
    }),
  ],
])('evidence on %s', (_, config) => {
  let test: TestApp;
  let world: World;
  let anna: ApiClient;
  beforeAll(async () => {
    test = await startTestApp(config());
    world = await test.world();
    anna = world.anna.api;
  });
  afterAll(() => test?.close());

  /** The bytes as they come. */
  const download = async (person: keyof World, address: string): Promise<{ bytes: Buffer; headers: Headers }> => {
    const { email } = world[person];
    const signedIn = await expectStatus(200, test.anonymous.post('/v1/auth/login', { email, password: PASSWORD }));
    const headers = { authorization: `Bearer ${signedIn.body.accessToken as string}` };
    const response = await fetch(test.url + address, { headers });
    expect(response.status).toBe(200);
    return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
  };
  const about = async (recordId: string, id: string): Promise<any> => {
    const { body } = await expectStatus(200, anna.get(`/v1/records/${recordId}/attachments?limit=200`));
    return body.items.find((one: { id: string }) => one.id === id);
  };

  it('is downloaded on from where the line broke, if it is the same file', async () => {
    const id = await attach(anna, await makeInspection(world), 'plan.svg', SVG);
    const path = `/v1/attachments/${id}/content`;
    const whole = await anna.download(path);
    const etag = whole.headers.get('etag')!;
    expect([whole.status, whole.headers.get('accept-ranges')]).toEqual([200, 'bytes']);
    expect(etag).toBe(`"${sha256(whole.bytes)}"`);

    const rest = await anna.download(path, { range: 'bytes=10-', 'if-range': etag });
    expect([rest.status, rest.headers.get('content-range')]).toEqual([206, `bytes 10-${SVG.length - 1}/${SVG.length}`]);
    expect(Buffer.concat([whole.bytes.subarray(0, 10), rest.bytes]).toString()).toBe(SVG);

    const other = await anna.download(path, { range: 'bytes=10-', 'if-range': '"another"' });
    expect([other.status, other.bytes.toString()]).toEqual([200, SVG]);
    const beyond = await anna.download(path, { range: `bytes=${SVG.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${SVG.length}`]);
    expect(beyond.bytes.toString()).toContain('REQUEST.RANGE_NOT_SATISFIABLE');
  });

  it('comes back byte for byte, as a file to be kept and never shown', async () => {
    const recordId = await makeInspection(world);
    const id = await attach(anna, recordId, 'plan.svg', SVG);
    const { bytes, headers } = await download('anna', `/v1/attachments/${id}/content`);
    expect(bytes.toString()).toBe(SVG);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment;/),
      'x-content-type-options': 'nosniff',
      'content-digest': `sha-256=:${createHash('sha256').update(SVG).digest('base64')}:`,
    });
  });

  it('that lies about its type is kept and flagged', async () => {
    const recordId = await makeInspection(world);
    const cases: [string, Buffer, string, boolean][] = [
      ['door.jpg', Buffer.from('MZ\x90\0program'), 'application/vnd.microsoft.portable-executable', true],
      ['door.png', Buffer.from(SVG), 'image/svg+xml', true],
      ['note.txt', Buffer.from('Scellé coupé'), 'text/plain', false],
      ['door.jpg', await photo(), 'image/jpeg', false],
    ];
    for (const [name, bytes, mediaType, typeMismatch] of cases) {
      const id = await attach(anna, recordId, name, bytes);
      expect(await about(recordId, id)).toMatchObject({ mediaType, typeMismatch, sha256: sha256(bytes) });
    }
  });

  it('that is empty, or not what its digest says, is refused and nothing is kept', async () => {
    const recordId = await makeInspection(world);
    const send = (raw: string, headers = {}): Promise<unknown> =>
      anna
        .post(`/v1/records/${recordId}/attachments?fileName=door.jpg`, undefined, {
          raw,
          headers: { 'content-type': 'application/octet-stream', ...headers },
        })
        .then(({ status, body }) => [status, body.code]);
    expect(await send('')).toEqual([422, 'EVIDENCE.EMPTY_FILE']);
    const digest = `sha-256=:${createHash('sha256').update('other').digest('base64')}:`;
    expect(await send('this', { 'content-digest': digest })).toEqual([422, 'RECORD.DIGEST_MISMATCH']);
    expect((await anna.get(`/v1/records/${recordId}/attachments`)).body.items).toEqual([]);
  });

  it('gets a small copy, upright and without the place it was taken at; the original stays as it was', async () => {
    const original = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#885522' } })
      .withExif({ IFD0: { Make: 'SecretPhone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '19/1 45/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const recordId = await makeInspection(world);
    const id = await attach(anna, recordId, 'door.jpg', original);
    expect((await thumbnailOf(anna, id)).status).toBe(200);
    const { bytes, headers } = await download('anna', `/v1/attachments/${id}/thumbnail`);
    expect(headers.get('content-type')).toBe('image/jpeg');
    const made = await sharp(bytes).metadata();
    expect(made).toMatchObject({ format: 'jpeg', width: 384, height: 512 });
    expect([made.exif, made.xmp, made.iptc, made.orientation]).toEqual([undefined, undefined, undefined, undefined]);
    expect(bytes.includes('SecretPhone')).toBe(false);
    expect(await about(recordId, id)).toMatchObject({ thumbnail: { width: 384, height: 512 } });
    expect(sha256((await download('anna', `/v1/attachments/${id}/content`)).bytes)).toBe(sha256(original));
    await expectStatus(404, world.diego.api.get(`/v1/attachments/${id}/thumbnail`));
    const version = (await anna.get(`/v1/inspections/${recordId}`)).body.version;
    expect(version).toBe(2);
  });

  it('of which none can be made has none, says why, and does no harm', async () => {
    const recordId = await makeInspection(world);
    const good = await photo();
    const bad = {
      bomb: await attach(anna, recordId, 'bomb.png', pngClaiming(60_000, 60_000)),
      cut: await attach(anna, recordId, 'cut.jpg', good.subarray(0, 300)),
      svg: await attach(anna, recordId, 'plan.svg', SVG),
      disguised: await attach(
        anna,
        recordId,
        'x.jpg',
        Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(SVG)]),
      ),
    };
    const last = await attach(anna, recordId, 'door.jpg', good);
    expect((await thumbnailOf(anna, last)).status).toBe(200);
    for (const id of Object.values(bad)) await expectStatus(404, anna.get(`/v1/attachments/${id}/thumbnail`));
    const { rows } = await asSuperuser(test.database.superuser, (client) =>
      client.query('SELECT attachment_id, fault FROM derived_copies WHERE fault IS NOT NULL'),
    );
    expect(rows.map(({ attachment_id }) => attachment_id).sort()).toEqual([bad.bomb, bad.cut, bad.disguised].sort());
    expect(rows.every(({ fault }) => fault.length > 5)).toBe(true);
  });

  it('is listed page by page', async () => {
    const recordId = await makeInspection(world);
    for (let n = 0; n < 5; n += 1) await attach(anna, recordId, `${n}.txt`, `photo ${n}`);
    const names: string[] = [];
    let cursor = '';
    do {
      const query = `?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const { body } = await expectStatus(200, anna.get(`/v1/records/${recordId}/attachments${query}`));
      names.push(...body.items.map(({ fileName }: { fileName: string }) => fileName));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(names).toEqual(['0.txt', '1.txt', '2.txt', '3.txt', '4.txt']);
  });

  describe('packed with its record', () => {
    let recordId: string;
    const large = randomBytes(3_000_000);
    beforeAll(async () => {
      recordId = await makeInspection(world, {
        release: { audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' },
        heldBack: 'a person at the port',
      });
      await attach(anna, recordId, '../../50%\u202egpj.exe', await photo());
      await attach(anna, recordId, 'Scellé coupé.txt', 'Scellé coupé');
      const id = await beginUpload(anna, recordId, large.length, { filename: 'container.mp4' });
      const headers = { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
      await expectStatus(204, anna.call('PATCH', `/v1/uploads/${id}`, undefined, { raw: large, headers }));
    });

    it('is a bag in which every file is what the manifests say', async () => {
      const { bytes, headers } = await download('anna', `/v1/records/${recordId}/package`);
      expect(headers.get('content-type')).toBe('application/zip');
      const files = await unzip(bytes);
      const root = [...files.keys()][0]!.split('/')[0]!;
      expect([...files.keys()].every((name) => name.startsWith(`${root}/`))).toBe(true);
      const bag = new Map([...files].map(([name, content]) => [name.slice(root.length + 1), content]));
      expect(bag.get('bagit.txt')!.toString()).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
      const payload = manifest(bag.get('manifest-sha256.txt')!);
      const tags = manifest(bag.get('tagmanifest-sha256.txt')!);
      expect([...payload.keys(), ...tags.keys(), 'tagmanifest-sha256.txt'].sort()).toEqual([...bag.keys()].sort());
      for (const [name, hash] of [...payload, ...tags]) expect([name, sha256(bag.get(name)!)]).toEqual([name, hash]);
      const total = [...payload.keys()].reduce((sum, name) => sum + bag.get(name)!.length, 0);
      expect(bag.get('bag-info.txt')!.toString()).toContain(`Payload-Oxum: ${total}.${payload.size}\n`);
      expect([...payload.keys()].sort()).toEqual([
        'data/attachments.json',
        'data/attachments/00001-_.._50_gpj.exe',
        'data/attachments/00002-Scellé coupé.txt',
        'data/attachments/00003-container.mp4',
        'data/receipts/00001.json',
        'data/receipts/00002.json',
        'data/receipts/00003.json',
        'data/record.json',
      ]);
      expect(bag.get('data/attachments/00003-container.mp4')!.equals(large)).toBe(true);
      expect(JSON.parse(bag.get('data/record.json')!.toString())).toEqual(
        (await anna.get(`/v1/inspections/${recordId}`)).body,
      );
      verifyWithBagit(bytes, root);
    });

    it('shows a reader what that reader sees, without receipts, and the log that it was taken', async () => {
      const files = await unzip((await download('paola', `/v1/records/${recordId}/package`)).bytes);
      const names = [...files.keys()].map((name) => name.slice(name.indexOf('/') + 1));
      expect(names.filter((name) => name.startsWith('data/receipts'))).toEqual([]);
      const record = [...files].find(([name]) => name.endsWith('data/record.json'))![1].toString();
      expect(record).not.toContain('a person at the port');
      expect(JSON.parse(record)).toEqual((await world.paola.api.get(`/v1/inspections/${recordId}`)).body);
      await expectStatus(404, world.diego.api.get(`/v1/records/${recordId}/package`));
      const { rows } = await asSuperuser(test.database.superuser, (client) =>
        client.query(
          `SELECT count(*)::int AS leaves FROM audit_leaves WHERE convert_from(payload, 'UTF8') LIKE '%record.packaged%'`,
        ),
      );
      expect(rows[0].leaves).toBe(2);
    });

    it('of another kind shows what every record does', async () => {
      const { body } = await expectStatus(201, anna.post('/v1/shipments', { billReference: 'RNDCAP024W009' }));
      const files = await unzip((await download('anna', `/v1/records/${body.id}/package`)).bytes);
      const record = [...files].find(([name]) => name.endsWith('data/record.json'))![1];
      expect(JSON.parse(record.toString())).toMatchObject({ id: body.id, kind: 'shipment' });
    });
  });
});

/** A PNG of a few bytes whose header says how many pixels it has. */
function pngClaiming(width: number, height: number): Buffer {
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13, 0);
  header.write('IHDR', 4);
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  header.set([8, 2, 0, 0, 0], 16);
  header.writeUInt32BE(crc32(header.subarray(4, 21)), 21);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), header, Buffer.from('0000000049444154', 'hex')]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Read by another library than the one that wrote it. */
function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const files = new Map<string, Buffer>();
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (fault, stream) => {
          if (fault) return reject(fault);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(chunks));
            zip.readEntry();
          });
        });
      });
      zip.on('end', () => resolve(files)).on('error', reject);
      zip.readEntry();
    });
  });
}

const manifest = (bytes: Buffer): Map<string, string> =>
  new Map(
    bytes
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => [decodeURIComponent(line.slice(66)), line.slice(0, 64)]),
  );

/** By the reference implementation, where it is installed. */
function verifyWithBagit(bytes: Buffer, root: string): void {
  if (spawnSync('python3', ['-c', 'import bagit']).status !== 0) return;
  const at = fs.mkdtempSync(path.join(folder, 'bag-'));
  fs.writeFileSync(path.join(at, 'bag.zip'), bytes);
  const program = `import zipfile, bagit; zipfile.ZipFile('bag.zip').extractall('.'); bagit.Bag('${root}').validate()`;
  const { status, stderr } = spawnSync('python3', ['-c', program], { cwd: at, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
