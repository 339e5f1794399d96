import { Readable } from 'node:stream';
import type { BillOfLading, ManifestCounts, ManifestHeader, ManifestLimits, ManifestWarning } from '../manifest.types';
import { readManifest } from '../manifest.parser';
import { readTableNumber } from './table-values.rules';

interface Reading {
  header?: ManifestHeader;
  bills: BillOfLading[];
  warnings: ManifestWarning[];
  counts?: ManifestCounts;
}

async function read(content: string | Buffer, limits?: Partial<ManifestLimits>, cut = 1 << 20): Promise<Reading> {
  const bytes = Buffer.from(content as string);
  const chunks = Array.from({ length: Math.ceil(bytes.length / cut) }, (_, i) =>
    bytes.subarray(i * cut, (i + 1) * cut),
  );
  const reading: Reading = { bills: [], warnings: [] };
  for await (const part of readManifest(Readable.from(chunks), limits)) {
    if (part.type === 'header') reading.header = part.header;
    else if (part.type === 'bill') reading.bills.push(part.bill);
    else if (part.type === 'warning') reading.warnings.push(part.warning);
    else if (part.type === 'end') reading.counts = part.counts;
  }
  return reading;
}
const codes = (reading: Reading) => reading.warnings.map(({ code }) => code);

const names =
  `bl_no,master_bl_no,scac,vessel,imo,voyage,flag,port_loading,port_discharge,etd,eta,shipper_name,shipper_address,
consignee_name,notify_name,container_no,size_type,seals,packages,package_type,marks,description,hs_code,gross_kg,volume_m3,vin,
declared_value,currency,itn_or_exemption`.replaceAll('\n', '');
const voyage = 'M1,RNDL,RAINER D,9074729,024W,PA,USFLL,HTCAP,2024-04-01,2024-04-05';
const rows = [
  `B1,${voyage},SAWGRASS INC,"1 ROAD, MIAMI",MAGASIN LAKAY,SAME AS CONSIGNEE,SMLU4815164,45G1,A1;A2,10,CT,N/M,"RICE\nHS CODE: 100630",,1000.5,2.5,,5000.00,USD,X20240328123456`,
  `B2,${voyage},JOE,,ÉPICERIE,,,,,1,,N/M,USED CAR,870323,1500,,1HGCM82633A004352,,,`,
  `B1,${voyage},SAWGRASS INC,"1 ROAD, MIAMI",MAGASIN LAKAY,SAME AS CONSIGNEE,TRLU6204185,22G1,A3,5,CT,N/M,BEANS,071333,500,1,,5000.00,USD,X20240328123456`,
];
const table = [names, ...rows].join('\r\n');

describe('a bill-of-lading table', () => {
  it('gives one bill for the rows of one number, wherever they stand', async () => {
    const reading = await read(table);
    expect(codes(reading)).toEqual(['PLACEHOLDER_PARTY', 'HS_CODE_IN_TEXT']);
    expect(reading.header).toMatchObject({ format: 'CSV', vesselName: 'RAINER D', departureOn: '2024-04-01' });
    expect(reading.bills.map(({ reference, sourceLine }) => [reference, sourceLine])).toEqual([
      ['B1', 2],
      ['B2', 4],
    ]);
    expect(reading.bills[0]).toMatchObject({
      masterReference: 'M1',
      parties: [
        { role: 'EXPORTER', name: 'SAWGRASS INC', address: '1 ROAD, MIAMI' },
        { role: 'CONSIGNEE', name: 'MAGASIN LAKAY' },
        { role: 'NOTIFY', placeholder: true },
      ],
      containers: [
        { reference: 'SMLU4815164', seals: ['A1', 'A2'], packages: 10, goodsWeightKg: 1000.5 },
        { reference: 'TRLU6204185', seals: ['A3'] },
      ],
      goods: [
        { packages: 10, grossMassKg: 1000.5, hsCodes: [{ code: '100630', source: 'FREE_TEXT' }] },
        { packages: 5, hsCodes: [{ code: '071333', source: 'DECLARED' }] },
      ],
      values: { customs: { amount: '5000', currency: 'USD' } },
      unmapped: [{ element: 'itn_or_exemption', value: 'X20240328123456' }],
    });
    expect(reading.bills[1]).toMatchObject({ vehicles: [{ chassisNumber: '1HGCM82633A004352' }], containers: [] });
    expect(Object.values(reading.counts!)).toEqual([2, 2, 2, 16, 3000.5, 5]);
  });

  it('reads the same with any separator, cut, mark and encoding', async () => {
    const whole = await read(table);
    expect(await read(`\ufeff${table}`, {}, 7)).toEqual(whole);
    expect(await read(Buffer.from(table, 'latin1'))).toEqual(whole);
    expect(await read(Buffer.from(`\ufeff${table}`, 'utf16le'), {}, 11)).toEqual(whole);
    const quoted = table.replace('A1;A2', 'A1|A2');
    for (const separator of [';', '\t']) {
      const text = quoted.replace(/"[^"]*"|,/g, (one) => (one === ',' ? separator : one));
      expect(await read(text)).toEqual(whole);
    }
  });

  it('takes common names of columns, and keeps a column it does not know', async () => {
    const reading = await read(
      'Bill of Lading No.;Consignee Name;Gross Weight (lbs);Colour;Destinataire\nB1;ACME;100;red;X\n',
    );
    expect(reading.bills[0]).toMatchObject({
      reference: 'B1',
      parties: [{ role: 'CONSIGNEE', name: 'ACME' }],
      goods: [{ grossMassKg: 45.359 }],
      unmapped: [
        { element: 'Colour', value: 'red', line: 2 },
        { element: 'Destinataire', value: 'X', line: 2 },
      ],
    });
    expect(codes(reading)).toEqual(['UNKNOWN_COLUMN', 'REPEATED_ELEMENT']);
  });

  it('finds the names of the columns under a title, and says what stood above them', async () => {
    const reading = await read(
      'MANIFESTE DE CARGAISON;;\nNavire: ETOILE; voyage 024W\n\nConnaissement;Colis;Poids brut\nB1;4;100\n',
    );
    expect(reading.warnings).toMatchObject([
      { code: 'ROWS_BEFORE_HEADER', line: 1, message: expect.stringContaining('MANIFESTE') },
      { code: 'ROWS_BEFORE_HEADER', line: 2, message: expect.stringContaining('ETOILE | voyage 024W') },
    ]);
    expect(reading.bills).toMatchObject([{ reference: 'B1', sourceLine: 5, goods: [{ packages: 4 }] }]);
  });

  it('warns of what it doubts and keeps the text', async () => {
    const text = `bl_no,etd,gross_kg,packages,container_no,hs_code,vessel\nB1,2024-02-31,"1,234",x,SMLU4815160,none,A\nB1,,1,2,,,B\n,,,1\n`;
    const reading = await read(text);
    expect(reading.bills.map(({ reference }) => reference)).toEqual(['B1', null]);
    expect(reading.bills[0]?.unmapped.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['2024-02-31', '1,234', 'x', 'none', 'B']),
    );
    expect([...new Set(codes(reading))].sort()).toEqual([
      'BAD_DATE',
      'BAD_NUMBER',
      'CHECK_DIGIT',
      'CONFLICTING_VALUE',
      'MISSING_ELEMENT',
      'ROW_LENGTH',
    ]);
  });

  it('gives a bill of another voyage its own, and one that comes too late a warning', async () => {
    const { bills } = await read('bl_no,voyage\nB1,1\nB2,2\n');
    expect(bills.map(({ header }) => header?.voyageNumber)).toEqual([undefined, '2']);
    const late = await read('bl_no,vessel\nB1,AAAAAAAA\nB2,BBBBBBBBB\nB3,C\nB4,CCCCCCCCCCCCCCCCCC\nB1,AAAAAAAA\n', {
      segmentText: 20,
    });
    expect(codes(late)).toEqual(['DUPLICATE_BILL']);
  });
});

it.each([
  ['a table of something else', 'a,b\n1,2\n', {}, 'UNKNOWN_FORMAT'],
  ['nothing but line ends', '\n\n', {}, 'EMPTY'],
  ['a quote without end', 'bl_no,vessel\nB1,"x\n', {}, 'TRUNCATED'],
  ['a row without end', `bl_no,vessel\nB1,"${'x'.repeat(2_000_000)}`, {}, 'TEXT_TOO_LONG'],
  ['a cell too long', `bl_no,vessel\nB1,${'x'.repeat(70_000)}`, {}, 'TEXT_TOO_LONG'],
  ['too many bills', 'bl_no,vessel\nB1,x\nB2,x\n', { bills: 1 }, 'TOO_MANY_BILLS'],
  ['too many bytes', table, { bytes: 100 }, 'TOO_LARGE'],
])('refuses %s', async (_, text, limits, code) => {
  await expect(read(text, limits)).rejects.toMatchObject({ name: 'FileSyntaxError', code });
});

it.each([
  ['1234.5', 1234.5],
  ['1,234.50', 1234.5],
  ['1.234,50', 1234.5],
  ['1,234,567', 1234567],
  ['12,5', 12.5],
  ['1 234.5', 1234.5],
  ['1,234', undefined],
  ['-4', undefined],
])('the number %s is %s', (text, value) => {
  expect(readTableNumber(text)).toBe(value);
});
