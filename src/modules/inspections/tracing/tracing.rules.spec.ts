import fc from 'fast-check';
import { median, timeToCrime } from './time-to-crime.rules';
import { draftOf, fieldsOf } from './trace-form.rules';
import { type CountedTrace, statisticsOf } from './trace-statistics.rules';
import { mayEditTrace, mayMoveTrace, TRACE_MACHINE } from './trace.rules';
import { TRACE_STATES, type TracedFirearm, type TraceSystem } from './trace.types';

const glock: TracedFirearm = {
  category: 'FIREARM',
  ...{ type: 'PISTOL', make: 'Glock', model: '19', calibre: '9x19', serial: 'BKX193', serialState: 'AS_MARKED' },
  ...{ countryOfManufacture: 'AT', importerMark: 'GLOCK INC SMYRNA GA', importCountry: 'US' },
};
const cap = { on: '2024-04-05', place: 'Cap-Haitien', country: 'HT' };
const draft = (over: Partial<TracedFirearm>, system: TraceSystem = 'ETRACE') =>
  draftOf({ ...glock, ...over }, cap, system);

describe('a draft', () => {
  it.each<[string, TraceSystem, Partial<TracedFirearm>, string[], string[]]>([
    ['all that eTrace asks for', 'ETRACE', {}, [], []],
    ['no importer of a foreign weapon', 'ETRACE', { importerMark: null }, ['importerMark'], []],
    [
      'no importer of one made in the United States',
      'ETRACE',
      { importerMark: null, countryOfManufacture: 'US' },
      [],
      [],
    ],
    ['no type for eTrace', 'ETRACE', { type: null }, ['type'], []],
    ['no type for iARMS', 'IARMS', { type: null }, [], []],
    ['an importer and no country for iARMS', 'IARMS', { countryOfManufacture: null }, [], []],
    [
      'neither for iARMS',
      'IARMS',
      { countryOfManufacture: null, importerMark: null },
      ['countryOfManufacture', 'importerMark'],
      [],
    ],
    ['country of import alone for a national system', 'NATIONAL', { countryOfManufacture: null }, [], []],
    ['no serial', 'IARMS', { serial: null, serialState: 'NONE' }, ['serial'], ['NO_SERIAL']],
    ['a number ground off', 'IARMS', { serial: null, serialState: 'OBLITERATED' }, ['serial'], ['OBLITERATED']],
    ['a number with gaps', 'IARMS', { serial: 'BKX?93' }, [], ['INCOMPLETE']],
    ['a weapon made before 1946', 'IARMS', { yearOfManufacture: 1943 }, [], ['MADE_BEFORE_1946']],
    [
      'one made at home',
      'IARMS',
      { serial: null, serialState: 'NONE', privatelyMade: true },
      ['serial'],
      ['NO_SERIAL', 'PRIVATELY_MADE'],
    ],
  ])('with %s', (_, system, over, missing, doubts) => {
    expect(draft(over, system)).toMatchObject({ missing, doubts });
  });

  it('takes the number of frame or receiver before any other', () => {
    const marks = [
      { kind: 'SERIAL', place: 'SLIDE', text: 'SLD1', state: 'AS_MARKED' },
      { kind: 'SERIAL', place: 'FRAME', text: 'FRM1', state: 'RESTORED' },
      { kind: 'PROOF_MARK', place: 'BARREL', text: 'NP', state: 'AS_MARKED' },
    ];
    expect(fieldsOf({ ...glock, marks }, cap)).toMatchObject({
      serial: 'FRM1',
      markPlace: 'FRAME',
      obliteration: 'RESTORED',
      otherMarks: 'SERIAL SLIDE: SLD1; PROOF_MARK BARREL: NP',
    });
  });
});

describe('moving a trace', () => {
  const move = (over: object, trace: object = {}) =>
    mayMoveTrace(
      { state: 'SENT', missing: [], lastOn: '2024-05-01', ...trace },
      { event: 'acknowledge', on: '2024-05-02', reasons: [], statement: null, ...over },
      '2024-06-01',
    );
  it.each<[string, object, object, string[]]>([
    ['an acknowledgement', {}, {}, []],
    ['before the last event', { on: '2024-04-30' }, {}, ['BEFORE_THE_LAST']],
    ['in the future', { on: '2024-06-02' }, {}, ['IN_FUTURE']],
    ['untraceable with its reason', { event: 'end_untraceable', reasons: ['RECORD_DESTROYED'] }, {}, []],
    ['untraceable without', { event: 'end_untraceable' }, {}, ['REASON_MISSING']],
    [
      'untraceable for another reason without words',
      { event: 'end_untraceable', reasons: ['OTHER'] },
      {},
      ['STATEMENT_MISSING'],
    ],
    ['failed without words', { event: 'fail' }, {}, ['STATEMENT_MISSING']],
    ['an answer with reasons', { event: 'answer', reasons: ['FOREIGN'] }, {}, ['REASON_OUT_OF_PLACE']],
    [
      'sending what misses fields',
      { event: 'send' },
      { state: 'DRAFT', missing: ['serial'], lastOn: null },
      ['FIELDS_MISSING'],
    ],
    [
      'a draft that cannot be traced',
      { event: 'end_untraceable', reasons: ['NO_SERIAL'] },
      { state: 'DRAFT', missing: ['serial'] },
      [],
    ],
    ['sending twice', { event: 'send' }, {}, ['NOT_IN_THIS_STATE']],
  ])('%s', (_, told, trace, reasons) => {
    const verdict = move(told, trace);
    expect(verdict.allowed ? [] : verdict.reasons.map(({ code }) => code)).toEqual(reasons);
  });

  it('is over once it was answered, failed, found untraceable or cancelled', () => {
    expect(TRACE_STATES.filter((state) => TRACE_MACHINE.events(state).length === 0)).toEqual([
      'ANSWERED',
      'FAILED',
      'UNTRACEABLE',
      'CANCELLED',
    ]);
    expect(TRACE_STATES.filter((state) => mayEditTrace(state).allowed)).toEqual(['DRAFT']);
  });
});

describe('time to crime', () => {
  it.each([
    ['2023-04-05', '2024-04-05', 366, 366],
    ['2024-04-05', '2024-04-05', 0, 0],
    ['2023-02', '2023-03-10', 10, 37],
    ['2023', '2024-01-01', 1, 365],
    ['2023-05', '2023', -150, 244],
    ['2024-05-01', '2024-04-01', -30, -30],
  ])('from %s to %s: %d to %d days', (sold, found, leastDays, mostDays) => {
    expect(timeToCrime(sold, found)).toEqual({ leastDays, mostDays });
  });

  it('is not known where a date is not', () => {
    expect([timeToCrime(null, '2024'), timeToCrime('2024', undefined), timeToCrime('about 2024', '2024')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('narrows as a date is known better', () => {
    const day = fc
      .date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, fc.constantFrom(4, 7), (sold, found, known) => {
        const [exact, rough] = [timeToCrime(sold, found)!, timeToCrime(sold.slice(0, known), found)!];
        return rough.leastDays <= exact.leastDays && exact.mostDays <= rough.mostDays;
      }),
    );
  });

  it('has a median', () => {
    expect([median([]), median([3]), median([9, 1]), median([3, 1, 2])]).toEqual([null, 3, 5, 2]);
  });
});

describe('statistics', () => {
  const trace = (over: Partial<CountedTrace>): CountedTrace => ({
    ...{ system: 'ETRACE', state: 'ANSWERED', firearm: 'a', isEstablished: true, timeToCrime: null, reasons: [] },
    ...{ sentOn: '2024-01-01', endedOn: '2024-01-11', ...over },
  });

  it('count a firearm once, whatever was asked about it, and only what has come to an end', () => {
    const traces = [
      trace({ timeToCrime: { leastDays: 10, mostDays: 20 } }),
      trace({ system: 'IARMS', isEstablished: false }),
      trace({ firearm: 'b', state: 'UNTRACEABLE', isEstablished: false, reasons: ['OBLITERATED'] }),
      trace({ firearm: 'c', state: 'DRAFT', isEstablished: false }),
    ];
    expect(statisticsOf(traces)).toMatchObject({
      ...{ traces: 4, firearms: 3, firearmsEnded: 2, firearmsTraced: 1, tracedShare: 0.5 },
      bySystem: { ETRACE: 3, IARMS: 1, CCGIU: 0, NATIONAL: 0 },
      byState: { ANSWERED: 2, UNTRACEABLE: 1, DRAFT: 1 },
      untraceableBecause: { OBLITERATED: 1 },
      medianTimeToCrimeDays: 15,
      medianDaysToAnswer: 10,
    });
  });

  it('of nothing say nothing', () => {
    expect(statisticsOf([])).toMatchObject({
      tracedShare: null,
      medianTimeToCrimeDays: null,
      medianDaysToAnswer: null,
    });
  });
});
