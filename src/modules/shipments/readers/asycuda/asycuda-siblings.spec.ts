import { Readable } from 'node:stream';
import type { BillOfLading, ManifestHeader, ManifestPart, ManifestWarning } from '../manifest.types';
import { readManifest } from '../manifest.parser';

async function read(text: string): Promise<ManifestPart[]> {
  const parts: ManifestPart[] = [];
  for await (const part of readManifest(Readable.from([Buffer.from(text)]))) parts.push(part);
  return parts;
}
const headerOf = (parts: ManifestPart[]): ManifestHeader =>
  parts.flatMap((part) => (part.type === 'header' ? [part.header] : []))[0]!;
const billsOf = (parts: ManifestPart[]): BillOfLading[] =>
  parts.flatMap((part) => (part.type === 'bill' ? [part.bill] : []));
const warningsOf = (parts: ManifestPart[]): ManifestWarning[] =>
  parts.flatMap((part) => (part.type === 'warning' ? [part.warning] : []));

const identity = `<Customs_office_code>CAP01</Customs_office_code><Voyage_number>024W</Voyage_number>
<Date_of_departure>2024-04-01</Date_of_departure>`;
const bill = (reference: string, master = '') =>
  `<Bol_segment><Bol_id><Bol_reference>${reference}</Bol_reference>${master}</Bol_id></Bol_segment>`;

it.each([
  ['AWBOLDS', 'Awbolds', `<Master_bol>${identity}<Reference_number>MASTER1</Reference_number></Master_bol>`, 'MASTER1'],
  ['AWAPPEND', 'Awappend', `<Manifest_identification>${identity}</Manifest_identification>`, null],
  [
    'AWMCDS',
    'Awmcds',
    `<Manifest_identification>${identity}<Coloader_code>CO1</Coloader_code></Manifest_identification>`,
    null,
  ],
])('%s has the same bills under another head', async (format, root, head, master) => {
  const own = '<Master_bol_ref_number>OWN</Master_bol_ref_number>';
  const parts = await read(`<?xml version="1.0"?><${root}>${head}${bill('B1')}${bill('B2', own)}</${root}>`);
  expect(parts[0]).toEqual({ type: 'format', format });
  expect(headerOf(parts)).toMatchObject({
    format,
    customsOfficeCode: 'CAP01',
    voyageNumber: '024W',
    departureOn: '2024-04-01',
    unmapped: format === 'AWMCDS' ? [{ element: 'Coloader_code', value: 'CO1' }] : [],
  });
  expect(billsOf(parts).map(({ reference, masterReference }) => [reference, masterReference])).toEqual([
    ['B1', master],
    ['B2', 'OWN'],
  ]);
  expect(warningsOf(parts)).toEqual([]);
});

it('a sibling without its head is read with a warning', async () => {
  const parts = await read(`<Awappend>${bill('B1')}</Awappend>`);
  expect(billsOf(parts)).toHaveLength(1);
  expect(warningsOf(parts).map(({ code }) => code)).toEqual(['MISSING_HEADER']);
});

it('an empty manifest still has a format and an end', async () => {
  const parts = await read('<Awmcds/>');
  expect(parts.map(({ type }) => type)).toEqual(['format', 'warning', 'end']);
});

describe('the export of a single bill', () => {
  const specific = (inner = '') => `<Bol_specific_segment><Line_number>3</Line_number>
    <Previous_document_reference>MASTER</Previous_document_reference><Bol_Nature>23</Bol_Nature>
    <Total_number_of_containers>1</Total_number_of_containers>
    <Total_gross_mass_manifested>12.5</Total_gross_mass_manifested><Volume_in_cubic_meters>0.2</Volume_in_cubic_meters>
    <Bol_type_segment><Code>710</Code><Name>Bill of lading</Name></Bol_type_segment>
    <Exporter_segment><Code><null/></Code><Name>DELISCA SHIPPING</Name><Address>MIAMI</Address></Exporter_segment>
    <Consignee_segment><Name>MAGASIN LAKAY</Name></Consignee_segment>
    <Notify_segment><Name>Null</Name><Address>Null</Address></Notify_segment>
    <Place_of_loading_segment><Code>USMIA</Code><Name>MIAMI</Name></Place_of_loading_segment>
    <Place_of_unloading_segment><Code>HTCAP</Code></Place_of_unloading_segment>
    <Packages_segment><Package_type_code>PK</Package_type_code><Number_of_packages>4</Number_of_packages></Packages_segment>
    <Shipping_segment><Shipping_marks>N/M</Shipping_marks></Shipping_segment>
    <Goods_segment><Goods_description>USED CLOTHING</Goods_description><Goods_hs_code>630900</Goods_hs_code></Goods_segment>
    <Customs_segment><Value>100.50</Value><Currency>USD</Currency></Customs_segment>
    <Operations_segment><Location_segment><Code>T1</Code><Name>TERMINAL</Name></Location_segment></Operations_segment>
    ${inner}</Bol_specific_segment>`;
  const identification = (reference = 'B1') => `<Identification_segment><Voyage_number>024W</Voyage_number>
    <Date_of_departure>4/17/24</Date_of_departure><Bol_reference>${reference}</Bol_reference>
    <Customs_office_segment><Code>CAP01</Code><Name>CAP</Name></Customs_office_segment></Identification_segment>`;
  const box = `<Containers><IDT>1</IDT><Container_Data><Number>1</Number><Type>45G1</Type>
    <Identification>SMLU4815164</Identification><Seals>S1</Seals><Goods_weight>12.5</Goods_weight></Container_Data></Containers>`;

  it('is read with its voyage, parties, box and goods, and keeps the rest', async () => {
    const parts = await read(
      `<AsycudaWorld_Manifest id="1">${identification()}${specific()}${box}</AsycudaWorld_Manifest>`,
    );
    expect(headerOf(parts)).toMatchObject({ customsOfficeCode: 'CAP01', departureOn: '2024-04-17' });
    const [one] = billsOf(parts);
    expect(one).toMatchObject({
      reference: 'B1',
      masterReference: 'MASTER',
      lineNumber: 3,
      nature: '23',
      typeCode: '710',
      loadingPlace: 'USMIA',
      parties: [
        { role: 'EXPORTER', name: 'DELISCA SHIPPING', address: 'MIAMI', placeholder: false },
        { role: 'CONSIGNEE', name: 'MAGASIN LAKAY', placeholder: false },
        { role: 'NOTIFY', name: 'Null', placeholder: true },
      ],
      containers: [{ reference: 'SMLU4815164', sizeType: '45G1', seals: ['S1'], goodsWeightKg: 12.5 }],
      goods: [{ packages: 4, grossMassKg: 12.5, hsCodes: [{ code: '630900', source: 'DECLARED' }] }],
      values: { customs: { amount: '100.50', currency: 'USD' } },
      location: { code: 'T1', info: 'TERMINAL' },
    });
    expect(one?.unmapped.map(({ element }) => element)).toEqual(
      expect.arrayContaining([
        'Bol_specific_segment/Place_of_loading_segment/Name',
        'Containers/Container_Data/Number',
      ]),
    );
    expect(warningsOf(parts).map(({ code }) => code)).toEqual(['UNKNOWN_ELEMENT', 'PLACEHOLDER_PARTY', 'NULL_ELEMENT']);
  });

  it('twice in one file is two bills', async () => {
    const text = `${identification()}${specific()}${box}${identification('B2')}${specific('<Foo>x</Foo>')}`;
    const parts = await read(`<AsycudaWorld_Manifest>${text}</AsycudaWorld_Manifest>`);
    expect(billsOf(parts).map(({ reference, containers }) => [reference, containers.length])).toEqual([
      ['B1', 1],
      ['B2', 0],
    ]);
    expect(warningsOf(parts).map(({ code }) => code)).toEqual([
      'PLACEHOLDER_PARTY',
      'NULL_ELEMENT',
      'CONTAINER_COUNT_MISMATCH',
      'PLACEHOLDER_PARTY',
      'UNKNOWN_ELEMENT',
      'NULL_ELEMENT',
    ]);
  });
});
