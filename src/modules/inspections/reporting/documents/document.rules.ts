import type { ReportSnapshot } from '../report.types';
import type { Language } from '../reporting.types';
import { groupedCode } from '../verification-code.rules';
import { countryName } from './country-name.rules';
import type { Fact, ReportDocument, Section, Value } from './document.types';
import { itemSheet, itemTable } from './item-tables.rules';
import { listedTotalsTable, statedTotalsTable } from './total-tables.rules';
import {
  CLASSIFICATION_WORDS,
  COOPERATION_WORDS,
  GROUND_WORDS,
  KIND_WORDS,
  type Label,
  LABELS,
  MISSING_WORDS,
  NIL_TITLE,
  RESULT_WORDS,
  type Words,
} from './words.cases';

export interface DocumentSource {
  readonly snapshot: ReportSnapshot;
  readonly language: Language;
  /** Ungrouped. */
  readonly code: string;
  readonly verifyUrl: string;
  /** SHA-256 of the snapshot, hexadecimal. */
  readonly contentHash: string;
}

/** Only what is there gets a line. */
export function factsOf(
  language: Language,
  rows: readonly (readonly [Label, Value | null | undefined])[],
): readonly Fact[] {
  return rows.flatMap(([label, value]) =>
    value === null || value === undefined || value === '' ? [] : [{ label: LABELS[label][language], value }],
  );
}

/** What a document of a report says, drawn from the frozen report alone. */
export function documentOf(source: DocumentSource): ReportDocument {
  const { snapshot, language } = source;
  const word = (words: Words): string => words[language];
  const isNil = snapshot.kind === 'INITIAL' && snapshot.inspection.result === 'NIL';
  const tlp = snapshot.tlp ? [`TLP:${snapshot.tlp}`] : [];
  return {
    language,
    title: word(isNil ? NIL_TITLE : KIND_WORDS[snapshot.kind]),
    subtitle: word(LABELS.subtitle),
    organisation: `${snapshot.organisation.name} (${snapshot.organisation.code})`,
    number: snapshot.number,
    issuedAt: new Date(snapshot.issuedAt),
    marking: [word(CLASSIFICATION_WORDS[snapshot.classification]), ...tlp].join('  ·  '),
    code: groupedCode(source.code),
    verifyUrl: source.verifyUrl,
    contentHash: source.contentHash,
    sections: sectionsOf(source).filter((section) =>
      section.type === 'facts' ? section.facts.length > 0 : section.rows.length > 0,
    ),
    itemSheet: itemSheet(snapshot.inspection.items, language),
  };
}

function sectionsOf(source: DocumentSource): Section[] {
  const { snapshot, language } = source;
  const { inspection } = snapshot;
  const facts = (heading: Label, rows: readonly (readonly [Label, Value | null | undefined])[]): Section => ({
    type: 'facts',
    heading: LABELS[heading][language],
    facts: factsOf(language, rows),
  });
  return [
    facts('report', reportRows(snapshot, language)),
    facts('inspection', inspectionRows(snapshot, language)),
    facts('grounds', [
      ['ground', inspection.ground && GROUND_WORDS[inspection.ground][language]],
      ['groundStatement', inspection.groundStatement],
      ['legalBasis', inspection.legalBasis],
      ['necessity', inspection.necessity],
    ]),
    facts('cargo', [
      ['transportMode', inspection.transportMode],
      ['vessel', inspection.vesselName],
      ['imo', inspection.vesselImo],
      ['container', inspection.containerNumber],
      ['billOfLading', inspection.billReference],
    ]),
    facts('results', [
      ['result', inspection.result && RESULT_WORDS[inspection.result][language]],
      ['cooperation', inspection.cooperation && COOPERATION_WORDS[inspection.cooperation][language]],
      ['concealment', inspection.concealment],
      ['narrative', inspection.narrative],
    ]),
    facts('followUp', [
      ['seizure', snapshot.statements.seizure],
      ['disposal', snapshot.statements.disposal],
      ['origin', snapshot.statements.origin],
      ['intendedDestination', snapshot.statements.intendedDestination],
    ]),
    omissionsTable(snapshot, language),
    statedTotalsTable(inspection, language),
    listedTotalsTable(inspection, language),
    itemTable(inspection.items, language),
    facts('verification', [
      ['verificationCode', groupedCode(source.code)],
      ['verifyAt', source.verifyUrl],
      ['contentHash', source.contentHash],
    ]),
  ];
}

const reportRows = (snapshot: ReportSnapshot, language: Language): (readonly [Label, Value | null])[] => [
  ['number', snapshot.number],
  ['issuedBy', `${snapshot.organisation.name} (${snapshot.organisation.code})`],
  ['issuedAt', { instant: snapshot.issuedAt, zone: snapshot.timeZone }],
  ['recipients', snapshot.recipients],
  ['supersedes', snapshot.supersedes],
  ['due', snapshot.due && { day: snapshot.due.on, remark: LABELS.duePolicy[language] }],
  ['note', snapshot.note],
];

function inspectionRows(
  { inspection, timeZone }: ReportSnapshot,
  language: Language,
): (readonly [Label, Value | null])[] {
  return [
    ['reference', inspection.reference],
    ['examinedAt', inspection.examinedAt === null ? null : { instant: inspection.examinedAt, zone: timeZone }],
    ['place', inspection.placeName],
    ['locode', inspection.placeLocode],
    ['country', countryName(inspection.placeCountry, language)],
    ['agenciesPresent', inspection.agenciesPresent.join('; ')],
  ];
}

const omissionsTable = ({ omissions }: ReportSnapshot, language: Language): Section => ({
  type: 'table',
  heading: LABELS.omissions[language],
  sheet: LABELS.omitted[language],
  columns: [
    { label: LABELS.omitted[language], weight: 2 },
    { label: LABELS.reason[language], weight: 3 },
  ],
  rows: omissions.map(({ code, reason }) => [MISSING_WORDS[code][language], reason]),
});
