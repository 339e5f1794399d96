import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { runBundle } from '../../src/cli/bundle/run';
import { runReceiptVerify } from '../../src/cli/receipt-verify/run';
import { DomainError } from '../../src/kernel/domain-error';
import { inspectionForm, whyDraft } from '../../src/modules/inspections';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { hashOf, inspection } from '../support/bundles';
import { activeKey, type World } from '../support/world';

/* A port officer's folder, from its files to receipts that verify. */
let test: TestApp;
let world: World;
let key: string;
let folder: string;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
  const scopes = ['inspection.submit', 'inspection.read', 'attachment.create'];
  key = await activeKey(world.adele.api, world.anna, { label: 'Cap-Haitien', scopes, expiresInDays: 30 });
});
afterAll(() => test?.close());
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-port-'));
  put('door.json', inspection);
  put('door-1.jpg', 'the door');
  put('seal/inspection.json', { ...inspection, narrative: 'Seal cut' });
  put('seal/IMG_1.jpg', 'the seal');
  put('seal/IMG_2.jpg', 'the seal again');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const put = (place: string, content: string | object): void => {
  const file = path.join(folder, place);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
};
const form = async (content: unknown) => {
  try {
    return { faults: [], draft: whyDraft(await inspectionForm(content)) };
  } catch (error) {
    return { faults: (error as DomainError).details.fields!, draft: [] };
  }
};
const said: string[] = [];
const run = (
  args: string[],
  env: Record<string, string> = { LAMBI_API_KEY: key },
): Promise<{ exitCode: number; output: any }> => runBundle(args, { env, form, say: (words) => void said.push(words) });
const bundle = (): string => path.join(folder, 'bundle.ndjson');
const send = (...more: string[]) => run(['send', bundle(), '--url', test.url, ...more]);
const lines = (): any[] =>
  fs
    .readFileSync(bundle(), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const idOf = (clientRef: string): string =>
  JSON.parse(fs.readFileSync(path.join(`${bundle()}.receipts`, `${clientRef}.json`), 'utf8')).verdict.id;
const attachmentsOf = async (clientRef: string): Promise<any[]> =>
  (await expectStatus(200, world.anna.api.get(`/v1/records/${idOf(clientRef)}/attachments`))).body.items;

it('is made, checked, sent with its photos, and has receipts that verify', async () => {
  expect(await run(['make', folder])).toMatchObject({ exitCode: 0, output: { records: 2, photos: 3 } });
  expect(await run(['check', bundle()])).toMatchObject({ exitCode: 0, output: { records: 2, warnings: [] } });
  expect(await send()).toMatchObject({
    exitCode: 0,
    output: { lines: 2, received: 2, accepted: 2, notSent: 0, photos: { sent: 3, missing: 0 } },
  });
  const pem = path.join(test.runtime.config.DATA_DIR, 'audit-public-key.pem');
  for (const { clientRef } of lines()) {
    const receipt = path.join(`${bundle()}.receipts`, `${clientRef}.receipt.json`);
    expect(await runReceiptVerify([receipt, '--key', pem])).toMatchObject({ exitCode: 0, output: { ok: true } });
  }
  const seal = lines().find(({ inspection: { narrative } }) => narrative);
  expect((await attachmentsOf(seal.clientRef)).map(({ sha256 }) => sha256)).toEqual([
    hashOf('the seal'),
    hashOf('the seal again'),
  ]);
  expect(await run(['status', bundle()])).toMatchObject({ exitCode: 0, output: { received: 2, photosMissing: 0 } });
});

it('sent again sends nothing; without its receipts it gets the same ones, and no photo a second time', async () => {
  await run(['make', folder]);
  await send();
  const receipts = `${bundle()}.receipts`;
  const [{ clientRef }] = lines();
  const before = JSON.parse(fs.readFileSync(path.join(receipts, `${clientRef}.receipt.json`), 'utf8'));
  const asked: string[] = [];
  const listener = (request: http.IncomingMessage): void => void asked.push(`${request.method} ${request.url}`);
  test.app.getHttpServer().on('request', listener);
  expect(await send()).toMatchObject({ exitCode: 0, output: { received: 2, accepted: 0, photos: { sent: 0 } } });
  test.app.getHttpServer().off('request', listener);
  expect(asked).toEqual([]);
  fs.rmSync(receipts, { recursive: true });
  expect(await send()).toMatchObject({
    exitCode: 0,
    output: { received: 2, accepted: 0, photos: { sent: 0, missing: 0 } },
  });
  const after = JSON.parse(fs.readFileSync(path.join(receipts, `${clientRef}.receipt.json`), 'utf8'));
  expect(after).toMatchObject({ id: before.id, leafHash: before.leafHash, promise: before.promise });
  expect(await attachmentsOf(clientRef)).toHaveLength(1);
});

it('takes photos later, also photos that were made after the record was sent', async () => {
  await run(['make', folder]);
  expect(await send('--no-photos')).toMatchObject({
    exitCode: 0,
    output: { received: 2, photos: { sent: 0, missing: 3 } },
  });
  expect(await run(['status', bundle()])).toMatchObject({ exitCode: 3, output: { photosMissing: 3 } });
  put('door-2.jpg', 'the other door');
  fs.renameSync(path.join(folder, 'seal/IMG_1.jpg'), path.join(folder, 'seal/renamed.jpg'));
  await run(['make', folder]);
  expect(await send()).toMatchObject({ exitCode: 0, output: { accepted: 0, photos: { sent: 4, missing: 0 } } });
  fs.rmSync(`${bundle()}.receipts`, { recursive: true });
  put('door-3.jpg', 'gone soon');
  await run(['make', folder]);
  fs.rmSync(path.join(folder, 'door-3.jpg'));
  expect(await send()).toMatchObject({
    exitCode: 1,
    output: { photos: { missing: 1 }, faults: [{ code: 'PHOTO_NOT_FOUND' }] },
  });
});

it('tells of a photo that the server refuses, and sends the others', async () => {
  await run(['make', folder]);
  const proxy = http.createServer((request, response) => {
    if (request.url!.includes('door-1')) {
      request.resume().on('end', () => response.writeHead(413).end('{}'));
      return;
    }
    const { host: _, ...headers } = request.headers;
    const onward = http.request(`${test.url}${request.url}`, { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, resolve));
  const { port } = proxy.address() as { port: number };
  const { exitCode, output } = await run(['send', bundle(), '--url', `http://127.0.0.1:${port}`]);
  proxy.close();
  expect(exitCode).toBe(1);
  expect(output).toMatchObject({
    received: 2,
    photos: { sent: 2, missing: 1 },
    faults: [{ where: 'door-1.jpg', code: 'PHOTO_REFUSED' }],
  });
});

it('tells of a conflict and of a rejected record, and sends the others', async () => {
  await run(['make', folder]);
  await send();
  put('door.json', { ...inspection, narrative: 'Written anew after it was sent' });
  put('third.json', { ...inspection, shipmentId: '0193f5b2-6c1f-7000-8000-5d1c2a3b4c5d' });
  put('fourth.json', inspection);
  expect(await run(['make', folder])).toMatchObject({ exitCode: 0, output: { records: 4 } });
  const { exitCode, output } = await send();
  expect(exitCode).toBe(1);
  expect(output).toMatchObject({ received: 2, accepted: 1, conflicts: 1, rejected: 1, notSent: 0 });
  expect(output.faults.map(({ code }: any) => code).sort()).toEqual([
    'INSPECTION.SHIPMENT_UNKNOWN',
    'SYNC.CLIENT_REF_IN_USE',
  ]);
  expect(await run(['status', bundle()])).toMatchObject({
    exitCode: 1,
    output: { received: 2, conflicts: 1, rejected: 1 },
  });
});

it('edited by hand or cut is not sent in that line, and the others are', async () => {
  await run(['make', folder]);
  const text = fs.readFileSync(bundle(), 'utf8');
  fs.writeFileSync(bundle(), text.replace('Seal cut', 'Seal whole'));
  expect(await send()).toMatchObject({
    exitCode: 1,
    output: { received: 1, rejected: 1, faults: [{ code: 'HASH_MISMATCH' }] },
  });
  fs.writeFileSync(bundle(), text.slice(0, -9));
  expect(await send('--no-photos')).toMatchObject({ exitCode: 1, output: { faults: [{ code: 'CUT' }] } });
});

it('says 3 when the line is broken, and 2 when the key is not taken', async () => {
  await run(['make', folder]);
  const nobody = ['send', bundle(), '--url', 'http://127.0.0.1:9', '--attempts', '2'];
  expect(await run(nobody)).toMatchObject({ exitCode: 3, output: { received: 0, notSent: 2 } });
  const wrong = await run(['send', bundle(), '--url', test.url], { LAMBI_API_KEY: 'lambi_key_of_nobody' });
  expect(wrong).toMatchObject({ exitCode: 2, output: { error: expect.stringContaining('401') } });
  const page = http
    .createServer((_, response) => response.end('<html>Sign in to the harbour network</html>'))
    .listen(0);
  const { port } = page.address() as { port: number };
  expect(await run(['send', bundle(), '--url', `http://127.0.0.1:${port}`, '--attempts', '1'])).toMatchObject({
    exitCode: 3,
    output: { received: 0, notSent: 2 },
  });
  page.close();
});

it('keeps what was answered before the line broke, and goes on from there', async () => {
  for (let n = 0; n < 30; n += 1) put(`more-${n}.json`, { ...inspection, narrative: `No. ${n}` });
  await run(['make', folder]);
  let breaks = 3;
  const proxy = http.createServer((request, response) => {
    const { host: _, ...headers } = request.headers;
    const onward = http.request(`${test.url}${request.url}`, { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      let seen = 0;
      answer.on('data', (part: Buffer) => {
        if (breaks > 0 && (seen += part.length) > 12_000) {
          breaks -= 1;
          response.destroy();
          onward.destroy();
        } else response.write(part);
      });
      answer.on('end', () => response.end()).on('error', () => undefined);
    });
    onward.on('error', () => undefined);
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, resolve));
  const { port } = proxy.address() as { port: number };
  const sent = await run(['send', bundle(), '--url', `http://127.0.0.1:${port}`]);
  proxy.closeAllConnections();
  proxy.close();
  expect(breaks).toBe(0);
  expect(sent).toMatchObject({ exitCode: 0, output: { lines: 32, received: 32, notSent: 0 } });
  const { body } = await expectStatus(200, world.anna.api.get('/v1/inspections?limit=200'));
  for (const { clientRef } of lines())
    expect(body.items.filter((item: any) => item.clientRef === clientRef)).toHaveLength(1);
});
