import type { Reason, Verdict } from '../../../kernel/verdict';
import type {
  FollowUpStatements,
  MissingCode,
  Omission,
  ReportedExhibit,
  ReportedInspection,
  ReportedItem,
} from './report.types';
import type { ReportKind } from './reporting.types';

/*
 * What a report of each kind must say, after reporting under sibling regimes (2428 (2018), para. 10): the initial one the grounds for the
 * inspection, its results, and whether cooperation was given; the follow-up also the items, their seizure and disposal, and where they
 * came from and were going. What is not known is left out with a reason, which the report then states; it is never invented.
 */
export interface CompletenessFacts {
  readonly inspection: ReportedInspection;
  readonly exhibits: readonly ReportedExhibit[];
  readonly statements: FollowUpStatements;
}

interface Requirement {
  readonly code: MissingCode;
  readonly kinds: readonly ReportKind[];
  readonly says: (facts: CompletenessFacts) => boolean;
  readonly detail: string;
  /** JSON pointer of what would say it. */
  readonly field: string;
}

const BOTH: readonly ReportKind[] = ['INITIAL', 'FOLLOW_UP'];
const FOLLOW_UP: readonly ReportKind[] = ['FOLLOW_UP'];
const said = (text: string | null | undefined): boolean => !!text && text.trim() !== '';

/** Of every exhibit; where there is none, the custody of the items says nothing. */
const happened = (exhibits: readonly ReportedExhibit[], kind: 'SEIZED' | 'DISPOSED'): boolean =>
  exhibits.length > 0 && exhibits.every(({ events }) => events.some((event) => event.kind === kind));

/** A firearm by type or make, ammunition by calibre; anything else by a word of what it is. */
export function isDescribed({ category, type, make, model, calibre, description, amount }: ReportedItem): boolean {
  if (category === 'AMMUNITION') return said(calibre);
  if (category === 'FIREARM') return said(type) || said(make);
  return [type, make, model, calibre, description, amount].some(said);
}

export const REQUIREMENTS: readonly Requirement[] = [
  {
    code: 'GROUNDS_MISSING',
    kinds: BOTH,
    says: ({ inspection }) => inspection.ground !== null || said(inspection.groundStatement),
    detail: 'State the grounds for the inspection',
    field: '/ground',
  },
  {
    code: 'TIME_MISSING',
    kinds: BOTH,
    says: ({ inspection }) => said(inspection.examinedAt) || said(inspection.examinedOn),
    detail: 'State when the cargo was examined',
    field: '/examinedAt',
  },
  {
    code: 'PLACE_MISSING',
    kinds: BOTH,
    says: ({ inspection }) => [inspection.placeLocode, inspection.placeName, inspection.terminal].some(said),
    detail: 'State where the cargo was examined',
    field: '/placeName',
  },
  {
    code: 'RESULT_MISSING',
    kinds: BOTH,
    says: ({ inspection }) => inspection.result !== null,
    detail: 'State the result; a nil report is a report',
    field: '/result',
  },
  {
    code: 'COOPERATION_MISSING',
    kinds: BOTH,
    says: ({ inspection }) => inspection.cooperation !== null && inspection.cooperation !== 'UNKNOWN',
    detail: 'State whether cooperation was given',
    field: '/cooperation',
  },
  {
    code: 'ITEMS_MISSING',
    kinds: BOTH,
    says: ({ inspection }) => inspection.result !== 'FOUND' || inspection.items.length > 0,
    detail: 'Something was found: list it',
    field: '/items',
  },
  {
    code: 'ITEM_DETAILS_MISSING',
    kinds: FOLLOW_UP,
    says: ({ inspection }) => inspection.items.every(isDescribed),
    detail: 'Describe each item: a firearm by type or make, ammunition by calibre',
    field: '/items',
  },
  {
    code: 'SEIZURE_MISSING',
    kinds: FOLLOW_UP,
    says: ({ statements, exhibits }) => said(statements.seizure) || happened(exhibits, 'SEIZED'),
    detail: 'State what was seized, by whom, and where it is kept',
    field: '/statements/seizure',
  },
  {
    code: 'DISPOSAL_MISSING',
    kinds: FOLLOW_UP,
    says: ({ statements, exhibits }) => said(statements.disposal) || happened(exhibits, 'DISPOSED'),
    detail: 'State what was done with the items, or that nothing was decided yet',
    field: '/statements/disposal',
  },
  {
    code: 'ORIGIN_MISSING',
    kinds: FOLLOW_UP,
    says: ({ statements, inspection }) => said(statements.origin) || said(inspection.portOfLoading),
    detail: 'State where the items came from',
    field: '/statements/origin',
  },
  {
    code: 'DESTINATION_MISSING',
    kinds: FOLLOW_UP,
    says: ({ statements, inspection }) => said(statements.intendedDestination) || said(inspection.portOfDischarge),
    detail: 'State where the items were going',
    field: '/statements/intendedDestination',
  },
];

/** What the report does not say though its kind must, with the items concerned. */
export function missingIn(kind: ReportKind, facts: CompletenessFacts): Reason[] {
  return REQUIREMENTS.filter(({ kinds, says }) => kinds.includes(kind) && !says(facts)).map(
    ({ code, detail, field }) => ({
      code,
      detail,
      facts: { field, ...(code === 'ITEM_DETAILS_MISSING' && { items: undescribed(facts.inspection.items) }) },
    }),
  );
}

const MOST_NAMED = 50;
const undescribed = (items: readonly ReportedItem[]): number[] =>
  items
    .filter((item) => !isDescribed(item))
    .slice(0, MOST_NAMED)
    .map(({ seq }) => seq);

/** May a report of this kind be issued, saying what it says and leaving out what it explains? */
export function mayIssue(kind: ReportKind, facts: CompletenessFacts, omissions: readonly Omission[]): Verdict {
  const missing = missingIn(kind, facts);
  const explained = new Set<string>(omissions.map(({ code }) => code));
  const reasons: Reason[] = missing.filter(({ code }) => !explained.has(code));
  const needless = omissions.filter(({ code }) => !missing.some((one) => one.code === code));
  for (const { code } of needless) {
    reasons.push({ code: 'NOTHING_OMITTED', detail: `${code} is explained, but nothing is missing`, facts: { code } });
  }
  if (kind === 'FOLLOW_UP' && facts.inspection.result !== 'FOUND') {
    reasons.push({
      code: 'NOTHING_FOUND',
      detail: 'A follow-up reports on what was found; the initial report says the rest',
    });
  }
  return reasons.length === 0 ? { allowed: true } : { allowed: false, reasons };
}
