import { createHash, randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import { canonicalJson } from '../../src/kernel/canonical-json';
import { RemindJob } from '../../src/modules/inspections/reporting/duties/remind.job';
import { asSuperuser } from '../../src/platform/database/provision';
import { type Answer, type ApiClient, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import type { World } from '../support/world';

/* S1 of domain.md 3.3: stated 999 rounds, listed 1,004. */
const SECRET = 'Source: the night watchman';
const seizure = {
  placeCountry: 'HT',
  placeLocode: 'HTCAP',
  placeName: 'Cap-Haïtien, terminal portuaire',
  legalBasis: 'Code douanier, art. 62',
  necessity: 'X-ray image did not fit the declared food and clothes',
  ground: 'XRAY',
  cooperation: 'FULL',
  examinedAt: '2024-04-05T10:30:00-04:00',
  result: 'FOUND',
  heldBack: SECRET,
  statedTotals: [{ category: 'AMMUNITION', quantity: 999, source: 'AGD press note' }],
  items: [
    { category: 'FIREARM', quantity: 1, type: 'rifle', make: '=CMD()', calibre: '7.62x39', serial: '+A1-93427' },
    { category: 'AMMUNITION', quantity: 1004, calibre: '5.56x45', description: '@SUM(A1:A9)' },
  ],
};
const nil = { ...seizure, result: 'NIL', items: [], statedTotals: [] };
const statements = {
  seizure: 'Seized by AGD under exhibit CAP-2024-017',
  disposal: 'Retained as evidence',
  origin: 'Warehouse in Fort Lauderdale',
  intendedDestination: 'Consignee at Cap-Haitien',
};

let test: TestApp;
let world: World;
beforeAll(async () => {
  test = await startTestApp();
  world = await test.world();
});
afterAll(() => test?.close());

const inspect = async (body: object = seizure): Promise<Answer['body']> =>
  (await expectStatus(201, world.anna.api.post('/v1/inspections', body))).body;
const issue = (id: string, body: object, api: ApiClient = world.anna.api): Promise<Answer> =>
  api.post(`/v1/inspections/${id}/reports`, body, { headers: { 'idempotency-key': randomUUID() } });
const issued = async (id: string, body: object): Promise<Answer['body']> =>
  (await expectStatus(201, issue(id, body))).body;
const dutiesOf = async (inspectionId: string, query = ''): Promise<Answer['body'][]> => {
  const { body } = await expectStatus(200, world.anna.api.get(`/v1/inspection-reports/duties?limit=200${query}`));
  return (body.items as Answer['body'][]).filter((duty) => duty.inspectionId === inspectionId);
};
const verify = (code: string): Promise<Answer> =>
  test.anonymous.get(`/v1/report-verifications?code=${encodeURIComponent(code)}`);
const release = async (recordId: string, audienceId: string): Promise<string> => {
  const body = { recordIds: [recordId], audienceIds: [audienceId], purpose: 'Panel investigation' };
  return (await expectStatus(201, world.anna.api.post('/v1/releases', body))).body.releases[0].id as string;
};
const document = async (id: string, query: string): Promise<Buffer> => {
  const { status, bytes } = await world.anna.api.download(`/v1/inspection-reports/${id}/document?${query}`);
  expect(status).toBe(200);
  return bytes;
};
const codesOf = ({ body }: Answer): string[] => (body.reasons as { code: string }[]).map(({ code }) => code);

describe('what is owed', () => {
  it('arises when an inspection is complete, under a policy that calls itself policy, and follows a correction', async () => {
    const { id } = await inspect();
    const duties = await dutiesOf(id);
    expect(duties.map(({ kind, state }) => [kind, state])).toEqual([
      ['INITIAL', 'open'],
      ['FOLLOW_UP', 'open'],
    ]);
    expect(duties[0]!.policy).toMatchObject({ code: 'COOPERATION_DEFAULT', label: 'Project policy, not law' });
    expect(duties[0]!.timeZone).toBe('America/Port-au-Prince');
    expect(await dutiesOf((await inspect(nil)).id)).toHaveLength(1);
    expect(await dutiesOf((await inspect({ ...seizure, necessity: undefined })).id)).toEqual([]);
    const { id: corrected } = await inspect(nil);
    const at = (version: number): object => ({ headers: { 'if-match': `"v${version}"` } });
    const { items } = seizure;
    await expectStatus(201, world.anna.api.post(`/v1/inspections/${corrected}/items`, { items }, at(1)));
    await expectStatus(200, world.anna.api.patch(`/v1/inspections/${corrected}`, { result: 'FOUND' }, at(2)));
    expect((await dutiesOf(corrected)).map(({ kind }) => kind)).toEqual(['INITIAL', 'FOLLOW_UP']);
  });

  it('is nobody else’s business, and an extension is kept with its reason', async () => {
    const { id } = await inspect();
    const [duty] = await dutiesOf(id);
    const path = `/v1/inspection-reports/duties/${duty!.id}`;
    const shorter = await expectStatus(
      422,
      world.anna.api.post(`${path}/extensions`, { dueOn: '2020-01-01', reason: 'sooner' }),
    );
    expect(codesOf(shorter)).toEqual(['NOT_LATER']);
    const dueOn = new Date(Date.parse(duty!.dueAt) + 20 * 86_400_000).toISOString().slice(0, 10);
    const { body } = await expectStatus(
      200,
      world.anna.api.post(`${path}/extensions`, { dueOn, reason: 'Laboratory' }),
    );
    expect(body).toMatchObject({
      dueOn,
      firstDueOn: duty!.dueOn,
      extensions: [{ fromDueOn: duty!.dueOn, reason: 'Laboratory' }],
    });
    await release(id, world.diego.audienceId);
    await expectStatus(404, world.diego.api.get(path));
    expect((await expectStatus(200, world.diego.api.get('/v1/inspection-reports/duties'))).body.items).toEqual([]);
    await expectStatus(403, world.paola.api.get('/v1/inspection-reports/duties'));
  });

  it('is reminded of once at each stage, and counted without naming anybody', async () => {
    const { id } = await inspect(nil);
    const [duty] = await dutiesOf(id);
    await asSuperuser(test.database.superuser, async (client) => {
      await client.query('SET session_replication_role = replica'); // no trigger asks for a leaf of what time has done
      await client.query("UPDATE inspection_report_duties SET due_at = now() - interval '8 days' WHERE id = $1", [
        duty!.id,
      ]);
    });
    const remind = test.app.get(RemindJob);
    await remind.run();
    await remind.run();
    const { body } = await expectStatus(200, world.anna.api.get('/v1/inspection-reports/reminders?limit=200'));
    const mine = (body.items as Answer['body'][]).filter(({ dutyId }) => dutyId === duty!.id);
    expect(mine.map(({ stage, isMet }) => [stage, isMet])).toEqual([['OVERDUE', false]]);
    expect((await expectStatus(200, world.diego.api.get('/v1/inspection-reports/reminders'))).body.items).toEqual([]);
    expect((await dutiesOf(id, '&state=overdue')).map(({ state }) => state)).toEqual(['overdue']);
    expect([...(await remind.overdue())]).toEqual([['INITIAL', 1]]);
    await issued(id, { kind: 'INITIAL' });
    expect((await dutiesOf(id)).map(({ state }) => state)).toEqual(['met']);
    const { body: statistics } = await expectStatus(200, world.anna.api.get('/v1/inspection-reports/statistics'));
    expect(statistics.find(({ kind }: { kind: string }) => kind === 'INITIAL')).toMatchObject({ late: 1, overdue: 0 });
  });
});

describe('a report', () => {
  it('that does not say what its kind must is refused with every reason, or explains what it leaves out', async () => {
    const { id } = await inspect({ ...seizure, ground: undefined, cooperation: 'UNKNOWN' });
    const refused = await expectStatus(422, issue(id, { kind: 'FOLLOW_UP' }));
    expect(codesOf(refused)).toEqual([
      ...['GROUNDS_MISSING', 'COOPERATION_MISSING', 'SEIZURE_MISSING', 'DISPOSAL_MISSING'],
      ...['ORIGIN_MISSING', 'DESTINATION_MISSING'],
    ]);
    const omissions = ['GROUNDS_MISSING', 'COOPERATION_MISSING'].map((code) => ({ code, reason: 'Not yet known' }));
    const report = await issued(id, { kind: 'FOLLOW_UP', statements, omissions });
    expect(report.content.omissions).toEqual(omissions);
    expect(
      codesOf(await expectStatus(422, issue((await inspect(nil)).id, { kind: 'FOLLOW_UP', statements }))),
    ).toContain('NOTHING_FOUND');
    const draft = await inspect({ ...seizure, legalBasis: undefined });
    expect((await expectStatus(422, issue(draft.id, { kind: 'INITIAL' }))).body.code).toBe(
      'INSPECTION_REPORT.NOT_COMPLETED',
    );
  });

  it('is frozen with its hash and a receipt, happens once, and never says what is held back', async () => {
    const { id } = await inspect();
    const headers = { 'idempotency-key': randomUUID() };
    const path = `/v1/inspections/${id}/reports`;
    const first = await expectStatus(201, world.anna.api.post(path, { kind: 'INITIAL' }, { headers }));
    const again = await expectStatus(201, world.anna.api.post(path, { kind: 'INITIAL' }, { headers }));
    // By then the receipt may say more: its place in the log.
    expect(again.body).toEqual({ ...first.body, receipt: again.body.receipt });
    expect(again.body.receipt.id).toBe(first.body.receipt.id);
    expect(first.body.number).toMatch(/^HT-AGD-INS-\d{4}-\d{6}\/R1$/);
    expect(first.text).not.toContain('watchman');
    expect(createHash('sha256').update(canonicalJson(first.body.content)).digest('hex')).toBe(first.body.sha256);
    expect((await expectStatus(409, issue(id, { kind: 'INITIAL' }))).body.code).toBe(
      'INSPECTION_REPORT.STANDING_REPORT',
    );
    await expectStatus(
      200,
      world.anna.api.patch(
        `/v1/inspections/${id}`,
        { narrative: 'More was learned' },
        { headers: { 'if-match': '"v1"' } },
      ),
    );
    const { body: read } = await expectStatus(200, world.anna.api.get(`/v1/inspection-reports/${first.body.id}`));
    expect(read.content.inspection.narrative).toBeNull();
    const second = await issued(id, { kind: 'INITIAL', supersedes: first.body.id, note: 'Corrects the narrative' });
    expect(second).toMatchObject({
      content: { supersedes: first.body.number, inspection: { narrative: 'More was learned' } },
    });
    const { body: list } = await expectStatus(200, world.anna.api.get(path));
    expect(list.map(({ standing }: { standing: string }) => standing)).toEqual(['STANDING', 'SUPERSEDED']);
  });

  it('is read by whom it is addressed to, while the inspection is released to them, and by nobody let in later', async () => {
    const { id } = await inspect();
    const audienceIds = [world.paola.audienceId];
    expect((await expectStatus(422, issue(id, { kind: 'INITIAL', audienceIds }))).body.code).toBe(
      'INSPECTION_REPORT.NOT_RELEASED',
    );
    const releaseId = await release(id, world.paola.audienceId);
    const report = await issued(id, { kind: 'INITIAL', audienceIds });
    const path = `/v1/inspection-reports/${report.id}`;
    const seen = await expectStatus(200, world.paola.api.get(path));
    expect(seen.body.audienceIds).toBeUndefined();
    expect(seen.body.receiptId).toBeUndefined();
    await release(id, world.diego.audienceId);
    await expectStatus(200, world.diego.api.get(`/v1/inspections/${id}`));
    await expectStatus(404, world.diego.api.get(path));
    await expectStatus(404, world.diego.api.get(`${path}/document?format=pdf`));
    expect((await expectStatus(200, world.diego.api.get(`/v1/inspections/${id}/reports`))).body).toEqual([]);
    await expectStatus(200, world.anna.api.delete(`/v1/releases/${releaseId}`, { because: 'over' }));
    await expectStatus(404, world.paola.api.get(path));
  });

  it('that is withdrawn is its owner’s alone, is owed again, and says so to whoever verifies a copy', async () => {
    const { id } = await inspect(nil);
    await release(id, world.paola.audienceId);
    const report = await issued(id, { kind: 'INITIAL', audienceIds: [world.paola.audienceId] });
    const path = `/v1/inspection-reports/${report.id}`;
    await expectStatus(404, world.paola.api.post(`${path}/withdrawal`, { because: 'not mine' }));
    await expectStatus(200, world.anna.api.post(`${path}/withdrawal`, { because: 'Wrong container' }));
    await expectStatus(409, world.anna.api.post(`${path}/withdrawal`, { because: 'Wrong container' }));
    await expectStatus(404, world.paola.api.get(path));
    expect((await dutiesOf(id)).map(({ state }) => state)).toEqual(['open']);
    const { body } = await expectStatus(200, verify(report.verificationCode));
    expect(body.standing).toBe('WITHDRAWN');
    expect(JSON.stringify(body)).not.toContain('container');
    await issued(id, { kind: 'INITIAL' });
  });
});

describe('a verification code', () => {
  it('leads whoever holds the document to its hash and the promise of its receipt, and to nothing of its content', async () => {
    const { id } = await inspect();
    const report = await issued(id, { kind: 'INITIAL', language: 'fr' });
    const pdf = await document(report.id, 'format=pdf');
    const { body } = await expectStatus(200, verify(` ${report.verificationCode.toLowerCase()} `));
    expect(body).toMatchObject({
      kind: 'INITIAL',
      standing: 'STANDING',
      issuedBy: { code: 'HT-AGD' },
      sha256: report.sha256,
      receipt: { id: report.receiptId, leafHash: report.receipt.leafHash, promise: report.receipt.promise },
    });
    expect(body.documents).toEqual([
      { format: 'pdf', language: 'fr', sha256: createHash('sha256').update(pdf).digest('hex') },
    ]);
    for (const word of [id, report.id, report.number, 'Cap-Ha', 'rifle', 'leaf"'])
      expect(JSON.stringify(body)).not.toContain(word);
  });

  it('that is mistyped is told apart from one that nobody was given, and guessing is slowed down', async () => {
    const { id } = await inspect(nil);
    const { verificationCode } = await issued(id, { kind: 'INITIAL' });
    const mistyped = verificationCode.replace(/^./, (first: string) => (first === '7' ? '8' : '7'));
    expect((await expectStatus(400, verify(mistyped))).body.code).toBe('INSPECTION_REPORT.CODE_MISTYPED');
    const unknown = '0000-0000-0000-0000-0000';
    await expectStatus(404, verify(unknown));
    const statuses: number[] = [];
    for (let i = 0; i < 21; i += 1) statuses.push((await verify(unknown)).status);
    expect(statuses.at(-1)).toBe(429);
    await expectStatus(
      200,
      test.anonymous.post('/v1/auth/login', { email: world.anna.email, password: world.anna.password }),
    );
  });
});

describe('a document', () => {
  it('is a PDF of the same bytes each time, in each language, with its name, language and pages', async () => {
    const many = Array.from({ length: 120 }, (_, i) => ({
      category: 'FIREARM',
      quantity: 1,
      type: 'rifle',
      serial: `S${i}`,
    }));
    const { id } = await inspect({ ...seizure, items: many, vesselName: 'نجمة البحر / Морская звезда / 海星' });
    const report = await issued(id, { kind: 'INITIAL' });
    for (const lang of ['en', 'fr', 'es']) {
      const pdf = await document(report.id, `format=pdf&lang=${lang}`);
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(await document(report.id, `format=pdf&lang=${lang}`)).toEqual(pdf);
      const text = pdf.toString('latin1');
      expect(text).toContain(`/Lang (${lang})`);
      expect([...text.matchAll(/\/Type \/Page\b/g)].length).toBeGreaterThan(4);
      expect(text).toContain('/Outlines');
      expect(text.match(/DejaVuSans/g)!.length).toBeGreaterThan(1);
    }
    const spanish = await world.anna.api.download(`/v1/inspection-reports/${report.id}/document?format=pdf`, {
      'accept-language': 'de, es-DO;q=0.9, en;q=0.5',
    });
    expect(spanish.headers.get('content-language')).toBe('es');
    expect(spanish.headers.get('content-disposition')).toMatch(/R1-es\.pdf"/);
    await expectStatus(400, world.anna.api.get(`/v1/inspection-reports/${report.id}/document?format=docx`));
  });

  it('is a spreadsheet in which texts are texts, numbers are numbers and nothing is a formula', async () => {
    const { id } = await inspect();
    const report = await issued(id, { kind: 'FOLLOW_UP', statements });
    const content = await document(report.id, 'format=xlsx&lang=es');
    expect(await document(report.id, 'format=xlsx&lang=es')).toEqual(content);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(content as unknown as ArrayBuffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Informe', 'Artículos encontrados', 'Totales']);
    const values = workbook.worksheets.flatMap((sheet) => {
      const found: ExcelJS.CellValue[] = [];
      sheet.eachRow((row) => row.eachCell((cell) => found.push(cell.value)));
      return found;
    });
    for (const text of ['=CMD()', '+A1-93427', '@SUM(A1:A9)', '2024-04-05T10:30:00-04:00', 'Arma de fuego'])
      expect(values).toContain(text);
    for (const number of [999, 1004, -5]) expect(values).toContain(number);
    expect(values.filter((value) => typeof value === 'object' && value !== null)).toEqual([]);
    expect(JSON.stringify(values)).not.toContain('watchman');
  });
});

describe('a policy', () => {
  it('is replaced by a new version, for everybody or one organisation, and holds for what is completed after it', async () => {
    const { id: before } = await inspect(nil);
    const terms = {
      code: 'AGD_POLICY',
      label: 'Policy of AGD',
      source: 'Circular',
      countedFrom: 'EXAMINATION',
      remindDays: 1,
    };
    const policy = { ...terms, organisationId: world.anna.organisationId, initialWorkingDays: 10, followUpDays: 60 };
    await expectStatus(403, world.anna.api.post('/v1/reporting-policies', policy));
    const { body } = await expectStatus(201, world.adele.api.post('/v1/reporting-policies', policy));
    expect(body).toMatchObject({ version: 1, organisationId: world.anna.organisationId });
    const { id: after } = await inspect({ ...nil, examinedAt: '2024-04-30T23:30:00-04:00' });
    // From Tuesday 30 April 2024: 1 May is a national holiday in Haiti (art. 275-1), so ten working days end on 15 May.
    expect((await dutiesOf(after))[0]).toMatchObject({
      dueOn: '2024-05-15',
      dueAt: '2024-05-16T04:00:00.000Z',
      state: 'overdue',
    });
    expect((await dutiesOf(before))[0]!.policy.code).toBe('COOPERATION_DEFAULT');
    expect((await expectStatus(200, world.diego.api.get('/v1/reporting-policies'))).body).toHaveLength(1);
    expect((await expectStatus(200, world.anna.api.get('/v1/reporting-policies'))).body).toHaveLength(2);
  });

  it('counts around the holidays an administrator has added', async () => {
    const day = { country: 'HT', year: 2024, month: 5, day: 2, name: 'Pont', source: 'Le Moniteur' };
    await expectStatus(403, world.anna.api.post('/v1/public-holidays', day));
    await expectStatus(400, world.adele.api.post('/v1/public-holidays', { ...day, month: 2, day: 30 }));
    await expectStatus(201, world.adele.api.post('/v1/public-holidays', day));
    const { id } = await inspect({ ...nil, examinedAt: '2024-04-30T09:00:00-04:00' });
    expect((await dutiesOf(id))[0]!.dueOn).toBe('2024-05-16');
    await expectStatus(201, world.adele.api.post('/v1/public-holidays', { ...day, observed: false }));
    const { body } = await expectStatus(200, world.anna.api.get('/v1/public-holidays?country=HT'));
    expect(body.filter(({ year }: { year: number | null }) => year === null)).toHaveLength(5);
  });
});
