import { describe as describeMatcher, match, score } from './match.rules';
import type { MatchEntity } from './matching.types';
import { prepare } from './prepare.rules';

const person = (name: string, more: Partial<MatchEntity> = {}): MatchEntity => ({
  schema: 'Person',
  names: [name],
  ...more,
});
const pointsOf = (query: MatchEntity, candidate: MatchEntity) => {
  const { features, score: total } = match(query, candidate);
  return { total, sum: features.reduce((sum, { points }) => sum + points, 0), features };
};

/** As on the UN list (HTi.002): the alias is marked Low, the birth date is a year. */
const LISTED: MatchEntity = {
  schema: 'Person',
  names: ['JOHNSON ANDRE', { value: 'IZO', quality: 'weak' }],
  birthDates: ['1997'],
  countries: ['HT'],
  genders: ['male'],
};

describe('match', () => {
  it('says which word met which, and the points add up', () => {
    const { total, sum, features } = pointsOf(person('Andre Jonson'), LISTED);
    expect(total).toBeCloseTo(sum / 10);
    expect(features).toEqual([
      expect.objectContaining({ name: 'name', points: 10, query: 'Andre Jonson', candidate: 'JOHNSON ANDRE' }),
      expect.objectContaining({ name: 'spelling', points: -0.5, query: 'jonson', candidate: 'johnson' }),
      expect.objectContaining({ name: 'order', points: -0.5 }),
    ]);
  });
  it('says for a pair that is none what kept it below', () => {
    const result = match(person('Jean Robert Casimir'), person('Jean Bertrand Casimir'));
    expect(result).toMatchObject({ matched: false, heldBackBy: ['conflict'] });
    expect(result.features).toContainEqual(
      expect.objectContaining({ name: 'conflict', query: 'robert', candidate: 'bertrand' }),
    );
    expect(match(person('Xu'), person('Pierre'))).toMatchObject({ score: 0, heldBackBy: ['nothing'] });
  });
  it('turns the sides with the entities', () => {
    const { features } = match(person('Marie Desir'), person('Marie Rose Desir'));
    expect(features).toContainEqual(expect.objectContaining({ name: 'missing', query: '', candidate: 'rose' }));
    const turned = match(person('Marie Rose Desir'), person('Marie Desir'));
    expect(turned.features).toContainEqual(expect.objectContaining({ name: 'missing', query: 'rose', candidate: '' }));
  });
});

describe('aliases of low quality', () => {
  it.each([0.3, 0.7, 0.95])('alone stay under a threshold of %s', (threshold) => {
    const result = match(person('Izo'), LISTED, { threshold });
    expect(result.matched).toBe(false);
    expect(result.heldBackBy).toEqual(['weakAlias']);
  });
  it('reach it with a birth date', () => {
    expect(match(person('Izo', { birthDates: ['1997-08'] }), LISTED).matched).toBe(true);
  });
  it('do not hide a good name', () => {
    expect(match({ schema: 'Person', names: ['Izo', 'Johnson Andre'] }, LISTED).score).toBe(1);
  });
  it('are not the names that a source vouches for', () => {
    expect(match(person('Izo'), { ...LISTED, names: [{ value: 'IZO', quality: 'strong' }] }).score).toBe(1);
  });
});

describe('qualifiers', () => {
  it.each<[string, Partial<MatchEntity>, number, string | undefined]>([
    ['the same year', { birthDates: ['1997-03-02'] }, 1, 'birthYearSame'],
    ['a neighbouring year', { birthDates: ['1996'] }, 1, undefined],
    ['another year', { birthDates: ['1970'] }, 0.8, 'birthYearDiffers'],
    ['one of two years', { birthDates: ['1970', '1997'] }, 1, 'birthYearSame'],
    ['no date', { birthDates: ['unknown'] }, 1, undefined],
    ['another country', { countries: ['FR'] }, 0.85, 'countryDiffers'],
    ['one of two countries', { countries: ['FR', 'ht'] }, 1, undefined],
    ['another gender', { genders: ['female'] }, 0.8, 'genderDiffers'],
  ])('%s', (_title, more, expected, feature) => {
    const result = match(person('Johnson Andre', more), LISTED);
    expect(result.score).toBeCloseTo(expected);
    expect(result.features.slice(1).map(({ name }) => name)).toEqual(feature === undefined ? [] : [feature]);
  });
  it('does not lift another name over the threshold', () => {
    const result = match(person('Wilner Pierre', { birthDates: ['1997'], countries: ['HT'] }), LISTED);
    expect(result.matched).toBe(false);
  });
  it('knows the day', () => {
    const born = person('Jean Casimir', { birthDates: ['1980-05-06'] });
    expect(match(born, person('Jean Casimir', { birthDates: ['1980-05-07'] })).score).toBeCloseTo(0.9);
    expect(match(born, person('Jean Kasimi', { birthDates: ['1980-05-06'] })).score).toBe(1);
  });
});

describe('identifiers', () => {
  const ship = (name: string, kind: string, value: string): MatchEntity => ({
    schema: 'Vessel',
    names: [name],
    identifiers: [{ kind, value }],
  });
  it('decide over names', () => {
    const result = match(ship('Blue Moon', 'imo', 'IMO 9074729'), ship('Red Sun', 'imo', '9074729'));
    expect(result).toMatchObject({ score: 0.95, matched: true });
    expect(result.features).toEqual([expect.objectContaining({ name: 'uniqueIdentifier', candidate: '9074729' })]);
  });
  it('part two ships of one name', () => {
    const result = match(ship('Blue Moon', 'imo', '9074729'), ship('Blue Moon', 'imo', '9074731'));
    expect(result.score).toBeCloseTo(0.7);
    expect(result.features.at(-1)).toMatchObject({ name: 'identifierDiffers', points: -3 });
  });
  it('are compared within their kind, and too short ones not at all', () => {
    expect(match(ship('Blue Moon', 'imo', '9074729'), ship('Red Sun', 'mmsi', '9074729')).score).toBe(0);
    expect(match(ship('Blue Moon', 'callsign', 'A1'), ship('Red Sun', 'callsign', 'A1')).score).toBe(0);
  });
});

describe('requests', () => {
  const pair = [person('Jean Robert Casimir'), person('Jean Bertrand Casimir')] as const;
  it('may weigh and set the threshold', () => {
    expect(match(...pair, { weights: { conflict: -1 } })).toMatchObject({ score: 0.9, matched: true });
    expect(match(...pair, { threshold: 0.6 }).matched).toBe(true);
  });
  it('cannot name what is no feature, nor send what is no number', () => {
    const weights = { conflict: Number.NaN, toString: 5, __proto__: 3 } as unknown as Record<string, number>;
    expect(match(...pair, { weights, threshold: Number.NaN })).toMatchObject({ score: 0.6, threshold: 0.7 });
  });
  it('find every feature described', () => {
    const { features, defaultThreshold } = describeMatcher();
    expect(defaultThreshold).toBe(0.7);
    expect(
      features.every(({ name, points, why }) => name !== '' && points * 2 === Math.round(points * 2) && why !== ''),
    ).toBe(true);
  });
  it('get the same score from prepared entities', () => {
    expect(score(prepare(pair[0]), prepare(pair[1]))).toBe(match(...pair).score);
  });
  it('never join a person with a ship or a firm', () => {
    expect(match(person('Lady Marie'), { schema: 'Vessel', names: ['Lady Marie'] })).toMatchObject({
      score: 0,
      heldBackBy: ['schema'],
    });
    expect(match({ schema: 'LegalEntity', names: ['Jean Casimir'] }, person('Jean Casimir')).matched).toBe(true);
  });
});
