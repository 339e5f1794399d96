import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import type { BillOfLading, ManifestCounts, ManifestHeader, ManifestLimits, ManifestWarning } from '../manifest.types';
import { readManifest } from '../manifest.parser';

interface Reading {
  headers: ManifestHeader[];
  bills: BillOfLading[];
  warnings: ManifestWarning[];
  counts?: ManifestCounts;
}

async function read(content: string | Buffer, limits?: Partial<ManifestLimits>, cut = 1 << 20): Promise<Reading> {
  const bytes = Buffer.from(content as string);
  const chunks = Array.from({ length: Math.ceil(bytes.length / cut) }, (_, i) =>
    bytes.subarray(i * cut, (i + 1) * cut),
  );
  const reading: Reading = { headers: [], bills: [], warnings: [] };
  for await (const part of readManifest(Readable.from(chunks), limits)) {
    if (part.type === 'header') reading.headers.push(part.header);
    else if (part.type === 'bill') reading.bills.push(part.bill);
    else if (part.type === 'warning') reading.warnings.push(part.warning);
    else if (part.type === 'end') reading.counts = part.counts;
  }
  return reading;
}
const codes = (reading: Reading) => reading.warnings.map(({ code }) => code);

const head = `BGM+85+DOC1+9'DTM+137:20240402:102'NAD+MS+SENDER'NAD+CA+RNDL+++RAINER LINE'
TDT+20+024W+1++RNDL:172:20+++9074729:146:11:RAINER D:PA'LOC+5+USFLL'LOC+60+HTCAP'DTM+133:20240401:102'
DTM+132:202404050630:203'EQD+CN+SMLU4815164+45G1+++5'MEA+AAE+T+KGM:3700,5'SEL+SML70418+CA'SEL+SML70419'
EQD+CN+TRLU6204185+22G1+++5'CNT+7:2500.25'CNT+16:2'`;
const bill = `CNI+1+B1'RFF+BM:B1'RFF+MB:MASTER'LOC+9+USFLL'LOC+11+HTCAP'LOC+14+CAPTM'GIS+23'
NAD+CZ+++SAWGRASS FREIGHT:INC+100 NW AVE+MIAMI'NAD+CN+HTC1+MAGASIN LAKAY:RUE 5:CAP-HAITIEN'NAD+NI+SAME AS CONSIGNEE'
GID+1+10:CT'FTX+AAA+++RICE, HS CODE?: 100630:SECOND LINE'MEA+AAE+G+KGM:2000.25'MEA+VOL+ABJ+MTQ:3'PCI+28+MARK 1'
SGP+SMLU4815164+10'CST+1+100630'
GID+2+5:BG'FTX+AAA+++ONE MORE'MEA+AAE+G+TNE:0.5'SGP+TRLU6204185+2'SGP+SMLU4815164+3'`;
const segments = (text: string): number => text.split("'").length - 1;
const message = (content: string, release = 'D:95B') =>
  `UNH+1+CUSCAR:${release}:UN'${content}UNT+${segments(content) + 2}+1'`;
const interchange = (...messages: string[]) =>
  `UNB+UNOA:2+A+B+240401:1200+1'${messages.join('')}UNZ+${messages.length}+1'`;

describe('a cargo report', () => {
  it.each(['D:95B', 'D:96B', 'D:03B'])(
    'of directory %s gives vessel, voyage and bill with the remarks of any form',
    async (release) => {
      const reading = await read(interchange(message(head + bill, release)));
      expect(codes(reading)).toEqual(['PLACEHOLDER_PARTY', 'HS_CODE_IN_TEXT']);
      expect(reading.headers).toHaveLength(1);
      expect(reading.headers[0]).toMatchObject({
        format: 'CUSCAR',
        voyageNumber: '024W',
        transportMode: '1',
        vesselName: 'RAINER D',
        vesselImo: '9074729',
        vesselFlag: 'PA',
        carrierCode: 'RNDL',
        placeOfDeparture: 'USFLL',
        placeOfDestination: 'HTCAP',
        departureOn: '2024-04-01',
        arrivalOn: '2024-04-05',
        arrivalTime: '06:30:00',
        statedTotals: { grossMassKg: 2500.25, containers: 2 },
      });
      expect(reading.bills[0]).toMatchObject({
        reference: 'B1',
        masterReference: 'MASTER',
        lineNumber: 1,
        nature: '23',
        loadingPlace: 'USFLL',
        unloadingPlace: 'HTCAP',
        location: { code: 'CAPTM' },
        parties: [
          { role: 'EXPORTER', code: null, name: 'SAWGRASS FREIGHT INC', address: '100 NW AVE\nMIAMI' },
          { role: 'CONSIGNEE', code: 'HTC1', name: 'MAGASIN LAKAY', address: 'RUE 5\nCAP-HAITIEN' },
          { role: 'NOTIFY', code: null, name: 'SAME AS CONSIGNEE', placeholder: true },
        ],
        containers: [
          { reference: 'SMLU4815164', packages: 13, seals: ['SML70418', 'SML70419'], emptyWeightKg: 3700.5 },
          { reference: 'TRLU6204185', packages: 2, sizeType: '22G1' },
        ],
        goods: [
          { packages: 10, packageType: 'CT', grossMassKg: 2000.25, volumeM3: 3, shippingMarks: 'MARK 1' },
          { packages: 5, grossMassKg: 500, description: 'ONE MORE' },
        ],
        unmapped: [],
      });
      expect(reading.bills[0]?.goods[0]?.description).toBe('RICE, HS CODE: 100630\nSECOND LINE');
      expect(reading.bills[0]?.goods[0]?.hsCodes.map(({ source }) => source)).toEqual(['DECLARED', 'FREE_TEXT']);
      expect(reading.counts).toEqual({
        bills: 1,
        containerLines: 2,
        distinctContainers: 2,
        packages: 15,
        grossMassKg: 2500.25,
        parties: 3,
      });
    },
  );

  it('reads the same however the bytes are cut, with other separators, and in another encoding', async () => {
    const text = interchange(message(head + bill.replace('MAGASIN', 'ÉPICERIE')));
    const whole = await read(text);
    expect(whole.bills[0]?.parties[1]?.name).toBe('ÉPICERIE LAKAY');
    expect(await read(text, {}, 7)).toEqual(whole);
    expect(await read(Buffer.from(text, 'latin1'))).toEqual(whole);
    expect(await read(Buffer.from(`\ufeff${text}`, 'utf16le'), {}, 13)).toEqual(whole);
    const swapped = `UNA|*.! ~${text.replace(/[:+?']/g, (one) => ({ ':': '|', '+': '*', '?': '!', "'": '~' })[one]!)}`;
    const { bills, counts } = await read(swapped);
    expect(counts).toEqual(whole.counts);
    expect(bills[0]).toMatchObject({
      parties: whole.bills[0]?.parties as never,
      sourceLine: whole.bills[0]?.sourceLine,
    });
  });

  it('keeps every segment it does not know, with its text and line', async () => {
    const reading = await read(interchange(message(`${head}CNI+1+B1'\nRFF+XX:77'\nMOA+39:5000:USD'\nXYZ+1'`)));
    expect(reading.bills[0]?.unmapped).toEqual([
      { element: 'RFF', value: 'RFF+XX:77', line: expect.any(Number) },
      { element: 'MOA', value: 'MOA+39:5000:USD', line: expect.any(Number) },
      { element: 'XYZ', value: 'XYZ+1', line: expect.any(Number) },
    ]);
    expect(reading.headers[0]?.unmapped.map(({ element }) => element)).toEqual(
      expect.arrayContaining(['BGM', 'DTM', 'NAD']),
    );
  });
});

describe('tolerance', () => {
  it.each([
    ['a wrong count in UNT', interchange(message(head).replace(/UNT\+\d+/, 'UNT+999')), 'SEGMENT_COUNT'],
    ['a wrong count in UNZ', interchange(message(head)).replace('UNZ+1', 'UNZ+4'), 'SEGMENT_COUNT'],
    ['no UNZ', `UNB+UNOA:2+A+B'${message(head)}`, 'TRUNCATED'],
    ['no UNT', `UNB+UNOA:2+A+B'UNH+1+CUSCAR:D:95B:UN'${head}`, 'TRUNCATED'],
    ['no UNH', `UNB+UNOA:2+A+B'${head}UNT+1+'UNZ+1+1'`, 'MALFORMED_SEGMENT'],
    ['a cancellation', interchange(message(head.replace('DOC1+9', 'DOC1+1'))), 'CANCELLATION'],
    ['an unknown unit', interchange(message(`${head}CNI+1+B'GID+1+1:CT'MEA+AAE+G+STN:4'`)), 'BAD_UNIT'],
    ['a wrong check digit', interchange(message(head.replace('SMLU4815164', 'SMLU4815165'))), 'CHECK_DIGIT'],
    ['a date that is none', interchange(message(head.replace('20240401', '20240231'))), 'BAD_DATE'],
    ['a box no bill names', interchange(message(head)), 'UNTIED_CONTAINER'],
    ['no reference', interchange(message(`${head}CNI+1'`)), 'MISSING_ELEMENT'],
    ['two bills of one reference', interchange(message(`${head}CNI+1+B'CNI+2+B'`)), 'DUPLICATE_BILL'],
    ['two messages', interchange(message(head), message(head)), 'REPEATED_HEADER'],
  ])('%s is a warning', async (_, text, code) => {
    expect(codes(await read(text))).toContain(code);
  });

  it('puts text together again that holds an unescaped separator or line ends', async () => {
    const text = `${head}CNI+1+B'GID+1+1:BG'FTX+AAA+++PHARMA +20C\r\n100 KGM'NAD+CN+++AVENUE TOUSSAINT L'OUVERTURE+5'`;
    const reading = await read(interchange(message(text)));
    expect(reading.bills[0]).toMatchObject({
      goods: [{ description: 'PHARMA +20C\n100 KGM' }],
      parties: [{ name: "AVENUE TOUSSAINT L'OUVERTURE", address: '5' }],
    });
    expect(codes(reading).filter((code) => code === 'UNESCAPED_SEPARATOR')).toHaveLength(2);
  });

  it('does not use a value that was cut, and says where the file ends', async () => {
    const reading = await read(`UNH+1+CUSCAR:D:96B:UN'CNI+1+B1'\nGID+1+10:CT'\nMEA+AAE+G+KGM:10`);
    expect(reading.bills[0]).toMatchObject({ goods: [{ packages: 10, grossMassKg: null }] });
    expect(reading.warnings.filter(({ code }) => code === 'TRUNCATED')).toEqual([
      { code: 'TRUNCATED', message: expect.stringContaining('MEA+AAE+G+KGM:10') as string, line: 3 },
      { code: 'TRUNCATED', message: expect.stringContaining('UNT') as string, line: 3 },
    ]);
  });

  it('gives a bill of a second message its own voyage', async () => {
    const second = message(head.replace('024W', '025W') + bill.replace('+B1', '+B2'));
    const { bills } = await read(interchange(message(head + bill), second));
    expect(bills.map(({ header }) => header?.voyageNumber)).toEqual([undefined, '025W']);
  });
});

it.each([
  ['another message', "UNB+UNOA:2+A+B'UNH+1+IFTMIN:D:96A:UN'BGM+1'", {}, 'UNEXPECTED_ROOT'],
  ['no message', "UNB+UNOA:2+A+B'UNZ+0+1'", {}, 'MALFORMED'],
  ['a segment without end', `UNH+1+CUSCAR:D:95B:UN'FTX+${'x'.repeat(80_000)}`, {}, 'TEXT_TOO_LONG'],
  ['a text joined without end', `UNH+1+CUSCAR:D:95B:UN'FTX+${"x'".repeat(80_000)}`, {}, 'TEXT_TOO_LONG'],
  ['too many bills', interchange(message("CNI+1+A'CNI+2+B'")), { bills: 1 }, 'TOO_MANY_BILLS'],
  ['too much in one bill', interchange(message(head + bill)), { segmentElements: 20 }, 'SEGMENT_TOO_LARGE'],
  ['too many bytes', interchange(message(head + bill)), { bytes: 200 }, 'TOO_LARGE'],
])('refuses %s', async (_, text, limits, code) => {
  await expect(read(text, limits)).rejects.toMatchObject({ name: 'FileSyntaxError', code });
});

const shared = join(resolve(process.env.LAMBI_SHARED_DATA ?? '../shared/data'), 'edifact');
(existsSync(shared) ? it : it.skip).each([
  ['cuscar_d95b_containers.edi', [1, 2, 2, 66, 25050, 2], ['SEGMENT_COUNT', 'TOTAL_MISMATCH']],
  ['cuscar_d95b_simple.edi', [1, 0, 0, 2880, 55814, 3], ['SEGMENT_COUNT', 'TOTAL_MISMATCH']],
  [
    'cuscar_d96b_cmsp_multiline_ftx_fragment.edi',
    [1, 0, 0, 820, 0, 0],
    ['HS_CODE_IN_TEXT', 'TRUNCATED', 'UNESCAPED_SEPARATOR'],
  ],
  ['cuscar_d96b_maersk_header_fragment.edi', [0, 3, 3, 0, 0, 0], ['TRUNCATED', 'UNTIED_CONTAINER']],
])('the sample %s is read as it was counted by hand', async (file, numbers, warnings) => {
  const reading = await read(readFileSync(join(shared, file)));
  expect(Object.values(reading.counts!)).toEqual(numbers);
  expect([...new Set(codes(reading))].sort()).toEqual(warnings);
});
