import { readQueries } from './reconciliation-queries.parser';

const partyOf = (query: object) => readQueries(JSON.stringify({ q0: query })).get('q0')!.party;
const property = (pid: string, v: unknown) => ({ query: 'x', properties: [{ pid, v }] });

it.each([
  ['a type', { query: 'x', type: 'Vessel' }, { schema: 'Vessel' }],
  ['types, of which one is known', { query: 'x', type: ['Q5', 'Person'] }, { schema: 'Person' }],
  ['a type nobody knows', { query: 'x', type: 'Q5' }, { schema: 'LegalEntity' }],
  ['a name', { query: 'Jimmy Cherizier' }, { names: ['Jimmy Cherizier'] }],
  ['an empty cell', { query: ' ' }, { names: [] }],
  [
    'no name but a number',
    { properties: [{ pid: 'imoNumber', v: 9074729 }] },
    { names: [], identifiers: [{ kind: 'imo', value: '9074729' }] },
  ],
  ['another name', property('alias', ['Babekyou', '']), { names: ['x', 'Babekyou'] }],
  ['a date', property('birthDate', '1977-03-30'), { birthDates: ['1977-03-30'] }],
  ['a date with a time of day', property('birthDate', '1977-03-30T00:00:00Z'), { birthDates: ['1977-03-30'] }],
  ['a year', property('birthDate', 1977), { birthDates: ['1977'] }],
  ['a date of no known order', property('birthDate', '03/04/1977'), { birthDates: [] }],
  ['a country in words', property('country', 'Haïti'), { countries: ['HT'] }],
  ['a country that was reconciled', property('nationality', { id: 'Q790', name: 'Haiti' }), { countries: ['HT'] }],
  ['a country nobody knows', property('country', 'Atlantis'), { countries: [] }],
  ['a gender', property('gender', 'F'), { genders: ['female'] }],
  ['a passport', property('passportNumber', 'PP123'), { identifiers: [{ kind: 'passport', value: 'PP123' }] }],
  ['a property nobody knows', property('shoeSize', 44), { names: ['x'], identifiers: [] }],
])('%s is read', (_, query, party) => {
  expect(partyOf(query)).toMatchObject(party);
});

it.each([
  [undefined, 5],
  [1, 1],
  [500, 50],
])('a limit of %s gives %s candidates', (limit, shown) => {
  expect(readQueries(JSON.stringify({ q0: { query: 'x', limit } })).get('q0')!.limit).toBe(shown);
});
