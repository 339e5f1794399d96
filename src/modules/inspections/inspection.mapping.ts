import type { Mention } from '../identifiers';
import type { InspectionFieldsDto, InspectionItemDto, SubmitInspectionDto } from './dto/inspection-input.dto';
import type { InspectionItemRow } from './inspection-item.record';
import type { InspectionRow } from './inspection.record';
import type { InspectionStatus } from './inspection.types';

/** Fields that go into the row as they are. A null says the same as leaving a field out, and clears it in a change. */
const PLAIN = [
  'legalBasis',
  'necessity',
  'ground',
  'groundStatement',
  'placeLocode',
  'placeName',
  'transportMode',
  'cooperation',
  'result',
  'containerNumber',
  'billReference',
  'vesselName',
  'vesselImo',
  'concealment',
  'narrative',
] as const;

export function newRow(
  recordKey: number,
  shipmentKey: number | null,
  status: InspectionStatus,
  command: SubmitInspectionDto,
): InspectionRow {
  const plain = Object.fromEntries(PLAIN.map((field) => [field, command[field] ?? null]));
  return {
    ...(plain as Pick<InspectionRow, (typeof PLAIN)[number]>),
    recordKey,
    shipmentKey,
    status,
    placeCountry: command.placeCountry,
    ...timeOf(command.examinedAt),
    agenciesPresent: command.agenciesPresent ?? [],
    statedTotals: command.statedTotals ?? [],
  };
}

/** Only what the command names. */
export function patchRow(command: InspectionFieldsDto, shipmentKey: number | null | undefined): Partial<InspectionRow> {
  const plain = Object.fromEntries(
    PLAIN.flatMap((field) => (command[field] === undefined ? [] : [[field, command[field]]])),
  );
  return {
    ...(plain as Partial<InspectionRow>),
    ...(shipmentKey !== undefined && { shipmentKey }),
    ...(command.examinedAt !== undefined && timeOf(command.examinedAt)),
    ...(command.agenciesPresent !== undefined && { agenciesPresent: command.agenciesPresent ?? [] }),
    ...(command.statedTotals !== undefined && { statedTotals: command.statedTotals ?? [] }),
  };
}

function timeOf(examinedAt: string | null | undefined): Pick<InspectionRow, 'examinedAt' | 'examinedTimeZone'> {
  if (!examinedAt) return { examinedAt: null, examinedTimeZone: null };
  const zone = /(Z|[+-]\d\d:\d\d)$/.exec(examinedAt)![1]!;
  return { examinedAt, examinedTimeZone: zone === 'Z' ? '+00:00' : zone };
}

const ITEM_FIELDS = [
  'type',
  'make',
  'model',
  'calibre',
  'action',
  'serial',
  'countryOfManufacture',
  'markings',
  'headstamp',
  'lot',
  'description',
] as const;

export function itemRow(recordKey: number, seq: number, item: InspectionItemDto): InspectionItemRow {
  const plain = Object.fromEntries(ITEM_FIELDS.map((field) => [field, item[field] ?? null]));
  return {
    ...(plain as Pick<InspectionItemRow, (typeof ITEM_FIELDS)[number]>),
    recordKey,
    seq,
    category: item.category,
    quantity: item.quantity,
    serialState: item.serialState ?? (item.serial ? 'AS_MARKED' : null),
  };
}

/** What an inspection can be found and linked by. */
export function mentionsOf(command: InspectionFieldsDto, items: readonly InspectionItemDto[]): Mention[] {
  const mentions: Mention[] = [];
  const add = (kind: Mention['kind'], raw: string | null | undefined, pointer: string): void => {
    if (raw && raw.trim() !== '') mentions.push({ kind, raw, pointer });
  };
  add('container', command.containerNumber, '/containerNumber');
  add('bill_of_lading', command.billReference, '/billReference');
  add('vessel_name', command.vesselName, '/vesselName');
  add('imo', command.vesselImo, '/vesselImo');
  return [...mentions, ...itemMentions(items, 0)];
}

export const itemMentions = (items: readonly InspectionItemDto[], first: number): Mention[] =>
  items.flatMap(({ serial }, i) =>
    serial ? [{ kind: 'serial' as const, raw: serial, pointer: `/items/${first + i}/serial` }] : [],
  );
