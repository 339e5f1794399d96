import { PROPERTIES } from './entity-schemas.cases';
import { captionOf, faultsOf, mentionsOf, mergeStatements, namingFault } from './entity.rules';
import type { EntitySchema, KeptStatement, Statement } from './entity.types';

const said = (prop: string, value: string, more: Partial<Statement> = {}): Statement => ({
  prop,
  value,
  source: 'bill of lading',
  ...more,
});
const kept = (...statements: Statement[]): KeptStatement[] => statements.map((one, seq) => ({ ...one, seq }));

describe('statements and their schema', () => {
  it.each<[EntitySchema, string, string, string | undefined]>([
    ['Person', 'name', 'Jean-Baptiste Pierre', undefined],
    ['Person', 'birthDate', '1974', undefined],
    ['Person', 'birthDate', '1974-02-29', '/statements/0/value NOT_OF_THE_FORM'],
    ['Person', 'birthDate', '1976-02-29', undefined],
    ['Person', 'birthDate', '3 May 1974', '/statements/0/value NOT_OF_THE_FORM'],
    ['Person', 'nationality', 'HT', undefined],
    ['Person', 'nationality', 'Haiti', '/statements/0/value NOT_OF_THE_FORM'],
    ['Person', 'gender', 'male', undefined],
    ['Person', 'gender', 'M', '/statements/0/value NOT_OF_THE_FORM'],
    ['Person', 'imoNumber', '9074729', '/statements/0/prop UNKNOWN_PROPERTY'],
    ['Person', 'constructor', 'x', '/statements/0/prop UNKNOWN_PROPERTY'],
    ['Person', '__proto__', 'x', '/statements/0/prop UNKNOWN_PROPERTY'],
    ['Person', 'name', '   ', '/statements/0/value NOT_OF_THE_FORM'],
    ['Vessel', 'imoNumber', '9074720', undefined],
    ['Vessel', 'tonnage', '499.5', undefined],
    ['Vessel', 'tonnage', '499 t', '/statements/0/value NOT_OF_THE_FORM'],
    ['Vessel', 'passportNumber', 'X1', '/statements/0/prop UNKNOWN_PROPERTY'],
    ['Company', 'sourceUrl', 'ftp://x', '/statements/0/value NOT_OF_THE_FORM'],
    ['Address', 'full', '12 Rue du Quai, Port-au-Prince', undefined],
  ])('%s.%s = %s: %s', (schema, prop, value, fault) => {
    const [first] = faultsOf(schema, [said(prop, value)]);
    expect(first && `${first.pointer} ${first.code}`).toBe(fault);
  });

  it('names each faulty statement by its own pointer', () => {
    const faults = faultsOf('Person', [said('name', 'A B'), said('flag', 'PA'), said('country', 'Panama')]);
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/statements/1/prop', '/statements/2/value']);
  });

  it.each<[EntitySchema, string, boolean]>([
    ['Person', 'name', true],
    ['Person', 'alias', false],
    ['Vehicle', 'registrationNumber', true],
    ['Address', 'full', true],
    ['Address', 'city', false],
  ])('%s stated by %s alone is named: %s', (schema, prop, named) => {
    expect(namingFault(schema, [said(prop, 'x')])).toHaveLength(named ? 0 : 1);
  });
});

describe('caption', () => {
  it.each<[string, KeptStatement[], string]>([
    ['the first, where nothing else decides', kept(said('name', 'One'), said('name', 'Two')), 'One'],
    [
      'the better source',
      kept(said('name', 'One', { reliability: 'D' }), said('name', 'Two', { reliability: 'B' })),
      'Two',
    ],
    [
      'a graded bad source after an ungraded one',
      kept(said('name', 'One', { reliability: 'E' }), said('name', 'Two')),
      'Two',
    ],
    [
      'the more credible, of equally reliable sources',
      kept(
        said('name', 'One', { reliability: 'B', credibility: 4 }),
        said('name', 'Two', { reliability: 'B', credibility: 1 }),
      ),
      'Two',
    ],
    [
      'what most sources say',
      kept(said('name', 'One'), said('name', 'Two'), said('name', 'Two', { source: 'press' })),
      'Two',
    ],
    ['a name before an alias', kept(said('alias', 'Ti Jean', { reliability: 'A' }), said('name', 'Jean')), 'Jean'],
  ])('%s', (_, statements, expected) => {
    expect(captionOf('Person', statements)).toBe(expected);
  });

  it('falls to the next naming property, then to the schema', () => {
    expect(captionOf('Vehicle', kept(said('registrationNumber', 'AB-123')))).toBe('AB-123');
    expect(captionOf('Vehicle', [])).toBe('Vehicle');
  });
});

describe('what is said again', () => {
  const before = kept(said('name', 'Jean Pierre'), said('nationality', 'HT'));

  it.each<[string, Statement, 'fresh' | 'again']>([
    ['the same source, the same value', said('name', 'Jean Pierre'), 'again'],
    ['another source', said('name', 'Jean Pierre', { source: 'passport' }), 'fresh'],
    ['another value from the same source', said('nationality', 'DO'), 'fresh'],
    ['the same, now graded', said('nationality', 'HT', { reliability: 'B' }), 'fresh'],
  ])('%s: %s', (_, statement, what) => {
    const { fresh, seenAgain } = mergeStatements(before, [statement]);
    expect([fresh.length, seenAgain.length]).toEqual(what === 'fresh' ? [1, 0] : [0, 1]);
  });

  it('keeps what is said twice in one request once', () => {
    expect(mergeStatements([], [said('name', 'A'), said('name', 'A')]).fresh).toHaveLength(1);
  });
});

describe('what an entity is found by', () => {
  const statements = kept(
    said('name', 'Rainer D'),
    said('previousName', 'Sara Regina'),
    said('imoNumber', '9074729'),
    said('flag', 'PA'),
    said('name', 'RAINER-D'),
  );

  it('compares the names of a ship as ship names, and points into the entity as shown', () => {
    expect(mentionsOf('Vessel', statements)).toEqual([
      { kind: 'vessel_name', raw: 'Rainer D', pointer: '/properties/name/0/value' },
      { kind: 'vessel_name', raw: 'Sara Regina', pointer: '/properties/previousName/0/value' },
      { kind: 'imo', raw: '9074729', pointer: '/properties/imoNumber/0/value' },
      { kind: 'vessel_name', raw: 'RAINER-D', pointer: '/properties/name/1/value' },
    ]);
  });

  it('gives only what was added, counting from what was there', () => {
    expect(mentionsOf('Vessel', statements, 4)).toEqual([
      { kind: 'vessel_name', raw: 'RAINER-D', pointer: '/properties/name/1/value' },
    ]);
  });

  it.each([
    ['alias', 'name'],
    ['weakAlias', 'name'],
    ['phone', 'phone'],
    ['passportNumber', 'document'],
    ['idNumber', 'document'],
    ['taxNumber', 'document'],
    ['registrationNumber', 'document'],
  ])('a person by %s as %s', (prop, kind) => {
    expect(Object.keys(PROPERTIES.Person)).toContain(prop);
    expect(mentionsOf('Person', kept(said(prop, 'X 1')))[0]?.kind).toBe(kind);
  });
});
