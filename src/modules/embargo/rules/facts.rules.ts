import { approvedQuantity, type ApprovedQuantity } from './approval-quantity.rules';
import type { FactMissing } from './assessment.types';
import type { EmbargoCase, GoodsItem, IsoDate, Party, PartyClass } from './embargo.types';

/** A party with what its listings say on the day the law is read at. */
export interface AssessedParty {
  readonly pointer: string;
  readonly party: Party;
  readonly class: PartyClass;
  /** Whether the goods go to it or serve it; a supplier or carrier only concerns the asset freeze. */
  readonly recipient: boolean;
  readonly designated: 'YES' | 'NO' | 'UNKNOWN' | 'NOT_STATED';
}

export interface CaseFacts {
  readonly input: EmbargoCase;
  /** The day the law, the list and the mandates are read at; null: unknown. */
  readonly lawDate: IsoDate | null;
  readonly shipmentDate: IsoDate | null;
  readonly goods: readonly GoodsItem[];
  readonly parties: readonly AssessedParty[];
  readonly recipients: readonly AssessedParty[];
  readonly consignee: AssessedParty | undefined;
  readonly approved: ApprovedQuantity;
}

/** Where the rules say what they lack. */
export type Missing = FactMissing[];

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isIsoDate(text: unknown): text is IsoDate {
  const found = typeof text === 'string' ? DATE.exec(text) : null;
  if (!found) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  return year > 0 && day >= 1 && day <= days;
}

export const within = (date: IsoDate, from: IsoDate, to: IsoDate | null): boolean =>
  from <= date && (to === null || date < to);

const SUPPLY_SIDE = ['SUPPLIER', 'SHIPPER', 'CARRIER', 'BROKER'];

/** Sorts what is stated of a case; changes nothing in it and fills nothing in. */
export function readFacts(input: EmbargoCase, asOf: IsoDate | undefined): CaseFacts {
  const shipmentDate = isIsoDate(input.shipmentDate) ? input.shipmentDate : null;
  const lawDate = isIsoDate(asOf) ? asOf : shipmentDate;
  const named: (readonly [string, Party | undefined])[] = [
    ['/consignee', input.consignee],
    ['/endUser', input.endUser],
    ...(input.parties ?? []).map((party, at) => [`/parties/${at}`, party] as const),
  ];
  const parties = named.flatMap(([pointer, party]) => (party ? [assessed(pointer, party, lawDate)] : []));
  const goods: readonly GoodsItem[] = input.goods?.length ? input.goods : [{ category: 'UNKNOWN' }];
  return {
    input,
    lawDate,
    shipmentDate,
    goods,
    approved: approvedQuantity(goods, input.committeeDecision?.scope),
    parties,
    recipients: parties.filter(({ recipient }) => recipient),
    consignee: parties.find(({ pointer }) => pointer === '/consignee'),
  };
}

function assessed(pointer: string, party: Party, date: IsoDate | null): AssessedParty {
  const recipient = !pointer.startsWith('/parties') || !SUPPLY_SIDE.includes(party.role ?? '');
  return { pointer, party, class: party.class ?? 'UNKNOWN', recipient, designated: designatedOn(party, date) };
}

/** `listedOn <= date < delistedOn`. A listing without its first day counts as in force: the doubt is not the gang leader's gain. */
function designatedOn(party: Party, date: IsoDate | null): AssessedParty['designated'] {
  if (party.listings?.length) {
    if (date === null) return 'UNKNOWN';
    return party.listings.some(({ listedOn, delistedOn }) => within(date, listedOn ?? '0001-01-01', delistedOn ?? null))
      ? 'YES'
      : 'NO';
  }
  if (party.listStatus === 'LISTED') return 'YES';
  if (party.listStatus === 'NOT_LISTED' || party.listings) return 'NO';
  return party.listStatus === 'UNKNOWN' ? 'UNKNOWN' : 'NOT_STATED';
}

/** What nobody has stated and any answer rests on. */
export function missingFacts(facts: CaseFacts): Missing {
  const { input, lawDate } = facts;
  const missing: Missing = [];
  const add = (fact: string, why: string, settledBy: string): void => void missing.push({ fact, why, settledBy });
  if (facts.shipmentDate === null)
    add('/shipmentDate', 'the law is chosen by this day', 'bill of lading, export declaration or contract of sale');
  if (!input.goods?.length) add('/goods', 'nothing is known of the goods', 'packing list, invoice or inspection');
  facts.goods.forEach(({ category }, at) => {
    if (category === undefined || (category === 'UNKNOWN' && input.goods?.length))
      add(
        `/goods/${at}/category`,
        'whether the goods are in scope depends on it',
        'inspection or technical description',
      );
  });
  if (!input.consignee) add('/consignee', 'nobody is named as consignee', 'bill of lading, delivery order');
  for (const party of facts.parties) missing.push(...missingOf(party, lawDate));
  if (!input.supplierState)
    add('/supplierState', 'the national layer cannot be chosen', 'certificate of origin, export licence');
  return missing;
}

function missingOf({ pointer, party, class: of, designated }: AssessedParty, lawDate: IsoDate | null): Missing {
  const missing: Missing = [];
  const add = (fact: string, why: string, settledBy: string): void => void missing.push({ fact, why, settledBy });
  if (of === 'UNKNOWN')
    add(`${pointer}/class`, 'what the party is decides exemptions and para 6', 'registry, licence, ministry');
  if (designated === 'UNKNOWN' || designated === 'NOT_STATED')
    add(
      `${pointer}/listRefs`,
      'whether the party was designated is not stated',
      `screen against the 2653 list as on ${lawDate ?? 'the day of shipment'}`,
    );
  party.listings?.forEach(({ listedOn }, at) => {
    if (!listedOn) add(`${pointer}/listRefs/${at}/listedOn`, 'taken as listed on that day', 'entry of the 2653 list');
  });
  return missing;
}
