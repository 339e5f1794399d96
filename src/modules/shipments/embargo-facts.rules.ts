import codes from 'i18n-iso-countries/codes.json';
import { type EmbargoCase, type GoodsItem, MOST_GOODS, MOST_PARTIES, type Party, type PartyRole } from '../embargo';
import { CONTROLLED_HEADINGS, type ControlledHeading } from './hs-control.cases';
import type { ShipmentFacts, ShipmentParty } from './shipment.types';

/** Where a fact of the prefilled case comes from: JSON Pointers into the case and into the bill as the API shows it. */
export interface FactSource {
  readonly fact: string;
  readonly from: string;
}

export interface PrefilledCase {
  readonly case: EmbargoCase;
  readonly sources: readonly FactSource[];
  /** What the bill does not tell, though one might think so. */
  readonly notes: readonly string[];
}

type Bill = Pick<
  ShipmentFacts,
  | 'departureOn'
  | 'arrivalOn'
  | 'vesselFlag'
  | 'loadingPlace'
  | 'unloadingPlace'
  | 'goodsDescription'
  | 'hsCodes'
  | 'parties'
  | 'containers'
  | 'details'
>;

interface Draft {
  readonly facts: Record<string, unknown>;
  readonly sources: FactSource[];
  readonly notes: string[];
}

/**
 * What a bill of lading says of an embargo case, as declared. It says nothing of what a party is, whether it is listed, or what the goods
 * are for, and neither does this: classes stay UNKNOWN and words are never read as goods.
 */
export function prefilledCase(bill: Bill): PrefilledCase {
  const draft: Draft = { facts: {}, sources: [], notes: [] };
  addDay(draft, bill);
  addStates(draft, bill);
  addGoods(draft, bill);
  addParties(draft, bill.parties);
  return { case: draft.facts, sources: draft.sources, notes: draft.notes };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function addDay({ facts, sources, notes }: Draft, { departureOn, arrivalOn }: Bill): void {
  const known: [string, string | null][] = [
    ['/departureOn', departureOn],
    ['/arrivalOn', arrivalOn],
  ];
  const found = known.find(([, day]) => day !== null && DAY.test(day) && isRealDay(day));
  if (!found) return;
  facts.shipmentDate = found[1];
  sources.push({ fact: '/shipmentDate', from: found[0] });
  if (found[0] === '/arrivalOn') notes.push('The day of departure is not stated: the day of arrival stands for it');
}

const isRealDay = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};

const LOCODE = /^([A-Z]{2})[A-Z2-9]{3}$/;
const STATES: ReadonlySet<string> = new Set(codes.map(([alpha2]) => alpha2!));

/** ISO 3166-1 of a UN/LOCODE; a place in words that looks like one ("MIAMI") begins with no State. */
function stateOf(place: unknown): string | undefined {
  const state = typeof place === 'string' ? LOCODE.exec(place.trim().toUpperCase())?.[1] : undefined;
  return state && STATES.has(state) ? state : undefined;
}

function addStates(draft: Draft, { loadingPlace, unloadingPlace, vesselFlag, details }: Bill): void {
  const { facts, sources, notes } = draft;
  const supplier = stateOf(loadingPlace);
  if (supplier) {
    facts.supplierState = supplier;
    sources.push({ fact: '/supplierState', from: '/loadingPlace' });
    notes.push('The State of loading stands for the supplier State: goods may come from further away');
  }
  const flag = vesselFlag?.trim().toUpperCase();
  if (flag && STATES.has(flag)) {
    facts.flagState = flag;
    sources.push({ fact: '/flagState', from: '/vesselFlag' });
  }
  const voyage = (details.voyage ?? {}) as Readonly<Record<string, unknown>>;
  const called: [string, unknown][] = [
    ['/details/voyage/placeOfDeparture', voyage.placeOfDeparture],
    ['/unloadingPlace', unloadingPlace],
    ['/details/voyage/placeOfDestination', voyage.placeOfDestination],
  ];
  const transit: string[] = [];
  for (const [from, place] of called) {
    const state = stateOf(place);
    if (!state || state === 'HT' || state === supplier || transit.includes(state)) continue;
    sources.push({ fact: `/transitStates/${transit.length}`, from });
    transit.push(state);
  }
  if (transit.length > 0) facts.transitStates = transit;
}

const LONGEST_DESCRIPTION = 300;

function addGoods({ facts, sources, notes }: Draft, { hsCodes, containers, goodsDescription }: Bill): void {
  const declared = new Map<string, string>();
  const add = (code: string | null, from: string): void => {
    const digits = code?.replace(/\D/g, '') ?? '';
    if (digits.length >= 4 && !declared.has(digits)) declared.set(digits, from);
  };
  hsCodes.forEach((code, i) => add(code, `/hsCodes/${i}`));
  containers.forEach(({ hsCode }, i) => add(hsCode, `/containers/${i}/hsCode`));
  // Controlled headings first: what does not fit is then never one of them.
  const sorted = [...declared].sort(([a], [b]) => Number(!controlledHeading(a)) - Number(!controlledHeading(b)));
  const goods: GoodsItem[] = sorted.slice(0, MOST_GOODS).map(([code]) => goodsOfCode(code));
  goods.forEach((_, i) => sources.push({ fact: `/goods/${i}`, from: sorted[i]![1] }));
  if (sorted.length > MOST_GOODS) notes.push(`${sorted.length - MOST_GOODS} more HS codes are on the bill`);
  if (goods.length === 0 && goodsDescription?.trim()) {
    goods.push({ category: 'UNKNOWN', description: goodsDescription.trim().slice(0, LONGEST_DESCRIPTION) });
    sources.push({ fact: '/goods/0', from: '/goodsDescription' });
  }
  if (goods.length === 0) return;
  facts.goods = goods;
  notes.push('Goods are as declared: nobody has looked at them');
}

/** One item for a declared code. A code outside the table is not civil for that: arms are declared as toys. */
export function goodsOfCode(code: string): GoodsItem {
  const heading = controlledHeading(code);
  if (!heading) return { category: 'UNKNOWN', description: `declared as HS ${code}` };
  return { ...heading.goods, description: `declared as HS ${code}: ${heading.says}` };
}

/** The most specific row of the table for a code of 4 or more digits, dots or not. */
export function controlledHeading(code: string): ControlledHeading | undefined {
  const digits = code.replace(/\D/g, '');
  return CONTROLLED_HEADINGS.filter(({ hs }) => digits.startsWith(hs)).sort((a, b) => b.hs.length - a.hs.length)[0];
}

const ROLES: Readonly<Record<'SHIPPER' | 'CARRIER' | 'NOTIFY', PartyRole>> = {
  SHIPPER: 'SHIPPER',
  CARRIER: 'CARRIER',
  NOTIFY: 'NOTIFY',
};

function addParties({ facts, sources, notes }: Draft, parties: readonly ShipmentParty[]): void {
  const others: Party[] = [];
  parties.forEach(({ role, name, isPlaceholder }, i) => {
    if (isPlaceholder || !name?.trim()) {
      notes.push(`/parties/${i} (${role}) names nobody`);
      return;
    }
    const party: Party = { name: name.trim(), class: 'UNKNOWN' };
    const from = `/parties/${i}/name`;
    if (role === 'CONSIGNEE' && facts.consignee === undefined) {
      facts.consignee = party;
      sources.push({ fact: '/consignee', from });
    } else if (others.length === MOST_PARTIES) {
      notes.push(`/parties/${i} (${role}) does not fit into the case`);
    } else {
      sources.push({ fact: `/parties/${others.length}`, from });
      others.push(role === 'CONSIGNEE' ? party : { ...party, role: ROLES[role] });
    }
  });
  if (others.length > 0) facts.parties = others;
}
