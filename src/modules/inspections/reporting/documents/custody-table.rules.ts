import type { ReportedCustodyEvent, ReportedExhibit } from '../report.types';
import type { Language } from '../reporting.types';
import { BREAK_WORDS, CUSTODY_WORDS, DISPOSAL_WORDS } from './code-words.cases';
import type { Section } from './document.types';
import { LABELS } from './words.cases';

const eventText = ({ kind, disposal }: ReportedCustodyEvent, language: Language): string =>
  [CUSTODY_WORDS[kind][language], disposal && DISPOSAL_WORDS[disposal][language]].filter(Boolean).join(': ');

const sealText = ({ sealFound, sealSet }: ReportedCustodyEvent, language: Language): string =>
  [
    ...(sealFound ? [`${sealFound} (${LABELS.sealFound[language]})`] : []),
    ...(sealSet ? [`${sealSet} (${LABELS.sealSet[language]})`] : []),
  ].join('\n');

/** Whose chain does not hold is said by exhibit, with why. */
function verdictOf(exhibits: readonly ReportedExhibit[], language: Language): { remark?: string; note?: string } {
  const broken = exhibits.filter(({ isUnbroken }) => !isUnbroken);
  if (broken.length === 0) return { note: LABELS.chainHolds[language] };
  const reasons = broken.map(
    ({ exhibitNo, breaks }) => `${exhibitNo} (${breaks.map((code) => BREAK_WORDS[code][language]).join(', ')})`,
  );
  return { remark: `${LABELS.chainBroken[language]}: ${reasons.join('; ')}` };
}

/** Exhibits and their hand-overs, in the order in which they happened. */
export const custodyTable = (exhibits: readonly ReportedExhibit[], language: Language): Section => ({
  type: 'table',
  heading: LABELS.custody[language],
  sheet: LABELS.custody[language],
  columns: [
    { label: LABELS.exhibit[language], weight: 18 },
    { label: LABELS.event[language], weight: 16 },
    { label: LABELS.time[language], weight: 22 },
    { label: LABELS.place[language], weight: 18 },
    { label: LABELS.holders[language], weight: 22 },
    { label: LABELS.seals[language], weight: 18 },
  ],
  rows: exhibits.flatMap(({ exhibitNo, courtFile, events }) =>
    events.map((event) => [
      courtFile ? `${exhibitNo}\n${LABELS.courtFile[language]}: ${courtFile}` : exhibitNo,
      eventText(event, language),
      { instant: event.occurredAt, zone: /(Z|[+-]\d\d:\d\d)$/.exec(event.occurredAt)![1]!.replace('Z', 'UTC') },
      event.place ?? '',
      [event.fromHolder, event.toHolder].filter(Boolean).join(' → '),
      sealText(event, language),
    ]),
  ),
  ...verdictOf(exhibits, language),
});
