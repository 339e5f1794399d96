import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runEmbargoAssess } from './embargo-assess';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-embargo-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const ran = (text: string) => {
  const file = path.join(folder, 'case.json');
  fs.writeFileSync(file, text);
  return runEmbargoAssess([file]);
};

describe('embargo:assess', () => {
  it('answers the example of the README', () => {
    const { exitCode, output } = runEmbargoAssess([path.join(__dirname, '../modules/embargo/example.case.json')]);
    expect(exitCode).toBe(0);
    expect(output).toMatchObject({
      ok: true,
      outcome: 'PROHIBITED_UNLESS_APPROVED',
      implementationGap: true,
      un: { rule: 'V4' },
    });
  });
  it('takes a file that begins with a byte order mark', () =>
    expect(ran('\uFEFF{"shipmentDate":"2024-11-01"}').exitCode).toBe(0));
  it('takes an empty case, and says what is missing', () => {
    const { exitCode, output } = ran('{}');
    expect(exitCode).toBe(0);
    expect(output).toMatchObject({ outcome: 'NEEDS_LEGAL_CONFIRMATION', provisional: true });
  });
  it('reads dates of listing beside the references, and null as not stated', () => {
    const { output } = ran(
      '{"shipmentDate":"2023-06-10","goods":[{"category":"SALW","lethal":null}],"consignee":{"listRefs":["HTi.901"],"listedOn":"2022-10-21","delistedOn":"2023-06-09"}}',
    );
    expect(output).toMatchObject({ outcome: 'NOT_PROHIBITED' });
  });
  it('tells all faults at once, with their places', () => {
    const { exitCode, output } = ran(
      '{"shipmentDate":"2024-02-30","goods":[{"category":"GUN"}],"consignee":{"clas":"HNP"},"supplierState":5}',
    );
    expect(exitCode).toBe(2);
    expect(
      (output as { faults: { pointer: string; code: string }[] }).faults.map(
        ({ pointer, code }) => `${pointer} ${code}`,
      ),
    ).toEqual([
      '/shipmentDate NOT_A_DATE',
      '/goods/0/category NOT_IN_LIST',
      '/consignee/clas UNKNOWN_FIELD',
      '/supplierState WRONG_TYPE',
    ]);
  });
  const many = (count: number, one: unknown): string => JSON.stringify(Array.from({ length: count }, () => one));
  it('refuses lists that would have to be compared with all goods, again and again', () => {
    const limits = many(11, { category: 'SALW', quantity: 1 });
    const decision = `{"scope":{"categories":${many(11, 'SALW')},"limits":${limits}}}`;
    const { output } = ran(`{"committeeDecision":${decision},"consignee":{"listRefs":${many(51, 'HTi.001')}}}`);
    expect(output).toMatchObject({
      faults: [
        { pointer: '/committeeDecision/scope/categories', code: 'TOO_MANY' },
        { pointer: '/committeeDecision/scope/limits', code: 'TOO_MANY' },
        { pointer: '/consignee/listRefs', code: 'TOO_MANY' },
      ],
    });
  });
  it('refuses lists that would make an answer of many megabytes', () => {
    const { output } = ran(`{"goods":${many(501, {})},"parties":${many(201, {})},"transitStates":${many(21, 'DO')}}`);
    expect(output).toMatchObject({
      faults: [
        { pointer: '/goods', code: 'TOO_MANY' },
        { pointer: '/parties', code: 'TOO_MANY' },
        { pointer: '/transitStates', code: 'TOO_MANY' },
      ],
    });
    const answered = ran(`{"goods":${many(500, {})},"parties":${many(200, {})},"transitStates":${many(20, 'DO')}}`);
    expect(answered.exitCode).toBe(0);
  });
  it.each([
    ['{', 'NOT_JSON'],
    ['[]', 'NOT_AN_OBJECT'],
    ['{"__proto__":{}}', 'UNKNOWN_FIELD'],
  ])('refuses %s', (text, code) => {
    expect(ran(text)).toMatchObject({ exitCode: 2, output: { ok: false, faults: [{ code }] } });
  });
  it('refuses no file and a missing file', () => {
    expect(runEmbargoAssess([]).exitCode).toBe(2);
    expect(runEmbargoAssess([path.join(folder, 'none')])).toMatchObject({
      output: { faults: [{ code: 'UNREADABLE' }] },
    });
  });
});
