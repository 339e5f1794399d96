/** The rows of one bill number as a bill of lading: what is said of the bill once, containers and goods row by row. */
import { isPlaceholderName } from '../../../identifiers/name.rules';
import { parseImo } from '../../../identifiers/imo.rules';
import { containerDoubt } from '../asycuda/awmds-cargo.parser';
import { emptyHeader } from '../asycuda/awmds-header.parser';
import { noContainer } from '../cuscar/cuscar-header.parser';
import { hsCodesInText, hsDigits } from '../hs-codes.rules';
import { readAmount } from '../manifest-values.rules';
import type {
  BillOfLading,
  HsCodeMention,
  ManifestContainer,
  ManifestFormat,
  ManifestGoods,
  ManifestHeader,
  ManifestParty,
  ManifestValues,
  PartyRole,
} from '../manifest.types';
import type { SegmentNotes } from '../asycuda/segment-reader.parser';
import { RowReader } from './table-row.parser';
import { isProofOfFiling, readTableNumber } from './table-values.rules';

const KG_PER_POUND = 0.45359237;
const PARTIES: readonly (readonly ['shipper' | 'consignee' | 'notify', PartyRole])[] = [
  ['shipper', 'EXPORTER'],
  ['consignee', 'CONSIGNEE'],
  ['notify', 'NOTIFY'],
];

const plus = (a: number | null, b: number | null): number | null => (a === null ? b : a + (b ?? 0));
const kgOf = (row: RowReader): number | null => {
  const pounds = row.number('gross_lb');
  return row.number('gross_kg') ?? (pounds === null ? null : Math.round(pounds * KG_PER_POUND * 1000) / 1000);
};

function headerOf(format: ManifestFormat, row: RowReader, notes: SegmentNotes): ManifestHeader {
  const vesselImo = row.text('imo');
  const flag =
    vesselImo === null ? undefined : parseImo(vesselImo).flags.find(({ code }) => code !== 'NOT_OF_THE_FORM');
  if (flag) notes.warn('CHECK_DIGIT', `IMO number ${vesselImo?.slice(0, 20)}: ${flag.detail}`, row.line, 'imo');
  return {
    ...emptyHeader(format),
    customsOfficeCode: row.text('customs_office'),
    voyageNumber: row.text('voyage'),
    departureOn: row.date('etd'),
    arrivalOn: row.date('eta'),
    transportMode: row.text('mode'),
    vesselName: row.text('vessel'),
    vesselImo,
    vesselFlag: row.text('flag'),
    carrierCode: row.text('scac'),
    carrierName: row.text('carrier_name'),
    agentName: row.text('agent_name'),
    placeOfDeparture: row.text('port_departure'),
    placeOfDestination: row.text('port_destination'),
  };
}

/** A party is read where it is first named; another name in a later row is another party. */
function partiesOf(rows: readonly RowReader[]): ManifestParty[] {
  const found = new Map<string, ManifestParty>();
  for (const row of rows) {
    for (const [prefix, role] of PARTIES) {
      const [code, name, address] = (['id', 'name', 'address'] as const).map((part) => row.text(`${prefix}_${part}`));
      if (code == null && name == null && address == null) continue;
      const placeholder = name != null && isPlaceholderName(name);
      const party = { role, code: code ?? null, name: name ?? null, address: address ?? null, placeholder };
      found.set(JSON.stringify(party), party);
    }
  }
  return [...found.values()];
}

const listed = (text: string | null): string[] =>
  (text ?? '')
    .split(/[,;|/\n]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** What a further row says of the same box is added. */
function withRow(before: ManifestContainer, row: RowReader): ManifestContainer {
  return {
    ...before,
    packages: plus(before.packages, row.number('packages')),
    sizeType: row.agreeing('size_type', before.sizeType),
    fullEmpty: row.agreeing('full_empty', before.fullEmpty),
    emptyWeightKg: before.emptyWeightKg ?? row.number('tare_kg'),
    goodsWeightKg: plus(before.goodsWeightKg, kgOf(row)),
  };
}

function containersOf(rows: readonly RowReader[], notes: SegmentNotes): ManifestContainer[] {
  const found = new Map<string, ManifestContainer>();
  const seals = new Map<string, Set<string>>();
  for (const row of rows) {
    const reference = row.text('container_no');
    if (reference === null) continue;
    const before = found.get(reference);
    const doubt = before ? undefined : containerDoubt(reference);
    if (doubt) notes.warn(doubt.code, doubt.message, row.line, 'container_no');
    const sealed = seals.get(reference) ?? new Set();
    for (const seal of listed(row.text('seals'))) sealed.add(seal);
    seals.set(reference, sealed);
    found.set(reference, withRow(before ?? { ...noContainer, reference }, row));
  }
  return [...found].map(([reference, one]) => ({ ...one, seals: [...(seals.get(reference) ?? [])] }));
}

function goodsOf(row: RowReader): ManifestGoods[] {
  const [description, shippingMarks, stated] = [row.text('description'), row.text('marks'), row.text('hs_code')];
  const codes = listed(stated).map(hsDigits);
  if (stated !== null && codes.includes(undefined)) row.doubt('hs_code', 'BAD_NUMBER', 'is no HS code');
  const prose = { description, marks: shippingMarks };
  const hsCodes: HsCodeMention[] = [
    ...codes.flatMap((code) => (code ? [{ code, source: 'DECLARED' as const, element: 'hs_code' }] : [])),
    ...Object.entries(prose).flatMap(([element, text]) =>
      hsCodesInText(text ?? '').map((code) => ({ code, source: 'FREE_TEXT' as const, element })),
    ),
  ];
  const goods = {
    packages: row.number('packages'),
    packageType: row.text('package_type'),
    grossMassKg: kgOf(row),
    shippingMarks,
    description,
    volumeM3: row.number('volume_m3'),
    hsCodes,
  };
  return Object.values(goods).every((value) => value === null || value === hsCodes) && hsCodes.length === 0
    ? []
    : [goods];
}

const readMoney = (rows: RowReader): string | null => {
  const text = rows.text('declared_value');
  const value = text === null ? undefined : readTableNumber(text, rows.markOf('declared_value'));
  const amount = value === undefined ? null : (readAmount(String(value)) ?? null);
  if (text !== null && amount === null) rows.doubt('declared_value', 'BAD_NUMBER', 'cannot be read');
  return amount;
};

/** Sums in whole hundredths: binary fractions lose cents. Null if no line has an amount. */
function totalOf(amounts: readonly (string | null)[]): string | null {
  const known = amounts.flatMap((amount) => (amount === null ? [] : [Math.round(Number(amount) * 100)]));
  return known.length === 0 ? null : (readAmount(String(known.reduce((sum, one) => sum + one, 0) / 100)) ?? null);
}

function valuesOf(bill: RowReader, rows: readonly RowReader[]): ManifestValues {
  const stated = bill.head.plan.valuePerLine ? totalOf(rows.map(readMoney)) : readMoney(bill);
  const currency = stated === null && !bill.head.at.has('currency') ? null : bill.text('currency');
  const customs = stated === null && currency === null ? null : { amount: stated, currency };
  return { freightIndicator: bill.text('freight_terms'), freight: null, customs, insurance: null, transport: null };
}

/** Not taken: the text has no field of its own and stays in `unmapped`. */
function checkFiling(rows: readonly RowReader[]): void {
  for (const row of rows) {
    const text = row.peek('itn_or_exemption');
    if (text !== '' && !isProofOfFiling(text)) {
      row.doubt('itn_or_exemption', 'ITN_FORM', 'is neither X, a day as yyyymmdd and 6 digits, nor an exemption');
    }
  }
}

/** @param rows of one bill, at least one */
export function readTableBill(
  format: ManifestFormat,
  rows: readonly RowReader[],
  notes: SegmentNotes,
): { header: ManifestHeader; bill: BillOfLading } {
  const first = RowReader.merged(rows, notes);
  const reference = first.text('bl_no');
  notes.billReference = reference ?? undefined;
  if (reference === null) notes.warn('MISSING_ELEMENT', 'the bill has no reference', first.line, 'bl_no');
  const location = first.text('location');
  checkFiling(rows);
  const header = headerOf(format, first, notes);
  const chassis = new Set(rows.flatMap((row) => listed(row.text('vin'))));
  const bill = {
    lineNumber: first.number('line_no'),
    reference,
    nature: first.text('nature'),
    typeCode: first.text('bl_type'),
    masterReference: first.text('master_bl_no'),
    loadingPlace: first.text('port_loading'),
    unloadingPlace: first.text('port_discharge'),
    parties: partiesOf(rows),
    containers: containersOf(rows, notes),
    vehicles: [...chassis].map((chassisNumber) => ({ ...noVehicle, chassisNumber })),
    goods: rows.flatMap(goodsOf),
    values: valuesOf(first, rows),
    location: location === null ? null : { code: location, info: null },
    sourceLine: first.line,
  };
  return { header, bill: { ...bill, unmapped: RowReader.unmapped(rows) } };
}

const noVehicle = {
  engineNumber: null,
  makeCode: null,
  makeName: null,
  manufacturingYear: null,
  colour: null,
  condition: null,
};
