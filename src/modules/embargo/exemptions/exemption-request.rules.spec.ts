import { isCoherent, mayCorrect, mayRecord, nextEvents, standing, stateOf, termsFit } from './exemption-request.rules';
import {
  EXEMPTION_STATES,
  type EventFacts,
  type ExemptionEvent,
  type ExemptionState,
  type RequestType,
} from './exemption-request.types';
import { nextSeq, positionFor } from './position.rules';

type Short = readonly [ExemptionEvent, string?, number?, number?];
export const events = (...rows: readonly Short[]): EventFacts[] =>
  rows.map(([event, decidedOn = '2025-02-14', seq, revision = 0], at) => ({
    id: `e${at}`,
    seq: seq ?? at,
    revision,
    event,
    decidedOn,
    committeeReference: 'COMM.12',
    scope: null,
    expiresOn: null,
  }));
const codes = (verdict: ReturnType<typeof mayRecord>): string[] =>
  verdict.allowed ? [] : verdict.reasons.map(({ code }) => code);

describe('the state', () => {
  it.each<[string, RequestType, Short[], ExemptionState]>([
    ['nothing recorded', 'APPROVAL_REQUEST', [], 'SUBMITTED'],
    ['nothing recorded of a notification', 'NOTIFICATION', [], 'NOTIFIED'],
    ['on hold', 'APPROVAL_REQUEST', [['ON_HOLD']], 'ON_HOLD'],
    ['on hold, then approved', 'APPROVAL_REQUEST', [['ON_HOLD'], ['APPROVED']], 'APPROVED'],
    ['amended', 'APPROVAL_REQUEST', [['APPROVED'], ['AMENDED']], 'APPROVED'],
    ['revoked', 'APPROVAL_REQUEST', [['APPROVED'], ['AMENDED'], ['REVOKED']], 'REVOKED'],
    ['refused', 'APPROVAL_REQUEST', [['REFUSED']], 'REFUSED'],
    ['withdrawn', 'APPROVAL_REQUEST', [['ON_HOLD'], ['WITHDRAWN']], 'WITHDRAWN'],
    ['a notification withdrawn', 'NOTIFICATION', [['WITHDRAWN']], 'WITHDRAWN'],
    ['a refusal recorded in error', 'APPROVAL_REQUEST', [['REFUSED'], ['APPROVED', '2025-02-14', 0, 1]], 'APPROVED'],
  ])('%s', (_, type, rows, state) => expect(stateOf(type, events(...rows))).toBe(state));

  it('says for each what may follow', () => {
    const all = EXEMPTION_STATES.map((state) => [state, nextEvents('APPROVAL_REQUEST', state)]);
    expect(Object.fromEntries(all)).toEqual({
      SUBMITTED: ['APPROVED', 'REFUSED', 'ON_HOLD', 'WITHDRAWN'],
      NOTIFIED: ['WITHDRAWN'],
      ON_HOLD: ['APPROVED', 'REFUSED', 'ON_HOLD', 'WITHDRAWN'],
      APPROVED: ['AMENDED', 'REVOKED'],
      REFUSED: [],
      REVOKED: [],
      WITHDRAWN: [],
    });
    expect(nextEvents('NOTIFICATION', 'WITHDRAWN')).toEqual([]);
  });

  it.each<[ExemptionState, boolean]>([
    ['SUBMITTED', true],
    ['ON_HOLD', true],
    ['NOTIFIED', true],
    ['APPROVED', false],
    ['REFUSED', false],
    ['REVOKED', false],
    ['WITHDRAWN', false],
  ])('%s may be corrected: %s', (state, may) => expect(mayCorrect(state).allowed).toBe(may));
});

describe('a decision', () => {
  const at = (event: ExemptionEvent, seq: number, decidedOn = '2025-03-01', revision = 0) => ({
    seq,
    revision,
    event,
    decidedOn,
  });
  it.each<[string, RequestType, Short[], ReturnType<typeof at>, string[]]>([
    ['approves', 'APPROVAL_REQUEST', [], at('APPROVED', 0), []],
    ['of today', 'APPROVAL_REQUEST', [], at('APPROVED', 0, '2025-06-01'), []],
    ['of tomorrow', 'APPROVAL_REQUEST', [], at('APPROVED', 0, '2025-06-02'), ['DECISION_IN_FUTURE']],
    ['on a notification', 'NOTIFICATION', [], at('APPROVED', 0), ['NOTHING_ASKED']],
    ['amends nothing', 'APPROVAL_REQUEST', [], at('AMENDED', 0), ['NOT_IN_THIS_STATE']],
    ['after a withdrawal', 'APPROVAL_REQUEST', [['WITHDRAWN']], at('APPROVED', 1), ['NOT_IN_THIS_STATE']],
    ['approves twice', 'APPROVAL_REQUEST', [['APPROVED']], at('APPROVED', 1), ['NOT_IN_THIS_STATE']],
    ['withdraws what is approved', 'APPROVAL_REQUEST', [['APPROVED']], at('WITHDRAWN', 1), ['NOT_IN_THIS_STATE']],
    ['amends', 'APPROVAL_REQUEST', [['APPROVED']], at('AMENDED', 1), []],
    ['of the same day', 'APPROVAL_REQUEST', [['APPROVED']], at('REVOKED', 1, '2025-02-14'), []],
    [
      'before the one before',
      'APPROVAL_REQUEST',
      [['APPROVED']],
      at('REVOKED', 1, '2025-02-13'),
      ['DATES_OUT_OF_ORDER'],
    ],
    ['replaces a refusal', 'APPROVAL_REQUEST', [['REFUSED']], at('APPROVED', 0, '2025-02-14', 1), []],
    [
      'replaces an approval that was amended by a refusal',
      'APPROVAL_REQUEST',
      [['APPROVED'], ['AMENDED']],
      at('REFUSED', 0, '2025-02-14', 1),
      ['NOT_IN_THIS_STATE'],
    ],
    [
      'replaces an approval by a later day than its amendment',
      'APPROVAL_REQUEST',
      [['APPROVED'], ['AMENDED', '2025-02-20']],
      at('APPROVED', 0, '2025-02-21', 1),
      ['DATES_OUT_OF_ORDER'],
    ],
  ])('%s', (_, type, before, added, reasons) =>
    expect(codes(mayRecord(type, events(...before), added, '2025-06-01'))).toEqual(reasons),
  );

  it.each<[string, Parameters<typeof termsFit>[0], string[]]>([
    ['approval as requested', { decision: 'APPROVED', decidedOn: '2025-02-14' }, []],
    ['approval until its own day', { decision: 'APPROVED', decidedOn: '2025-02-14', expiresOn: '2025-02-14' }, []],
    [
      'approval that has ended',
      { decision: 'APPROVED', decidedOn: '2025-02-14', expiresOn: '2025-02-13' },
      ['EXPIRES_BEFORE_DECISION'],
    ],
    ['refusal with scope', { decision: 'REFUSED', decidedOn: '2025-02-14', scope: {} }, ['TERMS_WITHOUT_APPROVAL']],
    [
      'hold with expiry',
      { decision: 'ON_HOLD', decidedOn: '2025-02-14', expiresOn: '2025-03-01' },
      ['TERMS_WITHOUT_APPROVAL'],
    ],
    ['amendment of nothing', { decision: 'AMENDED', decidedOn: '2025-02-14', scope: {} }, ['NOTHING_AMENDED']],
    ['amendment of the consignee', { decision: 'AMENDED', decidedOn: '2025-02-14', scope: { consignee: 'X' } }, []],
    ['revocation', { decision: 'REVOKED', decidedOn: '2025-02-14', scope: null, expiresOn: null }, []],
  ])('terms: %s', (_, terms, reasons) => expect(codes(termsFit(terms))).toEqual(reasons));
});

describe('positions', () => {
  const rows = [
    { id: 'a', seq: 0, revision: 0 },
    { id: 'b', seq: 0, revision: 1 },
    { id: 'c', seq: 1, revision: 0 },
  ];
  it('has the last word on each, in order', () =>
    expect(standing([...rows].reverse()).map(({ id }) => id)).toEqual(['b', 'c']));
  it('goes on behind all', () => expect([nextSeq([]), nextSeq(rows)]).toEqual([0, 2]));
  it.each<[string | null | undefined, unknown]>([
    [undefined, { seq: 2, revision: 0 }],
    [null, { seq: 2, revision: 0 }],
    ['B', { seq: 0, revision: 2 }],
    ['a', undefined],
    ['x', undefined],
  ])('replacing %s', (replaces, position) => expect(positionFor(rows, replaces)).toEqual(position));
});

describe('a request', () => {
  const good = {
    requester: { kind: 'STATE' as const, state: 'HT' },
    goods: [
      { category: 'SALW' as const, unit: 'C62' },
      { category: 'AMMUNITION' as const, unit: 'BX' },
    ],
    shipFrom: '2025-03-01',
    shipTo: '2025-03-01',
  };
  it.each<[string, Partial<Parameters<typeof isCoherent>[0]>, string[]]>([
    ['of one day', {}, []],
    ['of a State without code', { requester: { kind: 'STATE' } }, ['REQUESTER_STATE']],
    ['of an organisation', { requester: { kind: 'ORGANISATION', state: null } }, []],
    ['of an organisation with a code', { requester: { kind: 'ORGANISATION', state: 'HT' } }, ['REQUESTER_STATE']],
    ['with a window turned round', { shipTo: '2025-02-28' }, ['WINDOW_REVERSED']],
    ['with one category in two units', { goods: [...good.goods, { category: 'SALW', unit: 'KGM' }] }, ['UNITS_DIFFER']],
  ])('%s', (_, over, reasons) => expect(codes(isCoherent({ ...good, ...over }))).toEqual(reasons));
});
