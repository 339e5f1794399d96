import type { ReportSnapshot } from '../report.types';
import { LANGUAGES } from '../reporting.types';
import { preferredLanguage } from './accept-language.rules';
import * as codeWords from './code-words.cases';
import { documentOf } from './document.rules';
import { isoValue, printedValue } from './value-text.rules';
import { LABELS, type Words } from './words.cases';

describe('words', () => {
  const tables: readonly Readonly<Record<string, Words>>[] = [
    LABELS,
    ...Object.values(codeWords).map((table) => ('en' in table ? { title: table } : (table as Record<string, Words>))),
  ];
  const all = tables.flatMap((table) => Object.entries(table));

  it('are there in every language, without a blank at either end', () => {
    expect(all.length).toBeGreaterThan(200);
    const faults = all.filter(([, words]) => LANGUAGES.some((language) => !/^\S(.*\S)?$/s.test(words[language])));
    expect(faults).toEqual([]);
  });

  it('are told apart where a table gives several codes', () => {
    for (const table of Object.values(codeWords).filter((one) => !('en' in one))) {
      for (const language of LANGUAGES) {
        const words = Object.values(table as Record<string, Words>).map((word) => word[language]);
        expect(new Set(words).size).toBe(words.length);
      }
    }
  });

  it('say wherever a day is due that no law sets it', () => {
    expect(LANGUAGES.map((language) => LABELS.duePolicy[language])).toEqual([
      expect.stringContaining('not law'),
      expect.stringContaining('non obligation juridique'),
      expect.stringContaining('no obligación jurídica'),
    ]);
  });
});

describe('values', () => {
  const instant = { instant: '2024-04-05T14:30:00Z', zone: 'America/Port-au-Prince' };

  it.each([
    ['en', '5 April 2024, 10:30 (America/Port-au-Prince, UTC-04:00)'],
    ['fr', '5 avril 2024, 10:30 (America/Port-au-Prince, UTC-04:00)'],
    ['es', '5 de abril de 2024, 10:30 (America/Port-au-Prince, UTC-04:00)'],
  ] as const)('are printed as people read them in %s', (language, expected) => {
    expect(printedValue(instant, language)).toBe(expected);
  });

  it('are written as programs read them', () => {
    expect(isoValue(instant)).toBe('2024-04-05T10:30:00-04:00');
    expect(isoValue({ day: '2024-04-12', remark: 'policy' })).toBe('2024-04-12 (policy)');
    expect(isoValue(-5)).toBe(-5);
    expect(printedValue({ day: '2024-04-12' }, 'es')).toBe('12 de abril de 2024');
  });
});

it.each([
  ['fr', 'fr'],
  ['de, es-DO;q=0.9, en;q=0.5', 'es'],
  ['en;q=0.1, fr;q=0.2', 'fr'],
  ['es;q=0', undefined],
  ['frr', undefined],
  ['*', undefined],
  [undefined, undefined],
])('of Accept-Language %p it is %p', (header, expected) => {
  expect(preferredLanguage(header)).toBe(expected);
});

it('is a nil report by its name, marked as it is to be handled, with no empty section', () => {
  const snapshot = {
    kind: 'INITIAL',
    number: 'HT-AGD-INS-2026-000001/R1',
    issuedAt: '2026-11-23T12:00:00.000Z',
    organisation: { code: 'HT-AGD', name: 'AGD' },
    classification: 'CONFIDENTIAL',
    tlp: 'AMBER',
    due: { on: '2026-11-30', policyLabel: 'x', policySource: 'y' },
    timeZone: 'UTC',
    exhibits: [],
    statements: {},
    omissions: [],
    inspection: {
      placeCountry: 'HT',
      examinedAt: null,
      agenciesPresent: [],
      result: 'NIL',
      items: [],
      totals: [],
      listedTotals: {},
      declaredMassGrams: null,
      measuredMassGrams: null,
      latitude: null,
    },
  } as unknown as ReportSnapshot;
  const drawn = documentOf({
    snapshot,
    language: 'fr',
    code: 'A'.repeat(20),
    verifyUrl: 'https://x',
    contentHash: 'ff',
  });
  expect(drawn).toMatchObject({
    title: 'Rapport d’inspection initial : état néant',
    marking: 'CONFIDENTIEL  ·  TLP:AMBER',
    itemSheet: null,
  });
  expect(drawn.sections.map(({ heading }) => heading)).toEqual(['Rapport', 'Inspection', 'Résultats', 'Vérification']);
});
