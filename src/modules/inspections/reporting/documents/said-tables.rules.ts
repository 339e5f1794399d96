import type { ReportedInspection, ReportSnapshot } from '../report.types';
import type { Language } from '../reporting.types';
import { MISSING_WORDS, PARTY_WORDS, STATED_FACT_WORDS } from './code-words.cases';
import type { Section } from './document.types';
import { type Label, LABELS } from './words.cases';

const table = (
  heading: Label,
  columns: readonly (readonly [Label, number])[],
  rows: readonly (readonly string[])[],
  language: Language,
): Section => ({
  type: 'table',
  heading: LABELS[heading][language],
  sheet: LABELS[heading][language],
  columns: columns.map(([label, weight]) => ({ label: LABELS[label][language], weight })),
  rows,
});

/** Whom it concerns: as written in the papers, or by the officer. */
export const partiesTable = ({ parties }: ReportedInspection, language: Language): Section =>
  table(
    'parties',
    [
      ['role', 2],
      ['name', 4],
      ['note', 4],
    ],
    (parties ?? []).map(({ role, name, note }) => [PARTY_WORDS[role][language], name, note ?? '']),
    language,
  );

/** What sources say of the same event, also where they differ. */
export const statedFactsTable = ({ statedFacts }: ReportedInspection, language: Language): Section =>
  table(
    'statedFacts',
    [
      ['field', 2],
      ['value', 4],
      ['source', 4],
    ],
    (statedFacts ?? []).map(({ fact, value, source }) => [STATED_FACT_WORDS[fact][language], value, source]),
    language,
  );

export const followUpsTable = ({ followUps }: ReportedInspection, language: Language): Section =>
  table(
    'followUps',
    [
      ['followUpAction', 5],
      ['responsible', 3],
      ['followUpDue', 2],
      ['doneOn', 2],
    ],
    (followUps ?? []).map(({ action, responsible, dueOn, doneOn }) => [
      action,
      responsible ?? '',
      dueOn ?? '',
      doneOn ?? '',
    ]),
    language,
  );

/** What the report does not say though its kind should, and why. */
export const omissionsTable = ({ omissions }: ReportSnapshot, language: Language): Section =>
  table(
    'omissions',
    [
      ['omitted', 2],
      ['reason', 3],
    ],
    omissions.map(({ code, reason }) => [MISSING_WORDS[code][language], reason]),
    language,
  );
