import type { Mention } from '../../identifiers';
import type { InspectionItemDto } from '../dto/item-input.dto';
import type { InspectionItemRow } from './inspection-item.record';

/** Fields that go into the row as they are, in the order in which they are shown. */
export const ITEM_FIELDS = [
  'type',
  'make',
  'model',
  'calibre',
  'action',
  'serial',
  'countryOfManufacture',
  'marks',
  'importerMark',
  'importCountry',
  'importYear',
  'yearOfManufacture',
  'privatelyMade',
  'assembled',
  'markings',
  'headstamp',
  'lot',
  'brand',
  'packaging',
  'amount',
  'currency',
  'counterfeit',
  'concealmentCode',
  'description',
  'photoSha256',
] as const;

/** @param corrects the place of the item that this row replaces; null for a new item */
export function itemRow(
  recordKey: number,
  seq: number,
  item: InspectionItemDto,
  corrects: number | null = null,
): InspectionItemRow {
  const plain = Object.fromEntries(ITEM_FIELDS.map((field) => [field, item[field] ?? null]));
  return {
    ...(plain as Pick<InspectionItemRow, (typeof ITEM_FIELDS)[number]>),
    recordKey,
    seq,
    category: item.category,
    quantity: item.quantity,
    serialState: item.serialState ?? (item.serial ? 'AS_MARKED' : null),
    corrects,
    supersededAt: null,
    supersededBecause: null,
  };
}

/** Every mark that can be read, whatever it was taken for: an import mark may be somebody else's serial number. */
export function itemMentions({ serial, marks }: InspectionItemDto, seq: number): Mention[] {
  const readable = (marks ?? []).flatMap(({ text }, i) =>
    text ? [{ kind: 'serial' as const, raw: text, pointer: `${itemPointer(seq)}/marks/${i}` }] : [],
  );
  return [
    ...(serial ? [{ kind: 'serial' as const, raw: serial, pointer: `${itemPointer(seq)}/serial` }] : []),
    ...readable.filter(({ raw }) => raw !== serial),
  ];
}

/** Where an item's identifiers say that they come from. */
export const itemPointer = (seq: number): string => `/items/${seq}`;
