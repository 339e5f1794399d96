import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { readAsycuda } from './awmds.parser';
import type { BillOfLading, ManifestCounts, ManifestHeader, ManifestLimits, ManifestWarning } from '../manifest.types';

interface Reading {
  header?: ManifestHeader;
  bills: BillOfLading[];
  warnings: ManifestWarning[];
  counts?: ManifestCounts;
}

async function read(
  chunks: Iterable<Buffer | string> | AsyncIterable<Buffer>,
  limits?: Partial<ManifestLimits>,
): Promise<Reading> {
  const reading: Reading = { bills: [], warnings: [] };
  for await (const part of readAsycuda(Readable.from(chunks), limits)) {
    if (part.type === 'header') reading.header = part.header;
    else if (part.type === 'bill') reading.bills.push(part.bill);
    else if (part.type === 'warning') reading.warnings.push(part.warning);
    else if (part.type === 'end') reading.counts = part.counts;
  }
  return reading;
}

const codes = (reading: Reading) => reading.warnings.map((warning) => warning.code);
const shared = join(resolve(process.env.LAMBI_SHARED_DATA ?? '../shared/data'), 'manifests');
const demo = resolve(__dirname, '../../../../../seeds/demo/awmds-cap-haitien.xml');

const general = (inner = '') => `<General_segment><General_segment_id><Customs_office_code>CAP01</Customs_office_code>
<Voyage_number>1</Voyage_number><Date_of_departure>2024-04-01</Date_of_departure></General_segment_id>${inner}</General_segment>`;
const bill = (inner: string, reference = 'B1') =>
  `<Bol_segment><Bol_id><Bol_reference>${reference}</Bol_reference></Bol_id>${inner}</Bol_segment>`;
const awmds = (...segments: string[]) => `<Awmds>${segments.join('\n')}</Awmds>`;
const container = (reference: string) => `<ctn_segment><Ctn_reference>${reference}</Ctn_reference></ctn_segment>`;

const DEMO_REMARKS = [
  'HS_CODE_IN_TEXT: HS 100630, 160413, 630900 stands in the words of Goods_description',
  'PLACEHOLDER_PARTY: NOTIFY "SAME AS CONSIGNEE" names nobody',
  'HS_CODE_IN_TEXT: HS 721041 stands in the words of Goods_description',
  'PLACEHOLDER_PARTY: CONSIGNEE "TO ORDER OF SHIPPER" names nobody',
];

describe('the demo manifest', () => {
  it('reads header, bills and totals, and remarks on codes in prose and a party that names nobody', async () => {
    const reading = await read([readFileSync(demo)]);
    expect(reading.warnings.map(({ code, message }) => `${code}: ${message}`)).toEqual(DEMO_REMARKS);
    expect(reading.header).toMatchObject({
      format: 'AWMDS',
      customsOfficeCode: 'CAP01',
      voyageNumber: '024W',
      departureOn: '2024-04-01',
      arrivalOn: '2024-04-05',
      arrivalTime: '06:30:00',
      transportMode: '1',
      vesselName: 'RAINER D',
      vesselImo: '9074729',
      vesselFlag: 'PA',
      carrierName: 'RAINER DEMO LINE',
      agentName: 'AGENCE MARITIME DEMO DU NORD',
      placeOfDestination: 'HTCAP',
      statedTotals: { bills: 3, packages: 812, containers: 3, grossMassKg: 32245.75 },
      unmapped: [],
    });
    expect(reading.counts).toEqual({
      bills: 3,
      containerLines: 4,
      distinctContainers: 3,
      packages: 812,
      grossMassKg: 32245.75,
      parties: 9,
    });
  });

  it('gives one bill in full', async () => {
    const { bills } = await read([readFileSync(demo)]);
    expect(bills[0]).toMatchObject({
      lineNumber: 1,
      reference: 'RNDCAP024W001',
      nature: '23',
      loadingPlace: 'USFLL',
      parties: [
        { role: 'EXPORTER', name: 'SAWGRASS WAREHOUSE AND FREIGHT INC', placeholder: false },
        { role: 'CONSIGNEE', code: 'HTC00417', name: 'MAGASIN LAKAY FRETYAN' },
        { role: 'NOTIFY', name: 'CABINET DOUANIER MONDESTIN' },
      ],
      containers: [
        { reference: 'SMLU4815164', sizeType: '45G1', seals: ['SML70418', 'SML70419'], goodsWeightKg: 11840.5 },
      ],
      goods: [{ packages: 412, grossMassKg: 11840.5, volumeM3: 62.4 }],
      values: { freightIndicator: 'PP', freight: null },
      location: { code: 'CAPTM', info: 'TERMINAL DU CAP' },
      sourceLine: 36,
    });
    expect(bills[0]?.goods[0]?.hsCodes.map(({ code, source }) => [code, source])).toEqual([
      ['100630', 'FREE_TEXT'],
      ['160413', 'FREE_TEXT'],
      ['630900', 'FREE_TEXT'],
    ]);
    expect(bills.map(({ parties }) => parties.filter((party) => party.placeholder).map(({ role }) => role))).toEqual([
      [],
      ['NOTIFY'],
      ['CONSIGNEE'],
    ]);
  });

  it('reads the same however the bytes are cut', async () => {
    const bytes = readFileSync(demo);
    const whole = await read([bytes]);
    const cut = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) =>
      bytes.subarray(index * 7, index * 7 + 7),
    );
    expect(await read(cut)).toEqual(whole);
  });
});

describe('tolerance', () => {
  it('keeps what it doubts and says so', async () => {
    const reading = await read([
      awmds(
        general(
          '<Transport_information><Registration_number_of_transport_code>9074728</Registration_number_of_transport_code></Transport_information>',
        ),
        bill(
          `<Traders_segment><Consignee><Consignee_name>ENTREPRISE GENERALE DES FRERES ABERNA</Consignee_name>
<Consignee_address>THY ROAD</Consignee_address></Consignee><Exporter><Exporter_name>ABCDEFGHIJKLMNOPQRSTUVWXYZ 12345 678</Exporter_name>
<Exporter_address>9 MAIN</Exporter_address></Exporter></Traders_segment>${container('CSQU3054384')}${container('C5QU3O54383')}
<Goods_segment><Number_of_packages>12 bales</Number_of_packages><Gross_mass>1.5E3</Gross_mass><Num_of_ctn_for_this_bol>3</Num_of_ctn_for_this_bol>
<Goods_hs_code>9302.00</Goods_hs_code><Couleur>rouge</Couleur></Goods_segment>`.replace(
            'ENTREPRISE GENERALE DES FRERES ABERNA',
            'ENTREPRISE GENERALE DES FRERES ABER',
          ),
        ),
        bill('<Couleur>bleu</Couleur>'),
      ),
    ]);
    expect(reading.bills[0]).toMatchObject({
      parties: [
        { role: 'EXPORTER' },
        { role: 'CONSIGNEE', name: 'ENTREPRISE GENERALE DES FRERES ABER', address: 'THY ROAD' },
      ],
      containers: [{ reference: 'CSQU3054384' }, { reference: 'C5QU3O54383' }],
      goods: [
        {
          packages: null,
          grossMassKg: 1500,
          hsCodes: [{ code: '930200', source: 'DECLARED', element: 'Goods_hs_code' }],
        },
      ],
      unmapped: [
        { element: 'Goods_segment/Number_of_packages', value: '12 bales' },
        { element: 'Goods_segment/Couleur', value: 'rouge' },
      ],
    });
    expect(codes(reading).sort()).toEqual(
      [
        'CHECK_DIGIT',
        'CHECK_DIGIT',
        'CONTAINER_FORM',
        'NAME_RUNS_INTO_ADDRESS',
        'CONTAINER_COUNT_MISMATCH',
        'BAD_NUMBER',
        'UNKNOWN_ELEMENT',
        'DUPLICATE_BILL',
        'SCIENTIFIC_NOTATION',
      ].sort(),
    );
    expect(reading.warnings.find(({ code }) => code === 'CONTAINER_FORM')).toMatchObject({
      message: expect.stringContaining('CSQU3054383'),
      billReference: 'B1',
      line: 5,
    });
  });

  it('takes <null/>, empty elements, client dates and prefixed names', async () => {
    const reading = await read([
      '\uFEFF<?xml version="1.0"?>\n',
      `<a:Awmds xmlns:a="urn:x" xmlns:xsi="urn:y" xsi:noNamespaceSchemaLocation="Awmds.xsd"><a:General_segment><a:General_segment_id>
<a:Customs_office_code><null/></a:Customs_office_code><a:Voyage_number/><a:Date_of_departure>11/19/25</a:Date_of_departure>
<a:Date_of_arrival>2/10/26</a:Date_of_arrival><a:Time_of_arrival>7:05</a:Time_of_arrival></a:General_segment_id></a:General_segment></a:Awmds>`,
    ]);
    expect(reading.header).toMatchObject({
      customsOfficeCode: null,
      voyageNumber: null,
      departureOn: '2025-11-19',
      arrivalOn: '2026-02-10',
      arrivalTime: '07:05:00',
    });
    expect(codes(reading)).toEqual(['AMBIGUOUS_DATE', 'MISSING_ELEMENT', 'MISSING_ELEMENT', 'NULL_ELEMENT']);
  });

  it('names both numbers when the totals do not add up', async () => {
    const totals =
      '<Totals_segment><Total_number_of_bols>2</Total_number_of_bols><Total_gross_mass>10</Total_gross_mass></Totals_segment>';
    const { warnings } = await read([
      awmds(general(totals), bill('<Goods_segment><Gross_mass>9.999</Gross_mass></Goods_segment>')),
    ]);
    expect(warnings.map(({ code, message }) => [code, message])).toEqual([
      ['TOTAL_MISMATCH', 'Total_number_of_bols: the header states 2, the bills add up to 1'],
      ['TOTAL_MISMATCH', 'Total_gross_mass: the header states 10, the bills add up to 9.999'],
    ]);
  });

  it('counts a container once that lies under two bills', async () => {
    const shared = awmds(general(), bill(container('CSQU3054383')), bill(container('csqu 305438-3'), 'B2'));
    expect((await read([shared])).counts).toMatchObject({ containerLines: 2, distinctContainers: 1 });
  });

  const described = (text: string) =>
    awmds(general(), bill(`<Goods_segment><Goods_description>${text}</Goods_description></Goods_segment>`));

  it.each([
    ['iso-8859-1', 'latin1'],
    ['windows-1252', 'latin1'],
    ['UTF-8', 'utf8'],
  ] as const)('decodes %s as declared', async (encoding, nodeEncoding) => {
    const xml = `<?xml version="1.0" encoding="${encoding}"?>${described('vêtements usagés')}`;
    const reading = await read([Buffer.from(xml, nodeEncoding)]);
    expect(reading.bills[0]?.goods[0]?.description).toBe('vêtements usagés');
    expect(reading.warnings).toEqual([]);
  });

  it('keeps U+FFFD for a bad byte and warns once a bill', async () => {
    const bytes = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="UTF-8"?>'),
      Buffer.from(described('vêtement'), 'latin1'),
    ]);
    const reading = await read([bytes]);
    expect(reading.bills[0]?.goods[0]?.description).toBe('v\uFFFDtement');
    expect(reading.warnings).toMatchObject([{ code: 'MOJIBAKE', element: 'Goods_description', billReference: 'B1' }]);
  });

  it('passes over an attached document of a megabyte and says so', async () => {
    const attachment = `<Attached_Document><Attached_document_filename>bl.pdf</Attached_document_filename>
<Attached_document_content>${'QUJD'.repeat(262_144)}</Attached_document_content></Attached_Document>`;
    const reading = await read([awmds(general(attachment))]);
    expect(codes(reading)).toEqual(['ATTACHMENT_NOT_READ']);
    expect(reading.header?.unmapped).toMatchObject([
      { element: 'Attached_Document/Attached_document_filename', value: 'bl.pdf' },
    ]);
  });

  it('reports a missing header, a second one, and loose text', async () => {
    expect(codes(await read([awmds(bill(''))]))).toEqual(['MISSING_HEADER']);
    const twice = await read([awmds(general(), general(), '<Annexe>42</Annexe>', 'loose')]);
    expect(twice.warnings.map(({ code, element }) => [code, element])).toEqual([
      ['REPEATED_HEADER', 'General_segment'],
      ['UNKNOWN_ELEMENT', 'Annexe'],
      ['UNKNOWN_ELEMENT', 'Annexe'],
      ['UNKNOWN_ELEMENT', 'Awmds'],
    ]);
    expect(twice.warnings[1]?.message).toContain('42');
  });
});

describe('refusals', () => {
  const deep = '<a>'.repeat(40);
  it.each<[string, string, string, Partial<ManifestLimits>?]>([
    ['a DTD', '<!DOCTYPE Awmds [<!ENTITY a "b">]><Awmds/>', 'DOCTYPE_REFUSED'],
    ['an external entity', '<!DOCTYPE Awmds SYSTEM "file:///etc/passwd"><Awmds/>', 'DOCTYPE_REFUSED'],
    ['an unknown entity', awmds(bill('&xxe;')), 'MALFORMED'],
    ['crossed tags', '<Awmds><Bol_segment></Awmds>', 'MALFORMED'],
    ['a cut file', awmds(general(), bill('')).slice(0, -20), 'TRUNCATED'],
    ['an empty file', '', 'TRUNCATED'],
    ['text that is no XML', 'PK\u0003\u0004 zip', 'MALFORMED'],
    ['another message', '<ASYCUDA/>', 'UNEXPECTED_ROOT'],
    ['depth', `<Awmds><Bol_segment>${deep}`, 'TOO_DEEP'],
    ['a long text', awmds(bill(`<Information>${'x'.repeat(70_000)}</Information>`)), 'TEXT_TOO_LONG'],
    ['a text without end', `<Awmds><Bol_segment>${'x'.repeat(200_000)}`, 'TEXT_TOO_LONG'],
    ['a comment without end', `<Awmds><!--${'x'.repeat(200_000)}`, 'TEXT_TOO_LONG'],
    ['a tag without end', `<Awmds ${'x'.repeat(200_000)}`, 'TEXT_TOO_LONG'],
    ['too many bills', awmds(bill(''), bill('', 'B2')), 'TOO_MANY_BILLS', { bills: 1 }],
    ['too many bytes', awmds(general()), 'TOO_LARGE', { bytes: 100 }],
    ['too many elements in a bill', awmds(bill('<a/>'.repeat(50))), 'SEGMENT_TOO_LARGE', { segmentElements: 20 }],
    [
      'too many attributes',
      `<Awmds><Bol_segment ${Array.from({ length: 50 }, (_, i) => `a${i}="1"`).join(' ')}/></Awmds>`,
      'SEGMENT_TOO_LARGE',
      { segmentElements: 20 },
    ],
    ['an encoding nobody knows', '<?xml version="1.0" encoding="EBCDIC-X"?><Awmds/>', 'UNSUPPORTED_ENCODING'],
  ])('refuses %s', async (...[, xml, code, limits]) => {
    await expect(read([Buffer.from(xml)], limits)).rejects.toMatchObject({
      name: 'FileSyntaxError',
      code,
      line: expect.any(Number),
      column: expect.any(Number),
    });
  });

  it('names the place of the fault', async () => {
    await expect(read([`<Awmds>\n<Bol_segment>\n  </Wrong>`])).rejects.toMatchObject({ code: 'MALFORMED', line: 3 });
  });
});

(existsSync(shared) ? describe : describe.skip)('the shared real manifests', () => {
  it('reads 339 bills whose sums equal the stated totals', async () => {
    const reading = await read(createReadStream(join(shared, 'awmds-339bols.xml')));
    expect(reading.counts).toEqual({
      bills: 339,
      containerLines: 682,
      distinctContainers: 676,
      packages: 876664,
      grossMassKg: 15060514.769,
      parties: 1017,
    });
    expect(
      codes(reading).filter((code) => ['TOTAL_MISMATCH', 'CHECK_DIGIT', 'UNKNOWN_ELEMENT'].includes(code)),
    ).toEqual([]);
    expect(reading.bills.flatMap(({ unmapped }) => unmapped)).toEqual([]);
  });

  it('reads the short one', async () => {
    const reading = await read(createReadStream(join(shared, 'awmds-5bols.xml')));
    expect(new Set(codes(reading))).toEqual(new Set(['HS_CODE_IN_TEXT', 'PLACEHOLDER_PARTY']));
    expect(reading.counts).toMatchObject({ bills: 5, packages: 5478, grossMassKg: 170811 });
  });
});
