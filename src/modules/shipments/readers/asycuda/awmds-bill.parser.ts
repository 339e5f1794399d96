import { isPlaceholderName } from '../../../identifiers/name.rules';
import { readContainer, readGoods, readVehicle } from './awmds-cargo.parser';
import type { BillOfLading, ManifestAmount, ManifestParty, ManifestValues, PartyRole } from '../manifest.types';
import type { SegmentReader } from './segment-reader.parser';

/** Systems of the AN35 generation cut the name here and go on in the address. */
const NAME_LENGTH = 35;
const ROLES: Readonly<Record<string, PartyRole>> = {
  Carrier: 'CARRIER',
  Exporter: 'EXPORTER',
  Consignee: 'CONSIGNEE',
  Notify: 'NOTIFY',
};

export function readParty(segment: SegmentReader, element: string, role: PartyRole): ManifestParty[] {
  const code = segment.text(`${element}_code`);
  const name = segment.text(`${element}_name`);
  const address = segment.text(`${element}_address`);
  if (code === null && name === null && address === null) return [];
  if (name?.length === NAME_LENGTH && address !== null) {
    const message = `the name fills all ${NAME_LENGTH} characters and may go on in the address`;
    segment.notes.warn('NAME_RUNS_INTO_ADDRESS', message, segment.line, `${element}_name`);
  }
  return [{ role, code, name, address, placeholder: name !== null && isPlaceholderName(name) }];
}

const readParties = (traders: readonly SegmentReader[]): ManifestParty[] =>
  traders.flatMap((segment) =>
    Object.entries(ROLES).flatMap(([element, role]) =>
      segment.all(element).flatMap((party) => readParty(party, element, role)),
    ),
  );

function readAmounts(segment: SegmentReader, name: string): ManifestAmount | null {
  const part = segment.child(`${name}_segment`);
  const amount = part.amount(`${name}_value`);
  const currency = part.text(`${name}_currency`);
  return amount === null && currency === null ? null : { amount, currency };
}

const readValues = (segment: SegmentReader): ManifestValues => ({
  freightIndicator: segment.child('Freight_segment').text('PC_indicator'),
  freight: readAmounts(segment, 'Freight'),
  customs: readAmounts(segment, 'Customs'),
  insurance: readAmounts(segment, 'Insurance'),
  transport: readAmounts(segment, 'Transport'),
});

function checkContainerCount(bill: SegmentReader, containers: number): void {
  const goods = bill.all('Goods_segment');
  const stated = goods.map((segment) => segment.number('Num_of_ctn_for_this_bol')).filter((count) => count !== null);
  const sum = stated.reduce((total, count) => total + count, 0);
  if (stated.length > 0 && sum !== containers) {
    const message = `the bill states ${sum} containers and lists ${containers}`;
    bill.notes.warn('CONTAINER_COUNT_MISMATCH', message, bill.line, 'Num_of_ctn_for_this_bol');
  }
}

/** Bol_segment of Awmds and its siblings; the master of a whole Awbolds file holds for bills that name none. */
export function readBill(bill: SegmentReader, fileMaster: string | null = null): BillOfLading {
  const id = bill.child('Bol_id');
  const reference = id.text('Bol_reference');
  bill.notes.billReference = reference ?? undefined;
  if (reference === null) bill.notes.warn('MISSING_ELEMENT', 'the bill has no reference', bill.line, 'Bol_reference');
  const places = bill.child('Load_unload_place');
  const location = bill.child('Location');
  const [code, info] = [location.text('Location_code'), location.text('Location_info')];
  const containers = bill.all('ctn_segment').map(readContainer);
  checkContainerCount(bill, containers.length);
  return {
    lineNumber: id.number('Line_number'),
    reference,
    nature: id.text('Bol_nature'),
    typeCode: id.text('Bol_type_code'),
    masterReference: id.text('Master_bol_ref_number') ?? fileMaster,
    loadingPlace: places.text('Place_of_loading_code') ?? places.text('Port_of_origin_code'),
    unloadingPlace: places.text('Place_of_unloading_code'),
    parties: readParties(bill.all('Traders_segment')),
    containers,
    vehicles: bill.all('Vehicles_segment').map(readVehicle),
    goods: bill.all('Goods_segment').map(readGoods),
    values: readValues(bill.child('Value_segment')),
    location: code === null && info === null ? null : { code, info },
    unmapped: bill.unmapped(),
    sourceLine: bill.line,
  };
}
