import type { ReportedInspection, ReportSnapshot } from '../report.types';
import type { Language } from '../reporting.types';
import { groupedCode } from '../verification-code.rules';
import {
  AUTHORITY_WORDS,
  CLASSIFICATION_WORDS,
  CONCEALMENT_WORDS,
  COOPERATION_WORDS,
  GROUND_WORDS,
  JURISDICTION_WORDS,
  KIND_WORDS,
  NIL_TITLE,
  PRECISION_WORDS,
  RESULT_WORDS,
  TRANSPORT_WORDS,
} from './code-words.cases';
import { countryName } from './country-name.rules';
import { custodyTable } from './custody-table.rules';
import type { Fact, ReportDocument, Section, Value } from './document.types';
import { itemSheet, itemTable } from './item-tables.rules';
import { followUpsTable, omissionsTable, partiesTable, statedFactsTable } from './said-tables.rules';
import { listedTotalsTable, statedTotalsTable } from './total-tables.rules';
import { type Label, LABELS, type Words } from './words.cases';

export interface DocumentSource {
  readonly snapshot: ReportSnapshot;
  readonly language: Language;
  /** Ungrouped. */
  readonly code: string;
  readonly verifyUrl: string;
  /** SHA-256 of the snapshot, hexadecimal. */
  readonly contentHash: string;
}

type Rows = readonly (readonly [Label, Value | null | undefined])[];

/** Only what is there gets a line. */
export function factsOf(language: Language, rows: Rows): readonly Fact[] {
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
  const facts = (heading: Label, rows: Rows): Section => ({
    type: 'facts',
    heading: LABELS[heading][language],
    facts: factsOf(language, rows),
  });
  return [
    facts('report', reportRows(snapshot, language)),
    facts('inspection', inspectionRows(snapshot, language)),
    facts('grounds', groundRows(inspection, language)),
    facts('cargo', cargoRows(inspection, language)),
    facts('results', resultRows(inspection, language)),
    facts('followUp', [
      ['seizure', snapshot.statements.seizure],
      ['disposal', snapshot.statements.disposal],
      ['origin', snapshot.statements.origin],
      ['intendedDestination', snapshot.statements.intendedDestination],
    ]),
    omissionsTable(snapshot, language),
    partiesTable(inspection, language),
    statedFactsTable(inspection, language),
    statedTotalsTable(inspection, language),
    listedTotalsTable(inspection, language),
    itemTable(inspection.items, language),
    custodyTable(snapshot.exhibits, language),
    followUpsTable(inspection, language),
    facts('verification', [
      ['verificationCode', groupedCode(source.code)],
      ['verifyAt', source.verifyUrl],
      ['contentHash', source.contentHash],
    ]),
  ];
}

const reportRows = (snapshot: ReportSnapshot, language: Language): Rows => [
  ['number', snapshot.number],
  ['issuedBy', `${snapshot.organisation.name} (${snapshot.organisation.code})`],
  ['issuedAt', { instant: snapshot.issuedAt, zone: snapshot.timeZone }],
  ['recipients', snapshot.recipients],
  ['supersedes', snapshot.supersedes],
  ['due', snapshot.due && { day: snapshot.due.on, remark: LABELS.duePolicy[language] }],
  ['note', snapshot.note],
];

/** A time where it is known; else a day, a month or a year as it was written. */
const inspectionRows = ({ inspection, timeZone }: ReportSnapshot, language: Language): Rows => [
  ['reference', inspection.reference],
  ['contentVersion', inspection.contentVersion],
  ['authority', inspection.authority && AUTHORITY_WORDS[inspection.authority][language]],
  ['requestedBy', inspection.requestedBy],
  ['examinedAt', inspection.examinedAt === null ? null : { instant: inspection.examinedAt, zone: timeZone }],
  ['examinedOn', inspection.examinedOn],
  ['examinedUntil', inspection.examinedUntil],
  ['place', inspection.placeName],
  ['terminal', inspection.terminal],
  ['locode', inspection.placeLocode],
  ['country', countryName(inspection.placeCountry, language)],
  ['coordinates', coordinates(inspection, language)],
  ['jurisdiction', inspection.jurisdiction && JURISDICTION_WORDS[inspection.jurisdiction][language]],
  ['jurisdictionStatement', inspection.jurisdictionStatement],
  ['agenciesPresent', inspection.agenciesPresent.join('; ')],
];

const groundRows = (inspection: ReportedInspection, language: Language): Rows => [
  ['ground', inspection.ground && GROUND_WORDS[inspection.ground][language]],
  ['groundStatement', inspection.groundStatement],
  ['legalBasis', inspection.legalBasis],
  ['necessity', inspection.necessity],
];

const cargoRows = (inspection: ReportedInspection, language: Language): Rows => [
  ['transportMode', modeText(inspection, language)],
  ['vessel', inspection.vesselName],
  ['imo', inspection.vesselImo],
  ['vesselFlag', inspection.vesselFlag && countryName(inspection.vesselFlag, language)],
  ['voyage', inspection.voyage],
  ['vehiclePlate', inspection.vehiclePlate],
  ['aircraftRegistration', inspection.aircraftRegistration],
  ['portOfLoading', inspection.portOfLoading],
  ['portOfDischarge', inspection.portOfDischarge],
  ['container', inspection.containerNumber],
  ['billOfLading', inspection.billReference],
  ['declaredGoods', inspection.declaredGoods],
  ['declaredMass', mass(inspection.declaredMassGrams, language)],
  ['measuredMass', mass(inspection.measuredMassGrams, language)],
  ['sealsDeclared', inspection.sealsDeclared?.join('; ')],
  ['sealsFound', inspection.sealsFound?.join('; ')],
];

const resultRows = (inspection: ReportedInspection, language: Language): Rows => [
  ['result', inspection.result && RESULT_WORDS[inspection.result][language]],
  ['cooperation', inspection.cooperation && COOPERATION_WORDS[inspection.cooperation][language]],
  [
    'concealment',
    [inspection.concealmentCode && CONCEALMENT_WORDS[inspection.concealmentCode][language], inspection.concealment]
      .filter(Boolean)
      .join('. '),
  ],
  ['narrative', inspection.narrative],
];

/** The code by its word; what somebody wrote beside it, if it says anything else. */
function modeText({ transportModeCode, transportMode }: ReportedInspection, language: Language): string {
  const word = transportModeCode && TRANSPORT_WORDS[transportModeCode][language];
  const isSame = transportMode?.toUpperCase() === transportModeCode;
  return [word, !isSame && transportMode].filter(Boolean).join(', ');
}

const mass = (grams: number | null, language: Language): string | null =>
  grams === null ? null : `${new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(grams / 1000)} kg`;

function coordinates(
  { latitude, longitude, coordinatePrecision }: ReportedInspection,
  language: Language,
): string | null {
  if (latitude === null || longitude === null) return null;
  return `${latitude}, ${longitude}${coordinatePrecision ? ` (${PRECISION_WORDS[coordinatePrecision][language]})` : ''}`;
}
