import type { ReportedItem } from '../report.types';
import type { Language } from '../reporting.types';
import { countryName } from './country-name.rules';
import type { Section, Value } from './document.types';
import { CATEGORY_WORDS, type Label, LABELS, SERIAL_STATE_WORDS } from './words.cases';

type Table = Extract<Section, { type: 'table' }>;

const country = (code: string | undefined, language: Language): string | undefined =>
  code && countryName(code, language);

function serialOf({ serial, serialState }: ReportedItem, language: Language): string {
  const state = serialState && serialState !== 'AS_MARKED' && SERIAL_STATE_WORDS[serialState][language];
  if (!serial) return state || '';
  return state ? `${serial} (${state})` : serial;
}

/** What has no column of its own on paper, each with its label. */
function remarksOf(item: ReportedItem, language: Language): string {
  const said: readonly (readonly [Label, string | undefined])[] = [
    ['action', item.action],
    ['countryOfManufacture', country(item.countryOfManufacture, language)],
    ['markings', item.markings],
    ['headstamp', item.headstamp],
    ['lot', item.lot],
  ];
  const lines = said.flatMap(([label, value]) => (value ? [`${LABELS[label][language]}: ${value}`] : []));
  return [...lines, ...(item.description ? [item.description] : [])].join('\n');
}

/** Items as a page has room for them. */
export const itemTable = (items: readonly ReportedItem[], language: Language): Table => ({
  type: 'table',
  heading: LABELS.items[language],
  sheet: LABELS.items[language],
  columns: [
    { label: LABELS.row[language], weight: 7, align: 'right' },
    { label: LABELS.category[language], weight: 15 },
    { label: LABELS.quantity[language], weight: 12, align: 'right' },
    { label: [LABELS.type, LABELS.make, LABELS.model].map((words) => words[language]).join(', '), weight: 22 },
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

const SHEET_FIELDS = [
  'type',
  'make',
  'model',
  'calibre',
  'action',
  'serial',
  'serialState',
  'countryOfManufacture',
  'markings',
  'headstamp',
  'lot',
  'description',
] as const satisfies readonly (Label & keyof ReportedItem)[];

/** Items with one column for each field, as a spreadsheet has room for them. */
export function itemSheet(items: readonly ReportedItem[], language: Language): Table | null {
  if (items.length === 0) return null;
  const labels: readonly Label[] = ['row', 'category', 'quantity', ...SHEET_FIELDS];
  const valueOf = (item: ReportedItem, field: (typeof SHEET_FIELDS)[number]): Value => {
    if (field === 'serialState') return item.serialState ? SERIAL_STATE_WORDS[item.serialState][language] : '';
    if (field === 'countryOfManufacture') return country(item.countryOfManufacture, language) ?? '';
    return item[field] ?? '';
  };
  return {
    type: 'table',
    heading: LABELS.items[language],
    sheet: LABELS.items[language],
    columns: labels.map((label) => ({ label: LABELS[label][language], weight: 1 })),
    rows: items.map((item, i) => [
      i + 1,
      CATEGORY_WORDS[item.category][language],
      item.quantity,
      ...SHEET_FIELDS.map((field) => valueOf(item, field)),
    ]),
  };
}
