/**
 * Which bills to open, as a table. A change here is a new version: scores keep the version and the hash of the table they were made with.
 * No weight decides anything. Most bills an indicator names are lawful: churches, embassies, families and NGOs send and receive them
 * every day. It says where to look first, and its precision is counted from what was found.
 */
import { DUAL_USE_HEADINGS, CONTROLLED_HEADINGS } from './controlled-headings.cases';
import type { RiskIndicator } from './risk.types';

export const RISK_TABLE_VERSION = '2026-11-23';

/** AWMDS names are AN35 in older exports: a name of this length may go on in the address (standards.md 1.2). */
export const NAME_CUT_AT = 35;
/** Below this many visible bills "never seen before" says nothing. */
export const ENOUGH_EARLIER_BILLS = 50;

const NAMES = { likeness: 0.82, cutAt: NAME_CUT_AT };
const PROJECT = 'project policy, no published source';

export const RISK_INDICATORS: readonly RiskIndicator[] = [
  {
    code: 'CONSIGNEE_SEEN',
    title: 'Consignee seen in an earlier seizure',
    reason:
      'The consignee resembles a party of a bill in which arms or ammunition were found, by name, address or telephone number. Read both before you judge: many people share a name.',
    weight: 10,
    source: 'domain.md 3.3 S5 and S6 (chain of linked seizures); S/2024/704 paras 55-57 (family and social networks)',
    parameters: NAMES,
  },
  {
    code: 'SHIPPER_SEEN',
    title: 'Shipper seen in an earlier seizure',
    reason:
      'The shipper resembles a party of a bill in which arms or ammunition were found, by name, address or telephone number.',
    weight: 10,
    source: 'domain.md 3.3 S7 and S8 (repeat exporter); S/2024/704 paras 55-57',
    parameters: NAMES,
  },
  {
    code: 'NOTIFY_SEEN',
    title: 'Notify party seen in an earlier seizure',
    reason:
      'The party to be notified resembles a party of a bill in which something was found. Brokers stand on many bills, so this says less than a consignee does.',
    weight: 4,
    source: 'domain.md 3.3 S1 (customs broker sought)',
    parameters: NAMES,
  },
  {
    code: 'SAME_CONTAINER_AS_SEIZURE',
    title: 'Container of an earlier seizure',
    reason:
      'Something was found in a container of this number. Lines use their containers again and again: ask whether the same people loaded it.',
    weight: 3,
    source: 'domain.md 3.3 S4; S/2024/704 annex 21',
    parameters: {},
  },
  {
    code: 'LISTED_PARTY',
    title: 'A party resembles a listed name',
    reason:
      'A party of the bill resembles a name on a sanctions list in force on that day. A person must compare the identifiers.',
    weight: 20,
    source: 'resolution 2653 (2022) and its successors; matcher of the screening module',
    parameters: {},
  },
  {
    code: 'CONTROLLED_HEADING',
    title: 'Declared under an arms heading',
    reason:
      'The bill declares an HS code of arms, ammunition, explosives or armoured vehicles. Ask for the exemption that covers it.',
    weight: 12,
    source: 'standards.md 2.2 (HS chapter 93, headings 36.01-36.04, 87.10)',
    parameters: { headings: CONTROLLED_HEADINGS.map(({ hs }) => hs) },
  },
  {
    code: 'DUAL_USE_HEADING',
    title: 'Declared under a dual-use heading',
    reason:
      'The bill declares an HS code that also holds sights, night vision, drones, radios, helmets or body armour.',
    weight: 3,
    source: 'standards.md 2.2 (6506.10, 62.10, 8806, 9005.10, 9013.10, 8525.60, 8525.89)',
    parameters: { headings: DUAL_USE_HEADINGS.map(({ hs }) => hs) },
  },
  {
    code: 'HS_TEXT_MISMATCH',
    title: 'Description and HS code do not fit',
    reason:
      'The goods are called household goods, toys or mechanical parts, and the HS code says otherwise; or they are heavy and no HS code says anything. Arms have been declared under these words.',
    weight: 5,
    source: 'domain.md 3.3 S3 (household goods and mechanical parts); standards.md 1.0 (rifles manifested as toys)',
    parameters: {},
  },
  {
    code: 'WEIGHT_AGAINST_GOODS',
    title: 'Weight does not fit the goods',
    reason:
      'The mass of a package or a container lies outside what such goods weigh. A slip of the pen is the usual cause; a hidden load is another.',
    weight: 3,
    source: `ISO 668 (gross mass of a container); bands for goods: ${PROJECT}`,
    parameters: { containerToKg: 36_000, fullContainerFromKg: 300 },
  },
  {
    code: 'PERSONAL_EFFECTS',
    title: 'Personal effects',
    reason:
      'Personal effects are packed by private people and seldom opened. Customs of Haiti demand that containers of them are unloaded for inspection.',
    weight: 3,
    source: 'standards.md 1.0 (AGD memo of March 2021); S/2024/704 paras 55-57 ("ant trafficking")',
    parameters: {},
  },
  {
    code: 'USED_VEHICLES',
    title: 'Used vehicles',
    reason:
      'Arms have been hidden in used vehicles and machines, and parcels inside an imported vehicle are forbidden.',
    weight: 3,
    source: 'standards.md 1.0 (AGD memo of March 2021; Miami River freighters); domain.md 3.3 S2 (compressor tanks)',
    parameters: {},
  },
  {
    code: 'CONSIGNEE_RELIGIOUS',
    title: 'Religious consignee',
    reason:
      'The name of a religious body has been used without its knowledge to clear arms without duty. Most such bills are what they say: ask the body whether it expects the goods.',
    weight: 2,
    source: 'domain.md 3.3 S5 (church that denied the goods); standards.md 1.0 (WCO magazine)',
    parameters: { cutAt: NAME_CUT_AT },
  },
  {
    code: 'CONSIGNEE_DIPLOMATIC',
    title: 'Diplomatic or international consignee',
    reason:
      'Bills in the name of embassies, consulates and international organisations are cleared without inspection. Check the note verbale; the immunity of what is theirs stays as it is.',
    weight: 1,
    source: `domain.md 3.3 S5 (abuse of a privileged consignee); diplomatic class: ${PROJECT}`,
    parameters: { cutAt: NAME_CUT_AT },
  },
  {
    code: 'DUTY_FREE',
    title: 'Duty-free clearance claimed',
    reason: 'A franchise or exemption from duty is claimed, which shortens the way past customs.',
    weight: 2,
    source: 'domain.md 3.3 S5 (franchise abuse)',
    parameters: { cutAt: NAME_CUT_AT },
  },
  {
    code: 'FIRST_TIME_SHIPPER',
    title: 'First bill of this shipper',
    reason: 'No earlier bill that you can see names this shipper. Every honest trader has a first bill as well.',
    weight: 2,
    source: `${PROJECT}; straw buyers: S/2024/704 paras 55-57`,
    parameters: { earlierBills: ENOUGH_EARLIER_BILLS },
  },
  {
    code: 'NOTIFY_IS_CONSIGNEE_OF_OTHERS',
    title: 'Notify party is the consignee of other bills',
    reason: 'Who is notified here receives goods in own name elsewhere: the consignee may be a name that was lent.',
    weight: 2,
    source: `${PROJECT}; domain.md 3.3 S5`,
    parameters: {},
  },
  {
    code: 'ROUTE_CHANGE',
    title: 'Another port than usual',
    reason:
      'The shipper or consignee nearly always uses another port. Routes moved to other ports when the main ones were watched.',
    weight: 3,
    source: 'S/2024/704 paras 55-57 (routes changed; Miami to Port Everglades)',
    parameters: { earlierBills: 5, share: 0.8 },
  },
  {
    code: 'LOAD_PORT',
    title: 'Load port named in reports',
    reason: 'Seized consignments were loaded here. So is nearly everything else for Haiti, so the weight is low.',
    weight: 1,
    source:
      'S/2024/704 paras 55-57 (Miami, Port Everglades); domain.md 3.3 S1 (Fort Lauderdale), S2 and S3 (Haina, Brooklyn)',
    parameters: { ports: ['USMIA', 'USPEF', 'USFLL', 'USNYC', 'DOHAI'] },
  },
  {
    code: 'CONSOLIDATOR',
    title: 'Consolidated cargo',
    reason:
      'A forwarder or a part-load container holds the goods of several senders, and one of them may not know the others.',
    weight: 2,
    source: 'domain.md 3.3 S1 (freight warehouse); standards.md 1.0 (consolidated cargo)',
    parameters: { partLoads: ['LCL', 'LCL/LCL', 'FCL/LCL', 'LCL/FCL', '02'] },
  },
  {
    code: 'CONTAINER_CHECK_DIGIT',
    title: 'Container number that cannot be right',
    reason: 'The check digit does not fit or the number is of another form: a slip, or a number made up.',
    weight: 3,
    source: 'standards.md 2.1 (ISO 6346)',
    parameters: {},
  },
  {
    code: 'TRANSIT_OR_FROB',
    title: 'Transit, transhipment or freight remaining on board',
    reason:
      'The cargo does not land for this office and is named so that it is not forgotten: two seizures for Haiti were transit cargo in another State.',
    weight: 0,
    source: 'standards.md 1.2 (Bol_nature 24, 26, 28); domain.md 3.3 S2 and S3 (Haina)',
    parameters: { natures: ['24', '26', '28'] },
  },
];
