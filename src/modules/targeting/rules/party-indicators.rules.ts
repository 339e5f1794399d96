/** Indicators that ask who stands on the bill. */
import type { IndicatorRule, RiskPast } from './past.types';
import { partyText } from './party-text.rules';
import {
  CONSOLIDATOR_WORDS,
  DIPLOMATIC_WORDS,
  DUTY_FREE_WORDS,
  RELIGIOUS_WORDS,
  STREET_ENDINGS,
  STREET_WORDS,
} from './risk-words.cases';
import type { BillFacts, HitFact, Parameter, PartyBills, RiskParty, RiskRole } from './risk.types';
import { matchSeizures, type SeizureMatch } from './seizure-index.rules';
import { findWords, tokensOf } from './words.rules';

const partiesOf = (bill: BillFacts, role: RiskRole): readonly RiskParty[] =>
  bill.parties.filter((party) => party.role === role && !party.isPlaceholder && party.name !== null);
const nameAt = ({ seq }: RiskParty): string => `/parties/${seq}/name`;
const numberOf = (parameter: Parameter | undefined, otherwise: number): number =>
  typeof parameter === 'number' ? parameter : otherwise;

const HOW: Readonly<Record<SeizureMatch['by'], string>> = {
  name: 'The name resembles',
  address: 'The address is that of',
  phone: 'The telephone number is that of',
};

const seizureFact = (party: RiskParty, { by, seizure, party: other, likeness, on }: SeizureMatch): HitFact => ({
  pointer: by === 'name' ? nameAt(party) : `/parties/${party.seq}/address`,
  value: by === 'phone' ? on : by === 'name' ? party.name! : (party.address ?? ''),
  says: `${HOW[by]} ${other.name}, ${other.role.toLowerCase()} of a bill in which inspection ${seizure.inspectionReference}${
    seizure.on ? ` of ${seizure.on}` : ''
  } found something${by === 'name' ? ` (likeness ${likeness.toFixed(2)})` : ''}`,
  record: { id: seizure.inspectionId, kind: 'inspection', reference: seizure.inspectionReference },
  restsOn: [other.billId],
});

export const seenInSeizure =
  (role: RiskRole): IndicatorRule =>
  (bill, past, parameters) =>
    partiesOf(bill, role).flatMap((party) =>
      matchSeizures(party, past.seizures, bill, numberOf(parameters.likeness, 1)).map((match) =>
        seizureFact(party, match),
      ),
    );

export const listedParty: IndicatorRule = (bill, { listed }) =>
  bill.parties.flatMap((party) =>
    (listed?.get(party.seq) ?? []).map((hit) => ({
      pointer: nameAt(party),
      value: party.name ?? '',
      says: `Resembles ${hit.name} (${hit.list} version ${hit.listVersion}, entry ${hit.listRef}), likeness ${hit.score.toFixed(2)}: ${hit.why.join('; ')}`,
    })),
  );

/** A class word that stands in a street name says where somebody lives, not who it is. */
function inStreet(tokens: readonly string[], from: number, to: number): boolean {
  const before = tokens.slice(Math.max(0, from - 4), from);
  return before.some((word) => STREET_WORDS.includes(word)) || STREET_ENDINGS.includes(tokens[to] ?? '');
}

/** The words of the name; of one the file cut, the address field as well, because the name goes on there. */
function classWords(party: RiskParty, words: readonly string[], cutAt: number): string | undefined {
  const cut = party.name!.trimEnd().length === cutAt;
  const tokens = tokensOf(cut ? party.name! + (party.address ?? '') : party.name);
  const hit = findWords(tokens, words);
  return hit && !inStreet(tokens, hit.from, hit.to) ? hit.found : undefined;
}

export const consigneeClass =
  (words: readonly string[], what: string): IndicatorRule =>
  (bill, _, { cutAt }) =>
    partiesOf(bill, 'CONSIGNEE').flatMap((party) => {
      const found = classWords(party, words, numberOf(cutAt, 35));
      return found
        ? [{ pointer: nameAt(party), value: party.name!, says: `"${found}" in the consignee's name: ${what}` }]
        : [];
    });

export const religious = consigneeClass(RELIGIOUS_WORDS, 'a religious body');
export const diplomatic = consigneeClass(DIPLOMATIC_WORDS, 'a mission or an international organisation');

export const dutyFree: IndicatorRule = (bill, past, parameters) => {
  const goods = findWords(tokensOf(bill.goodsDescription), DUTY_FREE_WORDS);
  return [
    ...consigneeClass(DUTY_FREE_WORDS, 'duty-free trade')(bill, past, parameters),
    ...(goods
      ? [{ pointer: '/goodsDescription', value: bill.goodsDescription!, says: `"${goods.found}" in the description` }]
      : []),
  ];
};

/** Bills of other voyages, older than this one and no more secret. */
const before = (groups: readonly PartyBills[], bill: BillFacts): readonly PartyBills[] =>
  groups.filter(({ voyage, firstKey, level }) => voyage !== bill.voyage && firstKey < bill.key && level <= bill.level);
const keyOf = (party: RiskParty): string => partyText(party.name, party.address, Number.MAX_SAFE_INTEGER).key;
/** What others released and may take back. */
const foreignOf = (groups: readonly PartyBills[]): Pick<HitFact, 'restsOn'> => {
  const restsOn = groups.filter(({ foreign }) => foreign).map(({ exampleId }) => exampleId);
  return restsOn.length > 0 ? { restsOn } : {};
};
const countOf = (groups: readonly PartyBills[]): number => groups.reduce((sum, { bills }) => sum + bills, 0);

export const firstTimeShipper: IndicatorRule = (bill, past, { earlierBills }) => {
  const needed = numberOf(earlierBills, 50);
  if (past.earlierBills < needed) return [];
  return partiesOf(bill, 'SHIPPER').flatMap((party) =>
    before(past.billsOf('SHIPPER', keyOf(party)), bill).length > 0
      ? []
      : [
          {
            pointer: nameAt(party),
            value: party.name!,
            says: `No bill of an earlier voyage names this shipper, of ${needed} or more that you can see`,
          },
        ],
  );
};

export const notifyIsConsigneeOfOthers: IndicatorRule = (bill, past) => {
  const consignees = new Set(partiesOf(bill, 'CONSIGNEE').map(keyOf));
  return partiesOf(bill, 'NOTIFY').flatMap((party) => {
    const key = keyOf(party);
    if (key === '' || consignees.has(key)) return [];
    const others = past.billsOf('CONSIGNEE', key).filter(({ level }) => level <= bill.level);
    const [first] = others;
    return first
      ? [
          {
            pointer: nameAt(party),
            value: party.name!,
            says: `Is the consignee of ${countOf(others)} other bill(s)`,
            record: { id: first.exampleId, kind: 'shipment' as const },
            ...foreignOf(others),
          },
        ]
      : [];
  });
};

const ENDS = [
  { field: 'loadingPlace', pointer: '/loadingPlace', word: 'loads' },
  { field: 'unloadingPlace', pointer: '/unloadingPlace', word: 'unloads' },
] as const;

function usualPlace(
  groups: readonly PartyBills[],
  field: (typeof ENDS)[number]['field'],
): { place: string; share: number } | undefined {
  const counts = new Map<string, number>();
  for (const group of groups) {
    const place = group[field];
    if (place) counts.set(place, (counts.get(place) ?? 0) + group.bills);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most && { place: most[0], share: most[1] / countOf(groups) };
}

function routeFacts(bill: BillFacts, party: RiskParty, past: RiskPast, needed: number, share: number): HitFact[] {
  const groups = before(past.billsOf(party.role, keyOf(party)), bill);
  if (countOf(groups) < needed) return [];
  return ENDS.flatMap(({ field, pointer, word }) => {
    const usual = usualPlace(groups, field);
    const here = bill[field];
    if (!usual || here === null || here === usual.place || usual.share < share) return [];
    const says = `${party.name} usually ${word} at ${usual.place} (${Math.round(usual.share * 100)} % of ${countOf(groups)} earlier bills)`;
    return [{ pointer, value: here, says, ...foreignOf(groups) }];
  });
}

export const routeChange: IndicatorRule = (bill, past, { earlierBills, share }) =>
  [...partiesOf(bill, 'SHIPPER'), ...partiesOf(bill, 'CONSIGNEE')].flatMap((party) =>
    routeFacts(bill, party, past, numberOf(earlierBills, 5), numberOf(share, 0.8)),
  );

export const consolidator: IndicatorRule = (bill, _, { partLoads }) => {
  const codes = Array.isArray(partLoads) ? (partLoads as readonly string[]) : [];
  const shippers = partiesOf(bill, 'SHIPPER').flatMap((party) => {
    const hit = findWords(tokensOf(party.name), CONSOLIDATOR_WORDS);
    return hit ? [{ pointer: nameAt(party), value: party.name!, says: `"${hit.found}" in the shipper's name` }] : [];
  });
  const containers = bill.containers.flatMap(({ seq, fullEmpty }) =>
    fullEmpty !== null && codes.includes(fullEmpty.toUpperCase())
      ? [
          {
            pointer: `/containers/${seq}/fullEmpty`,
            value: fullEmpty,
            says: 'Part load: the container holds goods of several bills',
          },
        ]
      : [],
  );
  const master = bill.masterReference
    ? [{ pointer: '/masterReference', value: bill.masterReference, says: 'A house bill under a master bill' }]
    : [];
  return [...shippers, ...containers, ...master];
};
