import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { readManifest } from '../readers/manifest.parser';
import type { BillOfLading, ManifestGoods, ManifestHeader } from '../readers/manifest.types';
import { mentionsOf, rowsOf } from '../shipment.mapping';
import { factsOfBill } from './bill.mapping';

const demo = resolve(__dirname, '../../../../seeds/demo/awmds-cap-haitien.xml');
let header: ManifestHeader | undefined;
const bills: BillOfLading[] = [];

beforeAll(async () => {
  for await (const part of readManifest(createReadStream(demo))) {
    if (part.type === 'header') header = part.header;
    if (part.type === 'bill') bills.push(part.bill);
  }
});

const line = (over: Partial<ManifestGoods>): ManifestGoods => ({
  packages: null,
  packageType: null,
  grossMassKg: null,
  shippingMarks: null,
  description: null,
  volumeM3: null,
  hsCodes: [],
  ...over,
});

describe('a bill of a manifest as facts', () => {
  it('carries the voyage of the header, masses in grams, and the exporter as shipper', () => {
    const facts = factsOfBill(header, bills[0]!);
    expect(facts).toMatchObject({
      billReference: 'RNDCAP024W001',
      lineNumber: 1,
      customsOffice: 'CAP01',
      vesselImo: '9074729',
      departureOn: '2024-04-01',
      packageCount: 412,
      grossMassGrams: 11_840_500,
      hsCodes: ['100630', '160413', '630900'],
      containers: [
        { number: 'SMLU4815164', goodsMassGrams: 11_840_500, tareGrams: null, seals: ['SML70418', 'SML70419'] },
      ],
    });
    expect(facts.parties.map(({ role }) => role)).toEqual(expect.arrayContaining(['SHIPPER', 'CONSIGNEE', 'NOTIFY']));
  });

  it('keeps what has no field of its own in the details, without nulls', () => {
    const { details } = factsOfBill(header, bills[0]!);
    expect(details).toMatchObject({
      voyage: { agentName: 'AGENCE MARITIME DEMO DU NORD', masterName: 'CAPT. DEMO', arrivalTime: '06:30:00' },
      goods: [{ volumeM3: 62.4, hsCodes: expect.arrayContaining([expect.objectContaining({ source: 'FREE_TEXT' })]) }],
      values: { freightIndicator: 'PP' },
      location: { code: 'CAPTM' },
    });
    expect(details).not.toHaveProperty('vehicles');
    expect(JSON.stringify(details)).not.toContain('null');
  });

  it('adds up several goods lines and joins what differs', () => {
    const goods = [
      line({ packages: 2, packageType: 'PK', grossMassKg: 1.5, description: 'RICE' }),
      line({ packages: 3, packageType: 'BA', grossMassKg: 0.25, description: 'BEANS' }),
    ];
    expect(factsOfBill(undefined, { ...bills[0]!, goods })).toMatchObject({
      voyageNumber: null,
      packageCount: 5,
      packageType: 'PK, BA',
      grossMassGrams: 1750,
      goodsDescription: 'RICE\nBEANS',
    });
  });

  it.each([
    ['half a package', line({ packages: 0.5 }), { pointer: '/packageCount', value: 0.5 }],
    ['a mass beyond 2^53 grams', line({ grossMassKg: 1e15 }), { pointer: '/grossMassKg', value: 1e15 }],
  ])('keeps %s as it was read, as no column holds it', (_, goods, odd) => {
    const facts = factsOfBill(header, { ...bills[0]!, goods: [goods] });
    expect(facts).toMatchObject({ packageCount: null, grossMassGrams: null, details: { oddNumbers: [odd] } });
  });

  it('takes a line number no int column holds for an odd one', () => {
    const facts = factsOfBill(header, { ...bills[0]!, lineNumber: 2 ** 31 });
    expect(facts.lineNumber).toBeNull();
    expect(facts.details.oddNumbers).toEqual([{ pointer: '/lineNumber', value: 2 ** 31 }]);
  });
});

describe('what a bill can be found by', () => {
  it('is its number, vessel, voyage, named parties, containers and seals, each with its place in the record', () => {
    expect(mentionsOf(factsOfBill(header, bills[2]!))).toEqual([
      { kind: 'bill_of_lading', raw: 'RNDCAP024W003', pointer: '/billReference' },
      { kind: 'imo', raw: '9074729', pointer: '/vesselImo' },
      { kind: 'vessel_name', raw: 'RAINER D', pointer: '/vesselName' },
      { kind: 'voyage', raw: '024W', pointer: '/voyageNumber' },
      { kind: 'name', raw: 'Marvens Delisca', pointer: expect.stringMatching(/^\/parties\/\d\/name$/) },
      { kind: 'name', raw: 'CABINET DOUANIER MONDESTIN', pointer: expect.stringMatching(/^\/parties\/\d\/name$/) },
      { kind: 'container', raw: 'TRLU6204185', pointer: '/containers/0/number' },
      { kind: 'seal', raw: 'SML70427', pointer: '/containers/0/seals/0' },
    ]);
  });

  it('points at the very text in the facts', () => {
    const facts = factsOfBill(header, bills[1]!);
    for (const { raw, pointer } of mentionsOf(facts)) {
      const value = pointer
        .slice(1)
        .split('/')
        .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], facts);
      expect(value).toBe(raw);
    }
  });

  it('leaves out a text that no index entry holds, and keeps it in its field', () => {
    const consignee = {
      role: 'CONSIGNEE' as const,
      code: null,
      address: null,
      placeholder: false,
      name: 'A'.repeat(5000),
    };
    const facts = factsOfBill(header, { ...bills[0]!, parties: [consignee] });
    expect(facts.parties[0]!.name).toHaveLength(5000);
    expect(mentionsOf(facts).filter(({ kind }) => kind === 'name')).toEqual([]);
  });
});

it('rows hang on one record, in the order of the document, with flags on doubtful containers', () => {
  const facts = factsOfBill(header, bills[1]!);
  const doubtful = { ...facts, containers: [...facts.containers, { ...facts.containers[0]!, number: 'SMLU7732010' }] };
  const rows = rowsOf(7, doubtful, { manifestId: 'm', source: { format: 'AWMDS', line: 70 } });
  expect(rows.shipment).toMatchObject({ recordKey: 7, manifestId: 'm', source: { line: 70 } });
  expect(rows.containers.map(({ seq, flags }) => [seq, flags])).toEqual([
    [0, []],
    [1, []],
    [2, ['CHECK_DIGIT_MISMATCH']],
  ]);
  expect(rows.parties.every(({ recordKey }, i) => recordKey === 7 && rows.parties[i]!.seq === i)).toBe(true);
});
