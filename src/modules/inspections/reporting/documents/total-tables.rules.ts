import type { ItemCategory } from '../../items/item.types';
import type { ReportedInspection } from '../report.types';
import type { Language } from '../reporting.types';
import type { Section } from './document.types';
import { CATEGORY_WORDS } from './code-words.cases';
import { LABELS } from './words.cases';

/** Totals somebody stated against the items listed: both are shown, with what parts them. */
export function statedTotalsTable({ totals }: ReportedInspection, language: Language): Section {
  return {
    type: 'table',
    heading: LABELS.statedTotals[language],
    sheet: LABELS.totals[language],
    columns: [
      { label: LABELS.category[language], weight: 4 },
      { label: LABELS.calibre[language], weight: 3 },
      { label: LABELS.stated[language], weight: 2.6, align: 'right' },
      { label: LABELS.listed[language], weight: 2.6, align: 'right' },
      { label: LABELS.difference[language], weight: 2.6, align: 'right' },
      { label: LABELS.source[language], weight: 5 },
    ],
    rows: totals.map(({ category, calibre, quantity, listed, difference, source }) => [
      CATEGORY_WORDS[category][language],
      calibre ?? LABELS.allCalibres[language],
      quantity,
      listed,
      difference,
      source,
    ]),
    ...(totals.some(({ agrees }) => !agrees) && { remark: LABELS.conflict[language] }),
  };
}

export const listedTotalsTable = ({ listedTotals }: ReportedInspection, language: Language): Section => ({
  type: 'table',
  heading: LABELS.listedTotals[language],
  sheet: LABELS.totals[language],
  columns: [
    { label: LABELS.category[language], weight: 4 },
    { label: LABELS.quantity[language], weight: 2, align: 'right' },
  ],
  rows: Object.entries(listedTotals).map(([category, quantity]) => [
    CATEGORY_WORDS[category as ItemCategory][language],
    quantity,
  ]),
});
