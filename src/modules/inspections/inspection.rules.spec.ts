import {
  compareTotals,
  initialStatus,
  INSPECTION_STATES,
  listedTotals,
  mayComplete,
  mayEdit,
  mayMove,
} from './inspection.rules';
import {
  INSPECTION_EVENTS,
  INSPECTION_STATUSES,
  type InspectionFacts,
  type InspectionStatus,
} from './inspection.types';

const complete: InspectionFacts = {
  status: 'DRAFT',
  legalBasis: 'Customs code, art. 62',
  necessity: 'Image did not fit the goods',
  examinedAt: '2024-04-05T10:30:00-04:00',
  result: 'FOUND',
  items: [{ category: 'FIREARM', quantity: 1 }],
};

const reasonsOf = (facts: Partial<InspectionFacts>): string[] => {
  const verdict = mayComplete({ ...complete, ...facts });
  return verdict.allowed ? [] : verdict.reasons.map(({ code }) => code);
};

describe('completing an inspection (2692 para 7)', () => {
  it.each<[string, Partial<InspectionFacts>, string[]]>([
    ['all that is asked for', {}, []],
    ['a nil result without items', { result: 'NIL', items: [] }, []],
    ['no legal basis', { legalBasis: null }, ['LEGAL_BASIS_MISSING']],
    ['a legal basis of blanks', { legalBasis: '  ' }, ['LEGAL_BASIS_MISSING']],
    ['no necessity', { necessity: undefined }, ['NECESSITY_MISSING']],
    ['no time', { examinedAt: null }, ['TIME_MISSING']],
    ['no result', { result: null }, ['RESULT_MISSING']],
    ['something found, nothing listed', { items: [] }, ['ITEMS_MISSING']],
    ['nothing found, something listed', { result: 'NIL' }, ['RESULT_CONTRADICTS_ITEMS']],
    [
      'nothing at all',
      { legalBasis: null, necessity: null, examinedAt: null, result: null },
      ['LEGAL_BASIS_MISSING', 'NECESSITY_MISSING', 'TIME_MISSING', 'RESULT_MISSING'],
    ],
  ])('with %s', (_, facts, reasons) => {
    expect(reasonsOf(facts)).toEqual(reasons);
    expect(initialStatus({ ...complete, ...facts })).toBe(reasons.length === 0 ? 'COMPLETED' : 'DRAFT');
  });
});

describe('the state machine', () => {
  const allowed: Record<InspectionStatus, string> = {
    DRAFT: 'request plan start complete cancel',
    REQUESTED: 'plan start refuse cancel',
    PLANNED: 'start complete cancel',
    UNDER_WAY: 'complete cancel',
    COMPLETED: 'close',
    CLOSED: '',
    CANCELLED: '',
    REFUSED: '',
  };

  it.each(INSPECTION_STATUSES)('from %s allows exactly what the table says', (status) => {
    const may = INSPECTION_EVENTS.filter((event) => mayMove({ ...complete, status }, event).allowed);
    expect([...may].sort()).toEqual(allowed[status].split(' ').filter(Boolean).sort());
  });

  it('says which events were possible', () => {
    expect(mayMove({ ...complete, status: 'COMPLETED' }, 'start')).toMatchObject({
      allowed: false,
      reasons: [{ code: 'NOT_IN_THIS_STATUS', facts: { allowed: INSPECTION_STATES.events('COMPLETED') } }],
    });
  });

  it('never lets a closed, cancelled or refused one change', () => {
    const editable = INSPECTION_STATUSES.filter((status) => mayEdit({ status }).allowed);
    expect(editable).toEqual(['DRAFT', 'REQUESTED', 'PLANNED', 'UNDER_WAY', 'COMPLETED']);
  });
});

describe('totals', () => {
  const items = [
    { category: 'AMMUNITION', quantity: 638, calibre: '5.56x45' },
    { category: 'AMMUNITION', quantity: 278, calibre: '9x19' },
    { category: 'AMMUNITION', quantity: 88, calibre: '7.62 × 39' },
    { category: 'FIREARM', quantity: 1, calibre: '9x19' },
  ] as const;

  it.each([
    ['the whole category', { category: 'AMMUNITION', quantity: 999 }, 1004, -5],
    ['one calibre', { category: 'AMMUNITION', calibre: '9x19', quantity: 278 }, 278, 0],
    ['one calibre, spelt otherwise', { category: 'AMMUNITION', calibre: '7.62x39', quantity: 90 }, 88, 2],
    ['a category without items', { category: 'MAGAZINE', quantity: 34 }, 0, 34],
  ] as const)('compares %s', (_, stated, listed, difference) => {
    expect(compareTotals([{ ...stated, source: 'press' }], items)).toEqual([
      { ...stated, source: 'press', listed, difference, agrees: difference === 0 },
    ]);
  });

  it('adds up by category', () => {
    expect(listedTotals(items)).toEqual({ AMMUNITION: 1004, FIREARM: 1 });
  });
});
