import { matchableOf } from './matchable.rules';

const said = (prop: string, value: string, seq: number, source = 'UN list') => ({ prop, value, seq, source });

describe('what a matcher gets', () => {
  it('keeps each value once, and calls weak what no better source calls otherwise', () => {
    const matchable = matchableOf({
      recordKey: 7,
      id: 'x',
      schema: 'Person',
      statements: [
        said('name', 'Jimmy Cherizier', 0),
        said('name', 'Jimmy Cherizier', 1, 'press'),
        said('weakAlias', 'Barbecue', 2),
        said('weakAlias', 'Jimmy Cherizier', 3),
        said('previousName', 'Jimmy C.', 4),
        said('birthDate', '1977-03-30', 5),
        said('birthDate', '1977', 6, 'press'),
        said('nationality', 'HT', 7),
        said('country', 'HT', 8),
        said('gender', 'male', 9),
        said('passportNumber', 'PP 1', 10),
        said('idNumber', '003', 11),
        said('notes', 'not compared', 12),
      ],
    });
    expect(matchable).toEqual({
      recordKey: 7,
      id: 'x',
      schema: 'Person',
      caption: 'Jimmy Cherizier',
      names: [{ value: 'Jimmy Cherizier' }, { value: 'Jimmy C.' }, { value: 'Barbecue', quality: 'weak' }],
      birthDates: ['1977-03-30', '1977'],
      countries: ['HT'],
      genders: ['male'],
      identifiers: [
        { kind: 'passport', value: 'PP 1' },
        { kind: 'other', value: '003' },
      ],
    });
  });
});
