import type { MatchEntity } from '../matching/matching.types';
import { basisText, changesBetween, comparedOf, hiddenValues, restsOn, without } from './basis.rules';

const subject: MatchEntity = { schema: 'Person', names: ['Jean-Baptiste Pierre'], birthDates: ['1977'] };
const entry: MatchEntity = {
  schema: 'Person',
  names: [
    { value: 'JEAN BAPTISTE PIERRE', quality: 'main' },
    { value: 'Ti Jean', quality: 'weak' },
  ],
  countries: ['HT', 'DO'],
};
const basis = (a: MatchEntity, b: MatchEntity): string => basisText(comparedOf(a, b));

describe('the values a judgement rests on', () => {
  it.each([
    ['an alias on the list', subject, { ...entry, names: [...entry.names, 'Jan Batis'] }, ['entry names +Jan Batis']],
    ['one less', subject, { ...entry, names: entry.names.slice(0, 1) }, ['entry names -Ti Jean']],
    ['a birth date on the list', subject, { ...entry, birthDates: ['1977-03-30'] }, ['entry birthDates +1977-03-30']],
    ['a country', subject, { ...entry, countries: ['HT'] }, ['entry countries -DO']],
    ['a gender', subject, { ...entry, genders: ['male'] as const }, ['entry genders +male']],
    [
      'a passport of the entity',
      { ...subject, identifiers: [{ kind: 'passport', value: 'AB1' }] },
      entry,
      ['subject identifiers +passport AB1'],
    ],
    [
      'another birth date of the entity',
      { ...subject, birthDates: ['1978'] },
      entry,
      ['subject birthDates +1978 -1977'],
    ],
    ['another kind of party', { ...subject, schema: 'Company' as const }, entry, ['subject schema +Company -Person']],
  ])('change with %s', (_, one: MatchEntity, other: MatchEntity, changes) => {
    expect(basis(one, other)).not.toBe(basis(subject, entry));
    const told = changesBetween(comparedOf(subject, entry), comparedOf(one, other)).map(
      ({ side, field, added, removed }) =>
        [side, field, ...added.map((each) => `+${each}`), ...removed.map((each) => `-${each}`)].join(' '),
    );
    expect(told).toEqual(changes);
  });

  it('change with the quality of an alias, though its text is the same', () => {
    const names = [entry.names[0]!, { value: 'Ti Jean', quality: 'strong' as const }];
    expect(basis(subject, { ...entry, names })).not.toBe(basis(subject, entry));
  });

  it.each([
    ['the order of aliases', { ...entry, names: [...entry.names].reverse() }],
    ['a name that is written twice', { ...entry, names: [...entry.names, entry.names[0]!] }],
    ['the order of countries', { ...entry, countries: ['DO', 'HT'] }],
    ['an empty list', { ...entry, identifiers: [] }],
    ['what is not compared', { ...entry, comments: 'Last amended in March' } as MatchEntity],
  ])('do not change with %s', (_, other) => {
    expect(basis(subject, other)).toBe(basis(subject, entry));
    expect(changesBetween(comparedOf(subject, entry), comparedOf(subject, other))).toEqual([]);
  });
});

describe('a hit', () => {
  const stated = [
    { value: 'Jean-Baptiste Pierre', source: null, level: 0 },
    { value: 'Ti Jean alias Kè Nwa', source: 7, level: 2 },
    { value: '1977', source: 8, level: 1 },
    { value: '1977', source: null, level: 0 },
  ];
  it.each([
    [['Jean-Baptiste Pierre'], []],
    [['jean baptiste pierre'], []],
    [['Ti Jean alias Kè Nwa'], [7]],
    [['Kè Nwa'], [7]],
    [['ke nwa'], [7]],
    [['Somebody Else'], [7, 8]],
  ])('on the name %p rests on %p', (queries, sources) => {
    const features = queries.map((query) => ({ name: 'name', query }));
    expect(restsOn(features, stated).map(({ source }) => source)).toEqual(sources);
  });

  it('of which a word is written otherwise rests on what its name rests on', () => {
    const features = ['Jean-Baptiste Pierre', 'batis'].map((query, at) => ({ name: at ? 'spelling' : 'name', query }));
    expect(restsOn(features, stated)).toEqual([]);
  });

  const values = [
    { value: 'Augustin Wright', source: null, level: 0 },
    { value: 'HT', source: null, level: 0 },
    { value: 'US', source: 5, level: 2 },
    { value: 'PP 123-456', source: 6, level: 1 },
    { value: 'IMO 9074729', source: 9, level: 1 },
  ];
  it.each([
    ['birthYearSame', '1977', []],
    ['countryDiffers', 'HT', []],
    ['countryDiffers', 'US', [5]],
    ['countryDiffers', 'HT, US', [5]],
    ['otherIdentifier', 'PP123456', [6]],
    ['uniqueIdentifier', '9074729', [9]],
    ['identifierDiffers', '9074729', [9]],
  ])('by %s of %p rests on %p', (name, query, sources) => {
    const all = [...values, ...stated.slice(3)];
    expect(restsOn([{ name, query }], all).map(({ source }) => source)).toEqual(sources);
  });

  it('is shown without the values whose source the reader does not see', () => {
    const hidden = hiddenValues([{ value: 'Ti Jean', source: 7, level: 2 }], new Set());
    const party: MatchEntity = { schema: 'Person', names: [{ value: 'Ti Jean' }, 'Jean'], birthDates: ['1977'] };
    expect(without(party, hidden)).toEqual({ schema: 'Person', names: ['Jean'], birthDates: ['1977'] });
    expect(without(party, hiddenValues([{ value: 'Ti Jean', source: 7, level: 2 }], new Set([7])))).toEqual(party);
  });
});
