import { bare, heldAmong, overlaid, overlaidRow, placeOf, pointersOf, saidElsewhere } from './held-back.rules';
import type { HeldBackField } from './held-back.types';

const held = (field: string, columns: HeldBackField['columns'] = null): HeldBackField => ({
  ...{ id: 'x', recordKey: 1, field, because: null, told: true, heldAt: new Date(0) },
  columns,
});

describe('placeOf', () => {
  it.each<[Parameters<typeof placeOf>[0], string, string | undefined]>([
    ['inspection', 'vesselName', 'inspections'],
    ['inspection', 'coordinates', 'inspections'],
    ['inspection', 'items/12', 'inspection_items'],
    ['inspection', 'items/01', undefined],
    ['inspection', 'items', undefined],
    ['inspection', 'status', undefined],
    ['inspection', 'constructor', undefined],
    ['inspection', 'constructor/0', undefined],
    ['shipment', 'parties/0', 'shipment_parties'],
    ['exchange', 'body', undefined],
    ['case', 'title', undefined],
  ])('%s %s', (kind, field, table) => expect(placeOf(kind, field)?.table).toBe(table));
});

it('an identifier is found under the field and under each property it covers', () => {
  expect(pointersOf('inspection', 'coordinates')).toEqual([
    '/coordinates',
    '/latitude',
    '/longitude',
    '/coordinatePrecision',
  ]);
  expect(pointersOf('shipment', 'parties/3')).toEqual(['/parties/3']);
});

it('shows what the reader may have where it stands, and only there', () => {
  const view = { vesselName: null, items: [] };
  const shown = [
    held('vesselName', { vessel_name: 'RAINER D' }),
    held('narrative', { narrative: 'x' }),
    held('voyage'),
  ];
  expect(overlaid('inspection', view, shown)).toEqual({ vesselName: 'RAINER D', items: [] });
  expect(overlaidRow({ vessel_name: null }, shown)).toEqual({ vessel_name: 'RAINER D' });
});

it('leaves out what is held back, whoever may see it', () => {
  const view = { vesselName: 'RAINER D', agenciesPresent: ['AGD'], items: [{ seq: 0 }, { seq: 1 }], narrative: 'x' };
  expect(bare('inspection', view, [held('vesselName'), held('agenciesPresent'), held('items/1')])).toEqual({
    ...{ vesselName: null, agenciesPresent: [], items: [{ seq: 0 }], narrative: 'x' },
  });
});

it('knows a change of what is held back by any property of it', () => {
  const fields = [held('coordinates'), held('items/1')];
  expect(heldAmong('inspection', fields, ['latitude', 'narrative'])).toEqual(['latitude']);
  expect(heldAmong('inspection', fields, ['items/1', 'items/2'])).toEqual(['items/1']);
});

describe('saidElsewhere', () => {
  it.each<[string, unknown, Record<string, unknown>, string[]]>([
    ['in a longer text', { a: 'RAINER D' }, { narrative: ['The Rainer D came in'], voyage: '7' }, ['narrative']],
    ['within a list', ['SEAL77'], { 'parties/0': { name: 'X', address: ['seal77'] } }, ['parties/0']],
    ['too short to be told from others', { a: 'HT' }, { placeCountry: 'HT' }, []],
    ['nowhere', { a: 'RAINER D' }, { narrative: null }, []],
  ])('%s', (_, value, rest, names) => expect(saidElsewhere(value, rest)).toEqual(names));
});
