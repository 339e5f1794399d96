import { DETAIL_COLUMNS, type DetailColumn, listConditions, type ListFilter } from './record-list.query';

const ORGANISATION = 7;

describe('the WHERE of a list', () => {
  it('is nothing without filters', () => {
    expect(listConditions(ORGANISATION, {}, undefined)).toEqual({ where: '', parameters: [] });
    expect(listConditions(ORGANISATION, { details: { 'cases.status': undefined } }, undefined).where).toBe('');
  });

  it.each<[ListFilter, string, unknown[]]>([
    [{ kind: 'case' }, 'WHERE kind = $1', ['case']],
    [{ owner: 'mine' }, 'WHERE owner_id = $1', [ORGANISATION]],
    [{ owner: 'others' }, 'WHERE owner_id <> $1', [ORGANISATION]],
    [{ clientRef: 'c' }, 'WHERE client_ref = $1::uuid', ['c']],
    [
      { createdFrom: 'a', createdBefore: 'b' },
      'WHERE created_at >= $1::timestamptz AND created_at < $2::timestamptz',
      ['a', 'b'],
    ],
    [
      { kind: 'inspection', details: { 'inspections.place_country': 'HT' } },
      'WHERE kind = $1 AND EXISTS (SELECT 1 FROM inspections d WHERE d.record_key = records.key AND d.place_country = $2)',
      ['inspection', 'HT'],
    ],
  ])('for %j names only what is used', (filter, where, parameters) => {
    expect(listConditions(ORGANISATION, filter, undefined)).toEqual({ where, parameters });
  });

  it('numbers filters and position through', () => {
    const filter: ListFilter = { kind: 'shipment', owner: 'mine', details: { 'shipments.voyage_number': '024W' } };
    const { where, parameters } = listConditions(ORGANISATION, filter, { at: '99', id: 'i' });
    expect(parameters).toEqual(['shipment', ORGANISATION, '024W', '99', 'i']);
    expect(where).toContain("< (timestamptz 'epoch' + $4::bigint * interval '1 microsecond', $5::uuid)");
  });

  it('takes no name of a column from outside its list, and no value into the text', () => {
    const hostile = { "records r; DROP TABLE records; --.x' OR 1=1": 'x' } as Partial<Record<DetailColumn, string>>;
    expect(listConditions(ORGANISATION, { details: hostile }, undefined)).toEqual({ where: '', parameters: [] });
    const all = Object.fromEntries(DETAIL_COLUMNS.map((column) => [column, "' OR 1=1 --"]));
    const { where, parameters } = listConditions(ORGANISATION, { details: all }, undefined);
    expect(where).not.toContain('OR 1=1');
    expect(parameters).toHaveLength(DETAIL_COLUMNS.length);
  });
});
