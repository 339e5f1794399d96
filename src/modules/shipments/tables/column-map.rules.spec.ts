import { headOf } from '../readers/tables/table-form.rules';
import { faultsOfMap, planOf } from './column-map.rules';
import type { ColumnMapDefinition } from './column-map.types';

const map = (more: Partial<ColumnMapDefinition>): ColumnMapDefinition => ({
  profile: 'BILL_OF_LADING',
  columns: [],
  constants: [],
  dateOrder: null,
  decimalMark: null,
  ...more,
});

it.each<[string, Partial<ColumnMapDefinition>, string[]]>([
  ['nothing but a profile', {}, []],
  [
    'a second column kept without a field',
    {
      columns: [
        { header: 'A', field: 'bl_no' },
        { header: 'B', field: null },
      ],
    },
    [],
  ],
  [
    'two columns to one field',
    {
      columns: [
        { header: 'A', field: 'bl_no' },
        { header: 'B', field: 'bl_no' },
      ],
    },
    ['FIELD_TWICE'],
  ],
  [
    'one name twice',
    {
      columns: [
        { header: 'N° A', field: 'bl_no' },
        { header: 'no a', field: null },
      ],
    },
    ['HEADER_TWICE'],
  ],
  ['a name of signs', { columns: [{ header: '***', field: null }] }, ['HEADER_EMPTY']],
  [
    'no bill number and no profile',
    { profile: 'NONE', columns: [{ header: 'A', field: 'packages' }] },
    ['BL_NO_MISSING'],
  ],
  ['a bill number and no profile', { profile: 'NONE', columns: [{ header: 'A', field: 'bl_no' }] }, []],
  [
    'a constant twice',
    {
      constants: [
        { field: 'voyage', value: '1' },
        { field: 'voyage', value: '2' },
      ],
    },
    ['CONSTANT_TWICE'],
  ],
  ['a day that is none', { constants: [{ field: 'eta', value: '2024-02-31' }] }, ['NO_DATE']],
  ['a day', { constants: [{ field: 'eta', value: '2024-02-29' }] }, []],
])('a map of %s', (_, more, codes) => {
  expect(faultsOfMap(map(more)).map(({ code }) => code)).toEqual(codes);
});

describe('the plan of a map', () => {
  const fieldsOf = (names: string[], more: Partial<ColumnMapDefinition>) => headOf(names, planOf(map(more))).fields;

  it('gives a name of its own before those of the profile', () => {
    const columns = [{ header: 'Doc', field: 'bl_no' as const }];
    expect(fieldsOf(['BL No', 'Doc', 'Weight'], { columns })).toEqual([undefined, 'bl_no', 'gross_kg']);
  });

  it('knows no other name without a profile', () => {
    const columns = [{ header: 'Doc', field: 'bl_no' as const }];
    expect(fieldsOf(['Doc', 'Weight'], { profile: 'NONE', columns })).toEqual(['bl_no', undefined]);
  });

  it('keeps what a profile says of values, and lets a constant go before that of the profile', () => {
    const plan = planOf(map({ profile: 'EEI', constants: [{ field: 'currency', value: 'HTG' }], dateOrder: 'DMY' }));
    expect(plan).toMatchObject({ valuePerLine: true, constants: { currency: 'HTG' }, dateOrder: 'DMY' });
    expect(plan.decimalMark).toBeUndefined();
  });
});
