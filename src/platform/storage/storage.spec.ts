import { createHash, randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { s3Server } from '../../../test/support/s3rver';
import { DiskStorage } from './disk-storage';
import { s3AddressOf } from './s3-address';
import { Bucket } from './s3-client';
import { S3Storage } from './s3-storage';
import type { Kept, Storage } from './storage';

/* One contract, every driver: what the program relies on is the same on a disk and in a bucket. */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-storage-'));
let s3: { server: ReturnType<typeof s3Server>; port: number };
beforeAll(async () => {
  const server = s3Server(path.join(folder, 's3'));
  s3 = { server, port: (await server.run()).port };
});
afterAll(async () => {
  await s3.server.close();
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const DRIVERS: readonly [string, () => Storage][] = [
  ['a disk', () => new DiskStorage(path.join(folder, 'disk'))],
  [
    'a bucket',
    () => {
      const address = s3AddressOf(`s3://evidence/lambi?endpoint=http://127.0.0.1:${s3.port}`)!;
      return new S3Storage(new Bucket(address, { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }));
    },
  ],
];

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const arriving = (bytes: Buffer, chunk = 64 * 1024): Readable =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    })(),
    { objectMode: false },
  );
/** Arrives as far as it goes, and breaks. */
const broken = (bytes: Buffer): Readable =>
  Readable.from(
    (async function* () {
      await Promise.resolve();
      yield bytes;
      throw new Error('the line broke');
    })(),
    { objectMode: false },
  );
const MOST = { maxBytes: 64 * 1024 * 1024 };
const ORGANISATION = 7;
const TOMORROW = new Date(Date.now() + 86_400_000);

describe.each(DRIVERS)('evidence on %s', (_, make) => {
  let storage: Storage;
  const all = async (): Promise<Kept[]> => {
    const found: Kept[] = [];
    for await (const batch of storage.keptBefore(TOMORROW)) found.push(...batch);
    return found;
  };
  beforeAll(async () => {
    storage = make();
    await storage.check();
  });
  afterAll(() => storage.close());

  it('is kept under its SHA-256 and comes back byte for byte', async () => {
    const bytes = randomBytes(20 * 1024 * 1024 + 17);
    const stored = await storage.put(ORGANISATION, arriving(bytes), MOST);
    expect(stored).toMatchObject({ size: bytes.length, key: expect.stringContaining(sha256(bytes)) });
    expect(stored.sha256.toString('hex')).toBe(sha256(bytes));
    expect(stored.head.equals(bytes.subarray(0, 4100))).toBe(true);
    expect(sha256(await buffer(await storage.open(stored.key)))).toBe(sha256(bytes));
  });

  it('has one place for one file, and another for another organisation', async () => {
    const bytes = randomBytes(1000);
    const keys: string[] = [];
    for (const organisation of [ORGANISATION, ORGANISATION, 8]) {
      keys.push((await storage.put(organisation, arriving(bytes), MOST)).key);
    }
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[0]);
    expect((await all()).filter(({ key }) => keys.includes(key))).toHaveLength(2);
  });

  it('keeps nothing that is too large, or that an inspector or the announced hash refuses, or that breaks off', async () => {
    const before = (await all()).length;
    const bytes = randomBytes(200_000);
    const put = (content: Readable, intake: object): Promise<unknown> =>
      storage.put(ORGANISATION, content, { ...MOST, ...intake });
    const refuse = (): never => {
      throw new Error('refused');
    };
    await expect(put(arriving(bytes), { maxBytes: 199_999 })).rejects.toThrow('REQUEST.BODY_TOO_LARGE');
    await expect(
      put(arriving(bytes), {
        inspect: async (chunks: AsyncIterable<Buffer>) => {
          for await (const chunk of chunks) if (chunk.length > 0) refuse();
        },
      }),
    ).rejects.toThrow('refused');
    await expect(put(arriving(bytes), { accept: refuse })).rejects.toThrow('refused');
    await expect(put(broken(bytes), {})).rejects.toThrow('the line broke');
    expect(await all()).toHaveLength(before);
    expect(await storage.removeUnfinished(TOMORROW)).toBe(0);
  });

  it('says that a file is gone before a byte is read', async () => {
    await expect(storage.open(`${ORGANISATION}/ab/cd/${'0'.repeat(64)}`)).rejects.toThrow();
  });

  it('puts an upload together from its parts, as far as each came', async () => {
    const [uploadId, bytes] = [randomUUID(), randomBytes(9 * 1024 * 1024)];
    const at = { organisationKey: ORGANISATION, uploadId };
    const size = (): Promise<number> => storage.lengthOf(ORGANISATION, uploadId);
    expect(await size()).toBe(0);
    expect(await storage.append({ ...at, offset: 0, maxBytes: bytes.length }, arriving(bytes.subarray(0, 5000)))).toBe(
      5000,
    );
    await expect(
      storage.append({ ...at, offset: 5000, maxBytes: bytes.length - 5000 }, broken(bytes.subarray(5000, 70_000))),
    ).rejects.toThrow('the line broke');
    expect(await size()).toBe(70_000);
    const rest = { ...at, offset: 70_000, maxBytes: bytes.length - 70_000 };
    expect(await storage.append(rest, arriving(bytes.subarray(70_000)))).toBe(bytes.length);
    for (let time = 0; time < 2; time += 1) {
      const stored = await storage.assemble(ORGANISATION, uploadId, MOST);
      expect(stored).toMatchObject({ size: bytes.length, key: expect.stringContaining(sha256(bytes)) });
      expect(sha256(await buffer(await storage.open(stored.key)))).toBe(sha256(bytes));
    }
    await storage.discard(ORGANISATION, uploadId);
    expect(await size()).toBe(0);
    expect(sha256(await buffer(await storage.open((await storage.put(ORGANISATION, arriving(bytes), MOST)).key)))).toBe(
      sha256(bytes),
    );
  });

  it('takes no byte more than a part may have', async () => {
    const at = { organisationKey: ORGANISATION, uploadId: randomUUID(), offset: 0 };
    await expect(storage.append({ ...at, maxBytes: 10 }, arriving(randomBytes(11), 4))).rejects.toThrow('TOO_LARGE');
    expect(await storage.lengthOf(ORGANISATION, at.uploadId)).toBeLessThanOrEqual(10);
    await storage.discard(ORGANISATION, at.uploadId);
  });

  it('finds and removes what nothing refers to, and what broken transfers left', async () => {
    const { key } = await storage.put(ORGANISATION, arriving(randomBytes(500)), MOST);
    const kept = (await all()).find((one) => one.key === key)!;
    await storage.remove({ key, at: new Date(kept.at.getTime() - 5000) });
    await storage.open(key).then((stream) => stream.resume());
    await storage.remove(kept);
    await expect(storage.open(key)).rejects.toThrow();
    await storage.append(
      { organisationKey: ORGANISATION, uploadId: randomUUID(), offset: 0, maxBytes: 100 },
      arriving(randomBytes(100)),
    );
    expect(await storage.removeUnfinished(new Date(Date.now() - 60_000))).toBe(0);
    expect(await storage.removeUnfinished(TOMORROW)).toBe(1);
  });
});

describe('the address of a bucket', () => {
  it.each([
    ['s3://evidence', { bucket: 'evidence', prefix: '', region: 'us-east-1' }],
    ['s3://evidence/a/b/?region=eu-west-3', { bucket: 'evidence', prefix: 'a/b/', region: 'eu-west-3' }],
    [
      's3://evidence?endpoint=http://127.0.0.1:9000',
      { bucket: 'evidence', prefix: '', region: 'us-east-1', endpoint: 'http://127.0.0.1:9000' },
    ],
  ])('%s', (text, address) => expect(s3AddressOf(text)).toEqual(address));

  it.each([
    'https://evidence',
    's3://',
    's3://E',
    's3://key:secret@evidence',
    's3://evidence?acl=public',
    's3://evidence?endpoint=ftp://x',
    'evidence',
  ])('%s is none', (text) => expect(s3AddressOf(text)).toBeUndefined());
});
