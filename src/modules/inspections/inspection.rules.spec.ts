import {
  initialStatus,
  INSPECTION_STATES,
  isConsistent,
  mayAmend,
  mayComplete,
  mayEdit,
  mayMove,
  mayStand,
} from './inspection.rules';
import {
  INSPECTION_EVENTS,
  INSPECTION_STATUSES,
  type InspectionFacts,
  type InspectionStatus,
} from './inspection.types';

const complete: InspectionFacts = {
  status: 'DRAFT',
  ownState: 'HT',
  placeCountry: 'HT',
  placeLocode: 'HTCAP',
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
    ['only the month', { examinedAt: null, examinedOn: '2025-02' }, []],
    ['a port of another country', { placeLocode: 'DOHAI' }, ['PLACE_CONTRADICTS_COUNTRY']],
    ['a place abroad', { placeCountry: 'DO', placeLocode: 'DOHAI' }, ['NOT_OWN_TERRITORY']],
    [
      'a place abroad, said to be at home',
      { placeCountry: 'DO', placeLocode: null, jurisdiction: 'OWN_TERRITORY' },
      ['NOT_OWN_TERRITORY'],
    ],
    ['a joint inspection abroad', { placeCountry: 'DO', placeLocode: 'DOHAI', jurisdiction: 'JOINT' }, []],
    ['a body without territory', { ownState: null }, ['NOT_OWN_TERRITORY']],
    ['a body without territory, abroad', { ownState: null, jurisdiction: 'FOREIGN' }, []],
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

describe('what para 7 asks for', () => {
  it.each(['request', 'plan', 'start'] as const)('a draft without it cannot %s', (event) => {
    expect(mayMove({ ...complete, legalBasis: null, necessity: ' ' }, event)).toMatchObject({
      allowed: false,
      reasons: [{ code: 'LEGAL_BASIS_MISSING' }, { code: 'NECESSITY_MISSING' }],
    });
    expect(mayMove({ ...complete, result: null, examinedAt: null }, event)).toEqual({ allowed: true });
  });
  it('a draft can be given up without it', () => {
    expect(mayMove({ ...complete, legalBasis: null }, 'cancel')).toEqual({ allowed: true });
  });
  it.each<[InspectionStatus, Partial<InspectionFacts>, boolean]>([
    ['DRAFT', { legalBasis: null, result: null }, true],
    ['PLANNED', { result: null }, true],
    ['PLANNED', { legalBasis: null }, false],
    ['COMPLETED', {}, true],
    ['COMPLETED', { result: null }, false],
    ['CLOSED', { items: [] }, false],
  ])('%s with %j may stand: %s', (status, facts, allowed) => {
    expect(mayStand({ ...complete, ...facts, status }).allowed).toBe(allowed);
  });
  it.each(INSPECTION_STATUSES)('%s is amended only if it is closed', (status) => {
    expect(mayAmend({ status }).allowed).toBe(status === 'CLOSED');
  });
});

describe('what contradicts itself', () => {
  it.each([
    ['a point', { latitude: 19.7, longitude: -72.2 }, []],
    ['the equator at Greenwich', { latitude: 0, longitude: 0 }, []],
    ['half a point', { latitude: 19.7, longitude: null }, ['COORDINATES_INCOMPLETE']],
    ['a period', { examinedOn: '2021-02', examinedUntil: '2021-03' }, []],
    ['a period within one year', { examinedOn: '2021-02-11', examinedUntil: '2021' }, []],
    ['a period backwards', { examinedOn: '2021-03', examinedUntil: '2021-02' }, ['ENDS_BEFORE_IT_BEGINS']],
  ] as const)('%s', (_, facts, codes) => {
    const verdict = isConsistent(facts);
    expect(verdict.allowed ? [] : verdict.reasons.map(({ code }) => code)).toEqual(codes);
  });
});
