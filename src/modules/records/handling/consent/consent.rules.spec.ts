import { stateOf, widerThanAsked } from './consent.rules';
import type { ConsentFacts, ConsentState, Grant } from './consent.types';

const now = new Date('2026-03-01T00:00:00Z');
const before = new Date('2026-02-28T23:59:59Z');
const after = new Date('2026-03-01T00:00:01Z');
const asked: ConsentFacts = { decision: null, until: null, grantedUntil: null, made: 0, running: 0, askerSees: true };

describe('stateOf', () => {
  it.each<[string, Partial<ConsentFacts>, ConsentState]>([
    ['asked', {}, 'REQUESTED'],
    ['asked until later', { until: after }, 'REQUESTED'],
    ['asked until now', { until: now }, 'ENDED'],
    ['the asker lost sight', { askerSees: false }, 'ENDED'],
    ['granted', { decision: 'GRANTED', made: 2, running: 1 }, 'GRANTED'],
    ['granted, and nothing had to be made', { decision: 'GRANTED' }, 'GRANTED'],
    ['granted and withdrawn since', { decision: 'GRANTED', made: 2 }, 'ENDED'],
    ['granted until before now', { decision: 'GRANTED', grantedUntil: before, made: 1, running: 1 }, 'ENDED'],
    ['granted, sight lost since', { decision: 'GRANTED', made: 1, running: 1, askerSees: false }, 'ENDED'],
    ['refused', { decision: 'REFUSED', askerSees: false }, 'REFUSED'],
    ['withdrawn', { decision: 'WITHDRAWN', until: before }, 'WITHDRAWN'],
  ])('%s', (_, facts, state) => expect(stateOf({ ...asked, ...facts }, now)).toBe(state));
});

describe('widerThanAsked', () => {
  const request = { audiences: [{ key: 1, id: 'a', code: 'A' }], fields: ['narrative'], until: now };
  it.each<[string, Grant, string[]]>([
    ['as asked', {}, []],
    ['less of everything', { audienceIds: [], fields: [], until: '2026-02-01T00:00:00Z' }, []],
    ['another audience', { audienceIds: ['A', 'b'] }, ['/audienceIds/1']],
    ['another field', { fields: ['vesselName', 'narrative'] }, ['/fields/0']],
    ['longer', { until: '2026-03-01T00:00:01Z' }, ['/until']],
  ])('%s', (_, grant, pointers) =>
    expect(widerThanAsked(request, grant).map(({ pointer }) => pointer)).toEqual(pointers),
  );
  it('where no end was asked, any end is narrower', () =>
    expect(widerThanAsked({ ...request, until: null }, { until: '2030-01-01T00:00:00Z' })).toEqual([]));
});
