import { Readable } from 'node:stream';
import type { BillOfLading, ManifestHeader, ManifestWarning } from '../manifest.types';
import { readManifest } from '../manifest.parser';
import { columnKey, defaultColumns } from './table-columns.cases';
import { headOf } from './table-form.rules';
import { LEGENDS } from './table-legend.cases';
import { PROFILE_PLANS, TABLE_PROFILES } from './table-profiles.cases';

async function read(
  text: string,
): Promise<{ header?: ManifestHeader; bills: BillOfLading[]; warnings: ManifestWarning[] }> {
  const reading: { header?: ManifestHeader; bills: BillOfLading[]; warnings: ManifestWarning[] } = {
    bills: [],
    warnings: [],
  };
  for await (const part of readManifest(Readable.from([Buffer.from(text)]))) {
    if (part.type === 'header') reading.header = part.header;
    if (part.type === 'bill') reading.bills.push(part.bill);
    if (part.type === 'warning') reading.warnings.push(part.warning);
  }
  return reading;
}

const names =
  'ITN,Shipment Reference Number,Transportation Reference Number,USPPI Name,USPPI EIN,Ultimate Consignee,Intermediate Consignee,Date of Export,' +
  'Method of Transportation,Port of Export,Schedule B,Commodity Description,Quantity,Unit of Measure,Shipping Weight,Value,Vehicle ID,License Code,ECCN';
const line = (itn: string, value: string, more = '') =>
  `${itn},SRN1,BKG77,ACME LLC,12-3456789,MAGASIN,TRANSIT SA,2024-04-01,11,5203,8703230140,USED CAR,1,NO,1500,${value},1HGCM82633A004352,C33,EAR99${more}`;

describe('an extract of the Automated Export System', () => {
  it('is told from its columns and read with its own meaning of them', async () => {
    const { header, bills, warnings } = await read(
      [names, line('X20240328123456', '4500.10'), line('X20240328123456', '0.20')].join('\n'),
    );
    expect(warnings).toEqual([]);
    expect(header).toMatchObject({ departureOn: '2024-04-01', transportMode: '11' });
    expect(bills).toMatchObject([
      {
        reference: 'SRN1',
        masterReference: 'BKG77',
        loadingPlace: '5203',
        parties: [
          { role: 'EXPORTER', name: 'ACME LLC', code: '12-3456789' },
          { role: 'CONSIGNEE', name: 'MAGASIN' },
        ],
        vehicles: [{ chassisNumber: '1HGCM82633A004352' }],
        goods: [{ packages: null, grossMassKg: 1500, hsCodes: [{ code: '8703230140' }] }, {}],
        values: { customs: { amount: '4500.3', currency: 'USD' } },
      },
    ]);
    expect(Object.fromEntries(bills[0]!.unmapped.map(({ element, value }) => [element, value]))).toEqual({
      ITN: 'X20240328123456',
      'Intermediate Consignee': 'TRANSIT SA',
      Quantity: '1',
      'Unit of Measure': 'NO',
      'License Code': 'C33',
      ECCN: 'EAR99',
    });
  });

  it('takes the ITN for the number of the filing where it has no other, and warns of one that is none', async () => {
    const { bills, warnings } = await read(
      'ITN,USPPI,Schedule B\nX20240328123456,ACME,930200\nX1,ACME,930200\nNOEEI 30.37(a),ACME,930200\n',
    );
    expect(bills.map(({ reference }) => reference)).toEqual(['X20240328123456', 'X1', 'NOEEI 30.37(a)']);
    expect(warnings).toMatchObject([{ code: 'ITN_FORM', line: 3, billReference: 'X1' }]);
  });
});

it.each(TABLE_PROFILES)('the legend of %s names what its profile reads', (profile) => {
  const legend = LEGENDS[profile];
  const { fields, at } = headOf(
    legend.map(({ column }) => column),
    PROFILE_PLANS[profile],
  );
  expect(fields).toEqual(legend.map(({ field }) => field));
  expect(at.has('bl_no')).toBe(true);
});

it.each([
  ['Bill of Lading No.', 'bl_no'],
  ['N° de connaissement', 'bl_no'],
  ['Nº Conocimiento', 'bl_no'],
  ['Désignation des marchandises', 'description'],
  ['Poids brut (KG)', 'gross_kg'],
  ['Descripción de la Mercancía', 'description'],
  ['Puerto de Descarga', 'port_discharge'],
  ['RNC Consignatario', 'consignee_id'],
  ['Expéditeur', 'shipper_name'],
  ['Numéro de châssis', 'vin'],
  ['Marchamo', 'seals'],
  ['Color', undefined],
])('the column %s is %s', (name, field) => {
  expect(defaultColumns.get(columnKey(name))).toBe(field);
});

it('keeps letters of any script in a name', () => {
  expect(columnKey('Коносамент №')).toBe('коносамент_no');
});
