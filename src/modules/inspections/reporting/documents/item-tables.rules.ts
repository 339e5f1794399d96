import type { Mark } from '../../items/item.types';
import type { ReportedItem } from '../report.types';
import type { Language } from '../reporting.types';
import {
  CATEGORY_WORDS,
  CONCEALMENT_WORDS,
  MARK_KIND_WORDS,
  MARK_PLACE_WORDS,
  MARK_STATE_WORDS,
  SERIAL_STATE_WORDS,
} from './code-words.cases';
import { countryName } from './country-name.rules';
import type { Section, Value } from './document.types';
import { type Label, LABELS } from './words.cases';

type Table = Extract<Section, { type: 'table' }>;

const country = (code: string | undefined, language: Language): string | undefined =>
  code && countryName(code, language);

const yesOrNo = (fact: boolean | undefined, language: Language): string | undefined =>
  fact === undefined ? undefined : LABELS[fact ? 'yes' : 'no'][language];

function serialOf({ serial, serialState }: ReportedItem, language: Language): string {
  const state = serialState && serialState !== 'AS_MARKED' && SERIAL_STATE_WORDS[serialState][language];
  if (!serial) return state || '';
  return state ? `${serial} (${state})` : serial;
}

const markText = ({ kind, place, text, state }: Mark, language: Language): string => {
  const where = `${MARK_KIND_WORDS[kind][language]}, ${MARK_PLACE_WORDS[place][language]}`;
  return `${where}: ${text ?? '—'}${state === 'AS_MARKED' ? '' : ` (${MARK_STATE_WORDS[state][language]})`}`;
};

/** What is known of an item beside its type, calibre and serial number, each by its label, in the order in which it is printed. */
function particularsOf(
  item: ReportedItem,
  language: Language,
): readonly (readonly [Label, string | number | undefined])[] {
  return [
    ['action', item.action],
    ['countryOfManufacture', country(item.countryOfManufacture, language)],
    ['yearOfManufacture', item.yearOfManufacture && String(item.yearOfManufacture)],
    ['importerMark', item.importerMark],
    ['importCountry', country(item.importCountry, language)],
    ['importYear', item.importYear && String(item.importYear)],
    ['privatelyMade', yesOrNo(item.privatelyMade, language)],
    ['assembled', yesOrNo(item.assembled, language)],
    ['marks', item.marks?.map((mark) => markText(mark, language)).join('; ')],
    ['markings', item.markings],
    ['headstamp', item.headstamp],
    ['lot', item.lot],
    ['brand', item.brand],
    ['packaging', item.packaging],
    ['amount', item.amount && [item.amount, item.currency].filter(Boolean).join(' ')],
    ['counterfeit', yesOrNo(item.counterfeit, language)],
    ['concealment', item.concealmentCode && CONCEALMENT_WORDS[item.concealmentCode][language]],
    ['description', item.description],
  ];
}

const remarksOf = (item: ReportedItem, language: Language): string =>
  particularsOf(item, language)
    .flatMap(([label, value]) => (value ? [`${LABELS[label][language]}: ${value}`] : []))
    .join('\n');

/** Items as a page has room for them. */
export const itemTable = (items: readonly ReportedItem[], language: Language): Table => ({
  type: 'table',
  heading: LABELS.items[language],
  sheet: LABELS.items[language],
  columns: [
    { label: LABELS.row[language], weight: 6, align: 'right' },
    { label: LABELS.category[language], weight: 17 },
    { label: LABELS.quantity[language], weight: 12, align: 'right' },
    { label: LABELS.typeMakeModel[language], weight: 21 },
    { label: LABELS.calibre[language], weight: 13 },
    { label: LABELS.serial[language], weight: 21 },
    { label: LABELS.remarks[language], weight: 28 },
  ],
  rows: items.map((item, i) => [
    i + 1,
    CATEGORY_WORDS[item.category][language],
    item.quantity,
    [item.type, item.make, item.model].filter(Boolean).join(', '),
    item.calibre ?? '',
    serialOf(item, language),
    remarksOf(item, language),
  ]),
});

/** Items with one column for each field that some item has, as a spreadsheet has room for them. */
export function itemSheet(items: readonly ReportedItem[], language: Language): Table | null {
  if (items.length === 0) return null;
  const rows = items.map((item) => cellsOf(item, language));
  const filled = (Object.keys(rows[0]!) as Label[]).filter((label) => rows.some((row) => row[label]));
  return {
    type: 'table',
    heading: LABELS.items[language],
    sheet: LABELS.items[language],
    columns: [
      { label: LABELS.row[language], weight: 1 },
      ...filled.map((label) => ({ label: LABELS[label][language], weight: 1 })),
    ],
    rows: rows.map((row, i) => [i + 1, ...filled.map((label) => row[label] ?? '')]),
  };
}

const cellsOf = (item: ReportedItem, language: Language): Partial<Record<Label, Value>> => ({
  category: CATEGORY_WORDS[item.category][language],
  quantity: item.quantity,
  type: item.type,
  make: item.make,
  model: item.model,
  calibre: item.calibre,
  serial: item.serial,
  serialState: item.serialState && SERIAL_STATE_WORDS[item.serialState][language],
  ...Object.fromEntries(particularsOf(item, language)),
});
