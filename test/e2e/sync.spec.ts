import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { pinnedKeys } from '../../src/cli/audit-verify/keys';
import { checkReceipt } from '../../src/cli/receipt-verify/receipt-checks';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { bundleLine, hashOf, inspection, linesOfText, sealOf, sendBundle } from '../support/bundles';
import { PASSWORD, type Person, signIn, type World } from '../support/world';

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test?.close());

const anna = (text: string | Buffer): Promise<any[]> => sendBundle(world.anna.api, text);
const verdictsOf = (answer: any[]): string[] => answer.slice(0, -1).map(({ verdict }) => verdict);
const summaryOf = (answer: any[]): any => answer.at(-1).summary;
const keys = () => pinnedKeys(test.runtime.keys.auditVerifying.export({ type: 'spki', format: 'pem' }) as string);
const countOf = (clientRef: string): Promise<number> =>
  asSuperuser(test.database.superuser, async (client) => {
    const { rows } = await client.query('SELECT count(*)::int AS count FROM records WHERE client_ref = $1', [
      clientRef,
    ]);
    return rows[0].count;
  });
async function colleague(name: string, clearance: number): Promise<Pick<Person, 'api'>> {
  const email = `${name}@lambi.example`;
  const user = {
    organisationId: world.anna.organisationId,
    email,
    displayName: name,
    roles: ['member_state_liaison'],
    clearance,
  };
  const { body } = await expectStatus(201, world.adele.api.post('/v1/users', user));
  const link = { token: body.setupLink.token, password: PASSWORD };
  await expectStatus(200, test.anonymous.post('/v1/auth/links/complete', link));
  return signIn(test.url, email, PASSWORD);
}

describe('a bundle of inspections', () => {
  it('is accepted line by line, with a receipt that verifies and says which content it is for', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const { legalBasis: _, ...draft } = inspection;
    const answer = await anna(bundleLine({ clientRef: first }) + bundleLine({ clientRef: second, inspection: draft }));
    expect(answer[0]).toMatchObject({
      line: 1,
      clientRef: first,
      verdict: 'accepted',
      status: 'COMPLETED',
      photosMissing: [],
    });
    expect(answer[1]).toMatchObject({ line: 2, clientRef: second, verdict: 'accepted', status: 'DRAFT' });
    expect(answer[0].clock).toBeUndefined();
    expect(summaryOf(answer)).toEqual({
      ...{ lines: 2, accepted: 2, alreadyHave: 0, conflict: 0, rejected: 0 },
      ...{ complete: true, stoppedBecause: null },
    });
    const report = checkReceipt(answer[0].receipt, keys(), null);
    expect(report).toMatchObject({ ok: true, sequenced: false });
    expect((report.payload as any).events).toEqual([
      { name: 'inspection.submitted', facts: { submission: sealOf(first, hashOf(inspection)) } },
    ]);
    const stored = await expectStatus(200, world.anna.api.get(`/v1/inspections/${answer[0].id}`));
    expect(stored.body).toMatchObject({ clientRef: first, placeLocode: 'HTCAP', items: [{ serial: 'A1-93427-18' }] });
  });

  it('sent again, in part, in another order, or twice in one bundle, changes nothing and gives the same receipts', async () => {
    const refs = Array.from({ length: 4 }, () => randomUUID());
    const lines = refs.map((clientRef, n) =>
      bundleLine({ clientRef, inspection: { ...inspection, narrative: `No. ${n}` } }),
    );
    const first = await anna(lines[0]! + lines[1]! + lines[0]!);
    expect(verdictsOf(first)).toEqual(['accepted', 'accepted', 'already_have']);
    const again = await anna([...lines].reverse().join(''));
    expect(verdictsOf(again)).toEqual(['accepted', 'accepted', 'already_have', 'already_have']);
    for (const [now, before] of [
      [again[3], first[0]],
      [again[2], first[1]],
      [first[2], first[0]],
    ]) {
      expect(now.id).toBe(before.id);
      expect(now.receipt).toMatchObject({
        id: before.receipt.id,
        leafHash: before.receipt.leafHash,
        promise: before.receipt.promise,
      });
    }
    await test.sequence();
    const proven = await anna(lines[0]!);
    expect(checkReceipt(proven[0].receipt, keys(), null)).toMatchObject({ ok: true, sequenced: true });
    expect(proven[0].receipt.leafHash).toBe(first[0].receipt.leafHash);
    for (const clientRef of refs) expect(await countOf(clientRef)).toBe(1);
  });

  it('sent by two devices and two people at once is stored once', async () => {
    const alix = await colleague('alix', 2);
    const refs = Array.from({ length: 12 }, () => randomUUID());
    const lines = refs.map((clientRef) => bundleLine({ clientRef }));
    const turned = [...lines.slice(6), ...lines.slice(0, 6)];
    const answers = await Promise.all([
      anna(lines.join('')),
      sendBundle(alix.api, lines.join('')),
      anna(turned.join('')),
      sendBundle(alix.api, [...lines].reverse().join('')),
    ]);
    const all = answers.flatMap((answer) => answer.slice(0, -1));
    expect(new Set(all.map(({ verdict }) => verdict))).toEqual(new Set(['accepted', 'already_have']));
    for (const clientRef of refs) {
      const verdicts = all.filter((line) => line.clientRef === clientRef);
      expect(verdicts.filter(({ verdict }) => verdict === 'accepted')).toHaveLength(1);
      expect(new Set(verdicts.map(({ receipt }) => receipt.leafHash)).size).toBe(1);
      expect(await countOf(clientRef)).toBe(1);
    }
  });

  it('knows a record that was first posted by itself, by its content', async () => {
    const clientRef = randomUUID();
    const posted = await expectStatus(201, world.anna.api.post('/v1/inspections', { ...inspection, clientRef }));
    const [same] = await anna(bundleLine({ clientRef: clientRef.toUpperCase() }));
    expect(same).toMatchObject({ verdict: 'already_have', id: posted.body.id });
    expect(same.receipt.leafHash).toBe(posted.body.receipt.leafHash);
    const [other] = await anna(bundleLine({ clientRef, inspection: { ...inspection, result: 'NIL', items: [] } }));
    expect(other).toMatchObject({ verdict: 'conflict', id: posted.body.id });
    const taken = await expectStatus(409, world.anna.api.post('/v1/inspections', { ...inspection, clientRef }));
    expect(taken.body.code).toBe('RECORD.CLIENT_REF_TAKEN');
  });

  it('answers while it is being sent, and keeps what it answered when the line breaks', async () => {
    const refs = [randomUUID(), randomUUID(), randomUUID()];
    const line = await open(world.anna);
    line.request.write(bundleLine({ clientRef: refs[0] }));
    const first = await line.next();
    expect(first).toMatchObject({ line: 1, verdict: 'accepted', clientRef: refs[0] });
    line.request.write(bundleLine({ clientRef: refs[1] }).slice(0, -30));
    line.request.destroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await countOf(refs[0]!)).toBe(1);
    expect(await countOf(refs[1]!)).toBe(0);
  });

  it('is for those who may submit, and for nothing but lines of JSON', async () => {
    const headers = { 'content-type': 'application/x-ndjson' };
    for (const who of [world.paola, world.oscar, world.adele])
      await expectStatus(403, who.api.post('/v1/sync/inspections', undefined, { raw: bundleLine(), headers }));
    await expectStatus(401, test.anonymous.post('/v1/sync/inspections', undefined, { raw: bundleLine(), headers }));
    const csv = { 'content-type': 'text/csv' };
    await expectStatus(415, world.anna.api.post('/v1/sync/inspections', undefined, { raw: 'a,b', headers: csv }));
    await expectStatus(415, world.anna.api.post('/v1/sync/inspections', {}));
    const packed = { ...headers, 'content-encoding': 'gzip' };
    await expectStatus(415, world.anna.api.post('/v1/sync/inspections', undefined, { raw: 'x', headers: packed }));
    expect(await anna('')).toEqual([{ summary: expect.objectContaining({ lines: 0, complete: true }) }]);
  });
});

describe('two contents under one reference', () => {
  it('are a conflict: nothing changes, and what was sent is kept once for a person of the organisation', async () => {
    const clientRef = randomUUID();
    const [stored] = await anna(bundleLine({ clientRef }));
    const other = { ...inspection, narrative: 'Another container', heldBack: 'source: Madame X' };
    const line = bundleLine({ clientRef, inspection: other, device: 'Ouanaminthe phone' });
    for (const answer of [await anna(line), await anna(line)])
      expect(answer[0]).toMatchObject({
        verdict: 'conflict',
        id: stored.id,
        conflict: { storedSha256: hashOf(inspection), sentSha256: hashOf(other), kept: true },
        fault: { code: 'SYNC.CLIENT_REF_IN_USE' },
      });
    const unchanged = await expectStatus(200, world.anna.api.get(`/v1/inspections/${stored.id}`));
    expect(unchanged.body).toMatchObject({ version: 1, narrative: null });

    const { body: page } = await expectStatus(200, world.anna.api.get('/v1/sync/conflicts'));
    const mine = page.items.filter((item: any) => item.clientRef === clientRef);
    expect(mine).toMatchObject([{ recordId: stored.id, device: 'Ouanaminthe phone', sentSha256: hashOf(other) }]);
    const path = `/v1/sync/conflicts/${mine[0].id}`;
    const { body: kept } = await expectStatus(200, world.anna.api.get(path));
    expect(kept.inspection).toEqual(other);
    const absent = await world.diego.api.get(`/v1/sync/conflicts/${randomUUID()}`);
    expect((await expectStatus(404, world.diego.api.get(path))).text).toBe(absent.text);
    expect((await world.diego.api.get('/v1/sync/conflicts')).body.items).toEqual([]);
    await expectStatus(404, world.adele.api.get(path));
  });

  it('are kept up to twenty times, and are then only told', async () => {
    const clientRef = randomUUID();
    const different = (n: number): string =>
      bundleLine({ clientRef, inspection: { ...inspection, narrative: `No. ${n}` } });
    const answer = await anna(Array.from({ length: 23 }, (_, n) => different(n)).join(''));
    expect(answer.slice(1, -1).map(({ conflict }) => conflict.kept)).toEqual([...Array(20).fill(true), false, false]);
    expect((await anna(different(5)))[0].conflict.kept).toBe(true);
  });

  it('of two organisations are two records, and neither knows of the other', async () => {
    const clientRef = randomUUID();
    const [haiti] = await anna(bundleLine({ clientRef }));
    const [dominican] = await sendBundle(
      world.diego.api,
      bundleLine({ clientRef, inspection: { ...inspection, placeCountry: 'DO' } }),
    );
    expect(dominican).toMatchObject({ verdict: 'accepted' });
    expect(dominican.id).not.toBe(haiti.id);
    expect((await anna(bundleLine({ clientRef })))[0]).toMatchObject({ verdict: 'already_have', id: haiti.id });
  });

  it('tell a colleague without the clearance that the reference is taken, and no more', async () => {
    const basile = await colleague('basile', 1);
    const clientRef = randomUUID();
    await anna(bundleLine({ clientRef, inspection: { ...inspection, classification: 'STRICTLY_CONFIDENTIAL' } }));
    const [answer] = await sendBundle(basile.api, bundleLine({ clientRef }));
    expect(answer).toMatchObject({ verdict: 'conflict', conflict: { storedSha256: null, kept: true } });
    expect(answer.id).toBeUndefined();
    const above = { ...inspection, classification: 'STRICTLY_CONFIDENTIAL' };
    const [refused] = await sendBundle(basile.api, bundleLine({ inspection: above }));
    expect(refused).toMatchObject({ verdict: 'rejected', fault: { code: 'RECORD.ABOVE_CLEARANCE' } });
    const kept = { clientRef, inspection: { ...above, narrative: 'Another' } };
    await anna(bundleLine(kept));
    const seen = (await basile.api.get('/v1/sync/conflicts')).body.items.filter(
      (item: any) => item.clientRef === clientRef,
    );
    expect(seen).toMatchObject([{ classification: 'CONFIDENTIAL', recordId: null, storedSha256: null }]);
  });
});

describe('a line that cannot be kept', () => {
  const swapped = JSON.parse(bundleLine());
  const photos = (count: number): object[] =>
    Array.from({ length: count }, (_, n) => ({ name: `${n}.jpg`, sha256: hashOf(`${n}`), size: 1 }));
  const lines: readonly (readonly [string, string | Buffer, string, string?])[] = [
    ['edited by hand', bundleLine().replace('A1-93427-18', 'A1-93427-19'), 'SYNC.HASH_MISMATCH'],
    [
      'with a key twice',
      bundleLine().replace('"result"', '"placeCountry":"DO","result"'),
      'REQUEST.MALFORMED',
      '/inspection/placeCountry',
    ],
    [
      'with an unknown field',
      bundleLine({ inspection: { ...inspection, surprise: 1 } }),
      'REQUEST.INVALID',
      '/inspection/surprise',
    ],
    [
      'with a field of the wrong kind',
      bundleLine({ inspection: { ...inspection, items: [{ category: 'TANK', quantity: 1 }] } }),
      'REQUEST.INVALID',
      '/inspection/items/0/category',
    ],
    [
      'with a list in a list',
      bundleLine({ inspection: { ...inspection, items: [[]] } }),
      'REQUEST.INVALID',
      '/inspection/items/0',
    ],
    [
      'with half a surrogate pair',
      bundleLine().replace('rifle', '\\ud800'),
      'REQUEST.MALFORMED',
      '/inspection/items/0/type',
    ],
    ['that goes too deep', bundleLine().replace('"rifle"', `${'['.repeat(40)}${']'.repeat(40)}`), 'REQUEST.MALFORMED'],
    ['that is no object', '[]\n', 'REQUEST.MALFORMED', ''],
    ['that is no JSON', 'placeCountry=HT\n', 'REQUEST.MALFORMED'],
    [
      'after a byte order mark',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(bundleLine())]),
      'REQUEST.MALFORMED',
    ],
    ['without its hash', bundleLine({ sha256: undefined }), 'REQUEST.MALFORMED', '/sha256'],
    ['whose reference is none', bundleLine({ clientRef: '1' }), 'REQUEST.MALFORMED', '/clientRef'],
    ['with a day that does not exist', bundleLine({ madeAt: '2026-02-30T10:00:00Z' }), 'REQUEST.MALFORMED', '/madeAt'],
    [
      'with the reference inside',
      bundleLine({ inspection: { ...inspection, clientRef: swapped.clientRef } }),
      'REQUEST.MALFORMED',
      '/inspection/clientRef',
    ],
    ['with ten thousand photos', bundleLine({ photos: photos(10_000) }), 'REQUEST.MALFORMED', '/photos'],
    ['with 501 photos', bundleLine({ photos: photos(501) }), 'REQUEST.MALFORMED', '/photos'],
    [
      'with an empty photo',
      bundleLine({ photos: [{ name: 'a.jpg', sha256: hashOf(''), size: 0 }] }),
      'REQUEST.MALFORMED',
      '/photos/0/size',
    ],
    [
      'of a bill nobody can see',
      bundleLine({ inspection: { ...inspection, shipmentId: randomUUID() } }),
      'INSPECTION.SHIPMENT_UNKNOWN',
      '/inspection/shipmentId',
    ],
    ['longer than a record may be', `{"inspection":{"narrative":"${'x'.repeat(1_400_000)}"}}\n`, 'SYNC.LINE_TOO_LONG'],
    ['that is cut', bundleLine().slice(0, -40), 'SYNC.CUT'],
  ];
  it.each(lines.map((line) => [line[0], line] as const))(
    '%s is rejected by itself',
    async (_, [what, raw, code, pointer]) => {
      const good = randomUUID();
      const before = bundleLine({ clientRef: good });
      const cutLast = what === 'that is cut' || what.startsWith('after a byte');
      const text = cutLast ? [Buffer.from(before), Buffer.from(raw)] : [Buffer.from(raw), Buffer.from(before)];
      const answer = await anna(Buffer.concat(what.startsWith('after a byte') ? text.reverse() : text));
      const at = what === 'that is cut' ? 1 : 0;
      expect(answer[at]).toMatchObject({ line: at + 1, verdict: 'rejected', fault: { code } });
      if (pointer !== undefined) expect(answer[at].fault.fields.map((field: any) => field.pointer)).toContain(pointer);
      expect(answer[1 - at]).toMatchObject({ verdict: 'accepted', clientRef: good });
      expect(summaryOf(answer)).toMatchObject({ lines: 2, accepted: 1, rejected: 1, complete: true });
      if (answer[at].clientRef) expect(await countOf(answer[at].clientRef)).toBe(0);
    },
  );

  it('tells both hashes of a content that was changed', async () => {
    const changed = { ...inspection, narrative: 'x' };
    const [answer] = await anna(bundleLine({ inspection: changed, sha256: hashOf(inspection) }));
    expect(answer.fault).toMatchObject({ announcedSha256: hashOf(inspection), computedSha256: hashOf(changed) });
  });

  it('is not one that only lacks its line feed, has a carriage return, or blank lines around it', async () => {
    const answer = await anna(`\n\r\n${bundleLine().trimEnd()}\r\n\n  \n${bundleLine().trimEnd()}`);
    expect(answer.slice(0, -1).map(({ line, verdict }) => [line, verdict])).toEqual([
      [3, 'accepted'],
      [6, 'accepted'],
    ]);
  });
});

describe('clocks that are off', () => {
  const daysFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  it.each([
    ['a device a year ahead', 366, -0.1, ['DEVICE_CLOCK_AHEAD']],
    ['a device more than a year behind', -400, -0.1, ['DEVICE_CLOCK_BEHIND', 'EXAMINED_AFTER_MADE']],
    ['an examination next year', 0, 366, ['EXAMINED_IN_FUTURE', 'EXAMINED_AFTER_MADE']],
    ['an examination long ago', 0, -400, ['EXAMINED_LONG_AGO']],
    ['three weeks offline', -21, -21, undefined],
  ])('%s is accepted, flagged and not corrected', async (_, madeAt, examinedAt, flags) => {
    const content = { ...inspection, examinedAt: daysFromNow(examinedAt).replace(/\.\d+Z$/, '+00:00') };
    const line = bundleLine({ madeAt: daysFromNow(madeAt), inspection: content });
    const [first] = await anna(line);
    expect(first.verdict).toBe('accepted');
    expect(first.clock).toEqual(flags);
    expect((await anna(line))[0].clock).toEqual(flags);
    const { body } = await expectStatus(200, world.anna.api.get(`/v1/inspections/${first.id}`));
    expect(body.examinedAt).toBe(content.examinedAt);
  });
});

describe('photos', () => {
  const photo = (text: string): object => ({ name: `${text}.jpg`, sha256: hashOf(text), size: text.length });
  it('announced with a record are missing until a file with their content is attached', async () => {
    const line = { clientRef: randomUUID(), photos: [photo('door'), photo('seal'), photo('door')] };
    const [first] = await anna(bundleLine(line));
    const missing = [
      { name: 'door.jpg', sha256: hashOf('door') },
      { name: 'seal.jpg', sha256: hashOf('seal') },
    ];
    expect(first.photosMissing).toEqual(missing);
    const headers = { 'content-type': 'application/octet-stream' };
    const path = `/v1/records/${first.id}/attachments?fileName=door.jpg`;
    const attached = await expectStatus(201, world.anna.api.post(path, undefined, { raw: 'door', headers }));
    const [again] = await anna(bundleLine({ ...line, photos: [photo('door'), photo('engine')] }));
    expect(again).toMatchObject({ verdict: 'already_have', id: first.id });
    expect(again.photosMissing).toEqual([missing[1], { name: 'engine.jpg', sha256: hashOf('engine') }]);

    const delivery = await expectStatus(200, world.anna.api.get(`/v1/inspections/${first.id}/delivery`));
    expect(delivery.body).toMatchObject({
      contentSha256: hashOf(inspection),
      receiptId: first.receipt.id,
      missing: 2,
      clock: [],
    });
    expect(delivery.body.photos[0]).toEqual({ ...photo('door'), attachmentId: attached.body.id });
    const tooMany = Array.from({ length: 499 }, (_, n) => photo(`more ${n}`));
    const [refused] = await anna(bundleLine({ ...line, photos: tooMany }));
    expect(refused).toMatchObject({ verdict: 'rejected', fault: { code: 'SYNC.TOO_MANY_PHOTOS' } });
  });

  it('and how a record came are for its owner alone', async () => {
    const release = { audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' };
    const [{ id }] = await anna(bundleLine({ photos: [photo('door')], inspection: { ...inspection, release } }));
    const path = `/v1/inspections/${id}/delivery`;
    await expectStatus(200, world.paola.api.get(`/v1/inspections/${id}`));
    await expectStatus(403, world.paola.api.get(path));
    await expectStatus(404, world.diego.api.get(path));
    const plain = await expectStatus(201, world.anna.api.post('/v1/inspections', inspection));
    const { body } = await expectStatus(200, world.anna.api.get(`/v1/inspections/${plain.body.id}/delivery`));
    expect(body).toMatchObject({ contentSha256: null, receiptId: null, device: null, photos: [], missing: 0 });
  });
});

/** A request whose lines are written one after the other while its answer is read. */
async function open(person: Person): Promise<{ request: http.ClientRequest; next(): Promise<any> }> {
  const token = (
    await expectStatus(200, test.anonymous.post('/v1/auth/login', { email: person.email, password: person.password }))
  ).body;
  const request = http.request(`${test.url}/v1/sync/inspections`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${token.accessToken}` },
  });
  request.on('error', () => undefined);
  let text = '';
  let taken = 0;
  let wake = (): void => undefined;
  request.on('response', (response) =>
    response
      .setEncoding('utf8')
      .on('data', (chunk: string) => {
        text += chunk;
        wake();
      })
      .on('error', () => undefined),
  );
  const next = async (): Promise<any> => {
    for (;;) {
      const lines = linesOfText(text.slice(0, text.lastIndexOf('\n') + 1));
      if (lines.length > taken) return lines[taken++];
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  return { request, next };
}
