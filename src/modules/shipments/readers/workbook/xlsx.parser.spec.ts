import { Readable } from 'node:stream';
import { partsOf, texts, xlsxOf, zipOf, type HandMade } from './handmade-workbook.factory';
import { readManifest } from '../manifest.parser';
import type { BillOfLading, ManifestCounts, ManifestHeader, ManifestLimits, ManifestWarning } from '../manifest.types';
import type { TablePlan } from '../tables/table-plan.types';
import { defaultColumns } from '../tables/table-columns.cases';

interface Reading {
  format?: string;
  header?: ManifestHeader;
  bills: BillOfLading[];
  warnings: ManifestWarning[];
  counts?: ManifestCounts;
}

async function read(file: Buffer, columnMap?: TablePlan, limits: Partial<ManifestLimits> = {}): Promise<Reading> {
  const reading: Reading = { bills: [], warnings: [] };
  const chunks = [file.subarray(0, 7), file.subarray(7)];
  for await (const part of readManifest(Readable.from(chunks), limits, { columnMap })) {
    if (part.type === 'format') reading.format = part.format;
    else if (part.type === 'header') reading.header = part.header;
    else if (part.type === 'bill') reading.bills.push(part.bill);
    else if (part.type === 'warning') reading.warnings.push(part.warning);
    else reading.counts = part.counts;
  }
  return reading;
}
const readHandMade = async (made: HandMade): Promise<Reading> => read(await xlsxOf(made));
const codes = ({ warnings }: Reading) => warnings.map(({ code }) => code);

/** One row under the names of the columns; gives what the bill has of each column nobody took. */
async function cellsOf(row: string, more: Partial<HandMade> = {}): Promise<Record<string, string>> {
  const head = texts('bl_no', 'vessel', 'a', 'b', 'c', 'd', 'e', 'f');
  const made = { sheets: { S: `${head}<row r="2">${texts('B1', 'X').slice(5, -6)}${row}</row>` }, ...more };
  const { bills } = await readHandMade(made);
  return Object.fromEntries(bills[0]!.unmapped.map(({ element, value }) => [element, value]));
}

describe('a workbook', () => {
  it('is read like the same table in CSV', async () => {
    const rows = [
      ['BL No', 'Navire', 'Conteneur', 'Colis', 'Poids brut (kg)', 'Destinataire', 'Marchandises', 'Remarque'],
      ['B1', 'ETOILE', 'CSQU3054383', '10', '1000.5', 'MAGASIN', 'RICE &amp; BEANS', 'x'],
      ['B1', 'ETOILE', 'CSQU3054383', '5', '500', 'MAGASIN', 'OIL', ''],
      ['B2', 'ETOILE', '', '1', '1500', 'TO ORDER', 'CAR', ''],
    ];
    const reading = await readHandMade({ sheets: { Bills: rows.map((row) => texts(...row)).join('') } });
    const csv = rows
      .map((row) => row.join(';'))
      .join('\n')
      .replace('&amp;', '&');
    const same = await read(Buffer.from(csv));
    expect([reading.format, same.format]).toEqual(['XLSX', 'CSV']);
    expect({ ...reading, format: 0, header: { ...reading.header, format: 0 } }).toEqual({
      ...same,
      format: 0,
      header: { ...same.header, format: 0 },
    });
    expect(reading.counts).toMatchObject({
      bills: 2,
      containerLines: 1,
      packages: 16,
      grossMassKg: 3000.5,
      parties: 2,
    });
    expect(codes(reading)).toEqual(['UNKNOWN_COLUMN', 'PLACEHOLDER_PARTY']);
  });

  it('gives each kind of cell as its text', async () => {
    const strings = `<si><r><rPr><b/></rPr><t>BLUE </t></r><r><t>WHALE</t></r><rPh sb="0"><t>no sound</t></rPh></si><si><t>line_x000D_end _x0000_ _x005F_</t></si>`;
    expect(
      await cellsOf(
        '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="b"><v>1</v></c><c t="str"><f>A1&amp;B1</f><v>sum</v></c><c><f>1+1</f><v>2</v></c><c t="inlineStr"><is><t>000123</t></is></c>',
        { strings },
      ),
    ).toEqual({ a: 'BLUE WHALE', b: 'line\rend _x0000_ _', c: 'TRUE', d: 'sum', e: '2', f: '000123' });
  });

  it('keeps a number as the decimal it is', async () => {
    const values = ['7.1E+7', '0.1', '1.23456789012E+11', '1E-3', '0.30000000000000004', '123456789012345678'];
    expect(Object.values(await cellsOf(values.map((value) => `<c><v>${value}</v></c>`).join('')))).toEqual([
      '71000000',
      '0.1',
      '123456789012',
      '0.001',
      '0.30000000000000004',
      '123456789012345678',
    ]);
  });

  const styles = `<numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/><numFmt numFmtId="165" formatCode="000000"/><numFmt numFmtId="166" formatCode="[Red]#,##0.00&quot; days&quot;"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="21"/></cellXfs>`;
  it.each([
    ['', ['2024-04-05', '2024-04-05T12:00:00', '071333', '45387', '06:00:00', '1900-01-31']],
    ['<workbookPr date1904="1"/>', ['2028-04-06', '2028-04-06T12:00:00', '071333', '45387', '06:00:00', '1904-02-01']],
  ])('tells a day from its format %s', async (workbookPr, wanted) => {
    const row = `<c s="1"><v>45387</v></c><c s="2"><v>45387.5</v></c><c s="3"><v>71333</v></c><c s="4"><v>45387</v></c><c s="5"><v>0.25</v></c><c s="1"><v>31</v></c>`;
    expect(Object.values(await cellsOf(row, { styles, workbookPr }))).toEqual(wanted);
  });

  it('warns of an error, of a formula without a value and of merged cells, and invents nothing', async () => {
    const row =
      '<row r="2"><c r="A2" t="str"><v>B1</v></c><c r="C2" t="e"><v>#REF!</v></c><c r="D2"><f>X1</f></c></row><row r="3"><c r="B3"><v>5</v></c></row>';
    const reading = await readHandMade({
      sheets: { S: texts('bl_no', 'packages', 'gross_kg', 'vin') + row },
      after: '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A1:B1"/></mergeCells>',
    });
    expect(reading.warnings).toMatchObject([
      { code: 'CELL_ERROR', message: 'cell C2 holds the error #REF! and no value', line: 2 },
      { code: 'FORMULA_WITHOUT_VALUE', line: 2 },
      { code: 'MERGED_CELLS', message: expect.stringMatching(/^1 ranges.*A2:A3$/) },
      { code: 'MISSING_ELEMENT', line: 3 },
    ]);
    expect(reading.bills.map(({ reference }) => reference)).toEqual(['B1', null]);
  });

  it('is read with prefixes and with paths from the root, as other programs write them', async () => {
    const reading = await readHandMade({
      sheets: { S: '' },
      parts: {
        'xl/worksheets/sheet1.xml':
          '\ufeff<?xml version="1.0" encoding="utf-8"?><x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="str"><x:v>bl_no</x:v></x:c><x:c t="str"><x:v>vessel</x:v></x:c></x:row><x:row><x:c t="str"><x:v>B1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        'xl/_rels/workbook.xml.rels':
          '<r:Relationships xmlns:r="m"><r:Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="/xl/worksheets/sheet1.xml"/></r:Relationships>',
      },
    });
    expect([reading.warnings, reading.bills.map(({ reference }) => reference)]).toEqual([[], ['B1']]);
  });

  it('passes over no row and no sheet in silence', async () => {
    const table = `${texts('MANIFIESTO DE CARGA')}<row/>${texts('Buque:', 'ETOILE')}${texts('conocimiento', 'bultos')}${texts('B1', '4')}`;
    const reading = await readHandMade({
      sheets: { Cover: texts('hello'), Empty: '', Carga: table, Other: texts('bl_no', 'vessel') },
    });
    expect(reading.warnings.map(({ code, message, line }) => [code, line, message])).toEqual([
      ['SHEET_NOT_READ', 1, 'sheet "Cover" is not read, the bills are taken from "Carga"'],
      ['SHEET_NOT_READ', 1, expect.stringContaining('send it as a file of its own')],
      ['ROWS_BEFORE_HEADER', 1, expect.stringContaining('MANIFIESTO DE CARGA')],
      ['ROWS_BEFORE_HEADER', 3, expect.stringContaining('Buque: | ETOILE')],
    ]);
    expect(reading.bills).toMatchObject([{ reference: 'B1', sourceLine: 5 }]);
  });

  it('is read by a column map, whose decimal comma means texts and not number cells', async () => {
    const plan: TablePlan = {
      columns: new Map([...defaultColumns, ['doc', 'bl_no'], ['kilos', 'gross_kg']]),
      constants: { customs_office: 'CAP01', voyage: '024W' },
      decimalMark: 'COMMA',
      dateOrder: 'DMY',
    };
    const row =
      '<row><c t="str"><v>D1</v></c><c><v>1.234</v></c><c t="str"><v>1.234,5</v></c><c t="str"><v>4/5/2024</v></c></row>';
    const reading = await read(await xlsxOf({ sheets: { S: texts('Doc', 'Volume', 'Kilos', 'ETA') + row } }), plan);
    expect(reading.warnings).toEqual([]);
    expect(reading.header).toMatchObject({ customsOfficeCode: 'CAP01', voyageNumber: '024W', arrivalOn: '2024-05-04' });
    expect(reading.bills[0]).toMatchObject({ reference: 'D1', goods: [{ volumeM3: 1.234, grossMassKg: 1234.5 }] });
  });

  it('names what it found where nothing is recognised', async () => {
    const file = xlsxOf({ sheets: { A: texts('Doc', 'Kilos', 'Cargo'), B: texts('x') } });
    await expect(read(await file)).rejects.toMatchObject({
      code: 'UNKNOWN_FORMAT',
      message: expect.stringMatching(/found: Doc, Kilos, Cargo\. .*column map/),
    });
  });
});

const bills = { sheets: { S: texts('bl_no', 'vessel') + texts('B1', 'X') } };
const withPart = (name: string, content: string | undefined) => xlsxOf({ ...bills, parts: { [name]: content } });
const sheet = (data: string, head = '') =>
  withPart('xl/worksheets/sheet1.xml', `${head}<worksheet><sheetData>${data}</sheetData></worksheet>`);
const named = (name: string) =>
  zipOf({ ...partsOf(bills), [name.replace(/\W/g, '_')]: 'x' }).then((file) =>
    Buffer.from(file.toString('latin1').replaceAll(name.replace(/\W/g, '_'), name), 'latin1'),
  );

it.each<[string, () => Promise<Buffer>, string]>([
  ['a ZIP file of something else', () => zipOf({ 'a.txt': 'x' }), 'UNKNOWN_FORMAT'],
  [
    'a letter',
    () =>
      withPart(
        '[Content_Types].xml',
        '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
    'UNKNOWN_FORMAT',
  ],
  [
    'a binary workbook',
    () =>
      withPart(
        '[Content_Types].xml',
        '<Types><Override ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
      ),
    'UNKNOWN_FORMAT',
  ],
  ['a protected workbook', async () => Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'), 'ENCRYPTED'],
  ['a file cut in half', async () => (await xlsxOf(bills)).subarray(0, 400), 'TRUNCATED'],
  ['a DTD', () => sheet(texts('bl_no', 'vessel'), '<!DOCTYPE x [<!ENTITY a "b">]>'), 'DOCTYPE_REFUSED'],
  ['an entity of its own', () => sheet(texts('bl_no', '&lol;')), 'MALFORMED'],
  ['crossed tags', () => sheet('<row></c></row>'), 'MALFORMED'],
  ['a text that is not there', () => sheet(`${texts('bl_no', 'vessel')}<row><c t="s"><v>7</v></c></row>`), 'MALFORMED'],
  [
    'a cell given twice',
    () => sheet(`${texts('bl_no', 'vessel')}<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>`),
    'MALFORMED',
  ],
  ['a cell reference that is none', () => sheet('<row><c r="12"><v>1</v></c></row>'), 'MALFORMED'],
  ['too many columns', () => sheet('<row><c r="ZZ1"><v>1</v></c></row>'), 'TOO_MANY_CELLS'],
  ['too deep a tree', () => sheet('<a>'.repeat(200) + '</a>'.repeat(200)), 'TOO_DEEP'],
  [
    'a text without end',
    () => sheet(`<row><c t="inlineStr"><is><t>${'x'.repeat(70_000)}</t></is></c></row>`),
    'TEXT_TOO_LONG',
  ],
  [
    'pieces of a text without end',
    () => sheet(`<row><c t="inlineStr"><is>${`<r><t>${'x'.repeat(30_000)}</t></r>`.repeat(4)}</is></c></row>`),
    'TEXT_TOO_LONG',
  ],
  ['a sheet that is missing', () => withPart('xl/worksheets/sheet1.xml', undefined), 'MALFORMED'],
  [
    'a workbook that is its own sheet',
    () =>
      withPart(
        'xl/_rels/workbook.xml.rels',
        '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="workbook.xml"/></Relationships>',
      ),
    'EMPTY',
  ],
  ['a path out of the file', () => named('../../evil'), 'MALFORMED'],
  ['an absolute path', () => named('/etc/passwd'), 'MALFORMED'],
  ['an empty workbook', () => xlsxOf({ sheets: { S: '' } }), 'EMPTY'],
  ['no sheet', () => xlsxOf({ sheets: {} }), 'EMPTY'],
  ['a million texts and more', () => xlsxOf({ ...bills, strings: '<si/>'.repeat(1_000_001) }), 'TOO_LARGE'],
  ['a bomb', () => sheet(texts('bl_no', 'vessel') + '<row><c><v>1</v></c></row>'.repeat(700_000)), 'TOO_LARGE'],
])('refuses %s', async (_, make, code) => {
  const begun = Date.now();
  await expect(read(await make())).rejects.toMatchObject({ name: 'FileSyntaxError', code });
  expect(Date.now() - begun).toBeLessThan(5_000);
});

it('refuses to unpack more than it is told to, whatever the size of the file', async () => {
  const file = await sheet(texts('bl_no', 'vessel') + texts('B1', 'x'.repeat(1_000)).repeat(100));
  await expect(read(file, undefined, { bytes: 50_000 })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  expect((await read(file, undefined, { bytes: 500_000 })).counts).toMatchObject({ bills: 1 });
});

it('refuses a damaged part, and one that says less of itself than it holds', async () => {
  const file = await zipOf({
    ...partsOf(bills),
    'xl/worksheets/sheet1.xml': partsOf(bills)['xl/worksheets/sheet1.xml'],
  });
  const at = file.lastIndexOf(Buffer.from('504b0102', 'hex'));
  const wrongSum = Buffer.from(file);
  wrongSum.writeUInt32LE(1, at + 16);
  await expect(read(wrongSum)).rejects.toMatchObject({
    code: 'MALFORMED',
    message: expect.stringContaining('checksum'),
  });
  const smaller = Buffer.from(file);
  smaller.writeUInt32LE(3, at + 24);
  await expect(read(smaller)).rejects.toMatchObject({ code: 'MALFORMED' });
});
