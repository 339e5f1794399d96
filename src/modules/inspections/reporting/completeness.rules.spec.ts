import { mayIssue, missingIn } from './completeness.rules';
import type { MissingCode, Omission, ReportedExhibit, ReportedInspection } from './report.types';
import { exhibitedOf, type InspectionSource, reportedOf } from './snapshot.rules';

const source = {
  record: { reference: 'HT-AGD-INS-2026-000001', version: 3 },
  ground: 'XRAY',
  groundStatement: null,
  examinedAt: '2024-04-05T10:30:00-04:00',
  examinedOn: null,
  placeLocode: 'HTCAP',
  placeName: null,
  terminal: null,
  result: 'FOUND',
  cooperation: 'FULL',
  portOfLoading: null,
  portOfDischarge: null,
  statedTotals: [{ category: 'AMMUNITION', quantity: 999, source: 'press' }],
  items: [{ seq: 0, category: 'AMMUNITION', quantity: 1004, calibre: '5.56x45', photoSha256: ['ab'] }],
  heldBack: 'the night watchman',
  ownState: 'HT',
} as unknown as InspectionSource;
const inspection = reportedOf(source);
const statements = { seizure: 'By AGD', disposal: 'Retained', origin: 'Miami', intendedDestination: 'Cap-Haitien' };
const codes = (
  kind: 'INITIAL' | 'FOLLOW_UP',
  more: Partial<ReportedInspection>,
  said: object = statements,
  exhibits: readonly ReportedExhibit[] = [],
): string[] =>
  missingIn(kind, { inspection: { ...inspection, ...more }, exhibits, statements: said }).map(({ code }) => code);

it('takes what it names and nothing else', () => {
  expect(JSON.stringify(inspection)).not.toMatch(/watchman|ownState|heldBack|photoSha256/);
  expect(inspection).toMatchObject({ recordVersion: 3, totals: [{ difference: -5, agrees: false }] });
});

describe('an initial report must say', () => {
  it.each<[Partial<ReportedInspection>, string[]]>([
    [{}, []],
    [{ ground: null }, ['GROUNDS_MISSING']],
    [{ ground: null, groundStatement: 'A tip of 3 April' }, []],
    [{ examinedAt: null }, ['TIME_MISSING']],
    [{ examinedAt: null, examinedOn: '2024-04' }, []],
    [{ placeLocode: null }, ['PLACE_MISSING']],
    [{ placeLocode: null, terminal: 'CPS' }, []],
    [{ result: null }, ['RESULT_MISSING']],
    [{ result: 'NIL', items: [] }, []],
    [{ items: [] }, ['ITEMS_MISSING']],
    [{ cooperation: 'UNKNOWN' }, ['COOPERATION_MISSING']],
    [{ cooperation: 'NONE' }, []],
  ])('%j: missing %j', (more, expected) => {
    expect(codes('INITIAL', more)).toEqual(expected);
  });
});

describe('a follow-up must also say', () => {
  it.each<[string, string[]]>([
    ['seizure', ['SEIZURE_MISSING']],
    ['disposal', ['DISPOSAL_MISSING']],
    ['origin', ['ORIGIN_MISSING']],
    ['intendedDestination', ['DESTINATION_MISSING']],
  ])('%s', (field, expected) => {
    expect(codes('FOLLOW_UP', {}, { ...statements, [field]: '  ' })).toEqual(expected);
  });

  it('what each item is, and names those it does not', () => {
    const items = [{ seq: 4, category: 'FIREARM' as const, quantity: 1 }, ...inspection.items];
    const [reason] = missingIn('FOLLOW_UP', { inspection: { ...inspection, items }, exhibits: [], statements });
    expect(reason).toMatchObject({ code: 'ITEM_DETAILS_MISSING', facts: { items: [4] } });
  });

  it('nothing twice: ports and the chain of custody say it as well', () => {
    const event = { seq: 0, kind: 'SEIZED' as const, occurredAt: '2024-04-05T11:00:00-04:00', corrects: null };
    const exhibit = { exhibitNo: 'CAP-17', courtFile: null, items: [{ seq: 0, quantity: 1004 }], store: 'room 4' };
    const reported = exhibitedOf({ ...exhibit, events: [event as never] });
    expect(JSON.stringify(reported)).not.toContain('room 4');
    const ports = { portOfLoading: 'Miami', portOfDischarge: 'Cap-Haitien' };
    expect(codes('FOLLOW_UP', ports, {}, [reported])).toEqual(['DISPOSAL_MISSING']);
  });
});

describe('what is left out', () => {
  const allowed = (omissions: Omission[], more: Partial<ReportedInspection> = {}): string[] => {
    const verdict = mayIssue(
      'FOLLOW_UP',
      { inspection: { ...inspection, ...more }, exhibits: [], statements: { ...statements, disposal: '' } },
      omissions,
    );
    return verdict.allowed ? [] : verdict.reasons.map(({ code }) => code);
  };
  const explain = (code: MissingCode): Omission => ({ code, reason: 'The court has not decided' });

  it('is explained, each by itself, and nothing is explained away that is there', () => {
    expect(allowed([])).toEqual(['DISPOSAL_MISSING']);
    expect(allowed([explain('DISPOSAL_MISSING')])).toEqual([]);
    expect(allowed([explain('DISPOSAL_MISSING'), explain('TIME_MISSING')])).toEqual(['NOTHING_OMITTED']);
    expect(allowed([explain('DISPOSAL_MISSING')], { result: 'NIL', items: [] })).toEqual(['NOTHING_FOUND']);
  });
});
