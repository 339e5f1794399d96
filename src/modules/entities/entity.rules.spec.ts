import { captionOf } from './caption.rules';
import {
  disagreementsOf,
  faultsOf,
  mentionsOf,
  mergeStatements,
  namingFault,
  rangeFault,
  selfFaults,
} from './entity.rules';
import type { EntitySchema, KeptStatement, Statement } from './entity.types';
import { propertyFacts } from './ftm-model.rules';
import { nameFlags } from './name-flags.rules';

const ID = '0193f5b2-6c1f-7000-8000-5d1c2a3b4c5d';
const OTHER = '0193f5b2-6c1f-7000-8000-5d1c2a3b4c5e';

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
    ['Person', 'nationality', 'ht', '/statements/0/value NOT_OF_THE_FORM'],
    ['Person', 'nationality', 'XX', '/statements/0/value NOT_OF_THE_FORM'],
    ['Person', 'spokenLanguage', 'hat', undefined],
    ['Person', 'topics', 'crime', undefined],
    ['Person', 'topics', 'gangster', '/statements/0/value NOT_OF_THE_FORM'],
    ['Person', 'name', 'x'.repeat(385), '/statements/0/value NOT_OF_THE_FORM'],
    ['Person', 'ownershipOwner', ID, '/statements/0/prop UNKNOWN_PROPERTY'],
    ['Ownership', 'owner', ID, undefined],
    ['Ownership', 'owner', 'Jean Pierre', '/statements/0/value NOT_OF_THE_FORM'],
    ['Ownership', 'percentage', '51', undefined],
    ['Ownership', 'member', ID, '/statements/0/prop UNKNOWN_PROPERTY'],
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
    ['Address', 'city', true],
    ['Address', 'postalCode', false],
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

  it('compares the names of a ship as ship names, points at the property and not at a place in it, and says by which statement', () => {
    expect(mentionsOf('Vessel', statements)).toEqual([
      { kind: 'vessel_name', raw: 'Rainer D', pointer: '/properties/name', statementSeq: 0 },
      { kind: 'vessel_name', raw: 'Sara Regina', pointer: '/properties/previousName', statementSeq: 1 },
      { kind: 'imo', raw: '9074729', pointer: '/properties/imoNumber', statementSeq: 2 },
      { kind: 'vessel_name', raw: 'RAINER-D', pointer: '/properties/name', statementSeq: 4 },
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
    expect(propertyFacts('Person', prop)).toBeDefined();
    expect(mentionsOf('Person', kept(said(prop, 'X 1')))[0]?.kind).toBe(kind);
  });
});

describe('a relation', () => {
  const ends = [said('owner', ID), said('asset', OTHER)];

  it('needs both its ends', () => {
    expect(namingFault('Ownership', ends)).toEqual([]);
    expect(namingFault('Ownership', [ends[0]!])).toMatchObject([{ code: 'END_MISSING', message: 'State asset' }]);
  });

  it.each<[EntitySchema, string, EntitySchema, boolean]>([
    ['Family', 'relative', 'Vessel', false],
    ['Family', 'relative', 'Person', true],
    ['Ownership', 'owner', 'Person', true],
    ['Ownership', 'asset', 'Person', false],
    ['Ownership', 'asset', 'Vessel', true],
    ['Ownership', 'asset', 'Company', true],
    ['Membership', 'organization', 'Company', true],
    ['UnknownLink', 'subject', 'Address', true],
    ['UnknownLink', 'subject', 'Ownership', false],
    ['Person', 'addressEntity', 'Address', true],
    ['Person', 'addressEntity', 'Person', false],
  ])('%s.%s takes a %s: %s', (schema, prop, target, takes) => {
    expect(rangeFault(schema, prop, target) === undefined).toBe(takes);
  });

  it('joins nothing to itself, whoever says which end', () => {
    expect(selfFaults('Family', [said('person', ID), said('relative', ID.toUpperCase())])).toHaveLength(2);
    expect(selfFaults('Family', [said('relative', ID)], [said('person', ID)])).toMatchObject([
      { pointer: '/statements/0/value', code: 'SELF_RELATION' },
    ]);
    expect(selfFaults('Ownership', ends)).toEqual([]);
    expect(selfFaults('Person', [said('name', ID)])).toEqual([]);
  });

  it('is called by its ends, and says where one cannot be named', () => {
    const names = new Map([[ID, 'Jean Pierre']]);
    const statements = kept(...ends, said('role', 'charterer'));
    expect(captionOf('Ownership', statements, (id) => names.get(id))).toBe('Jean Pierre owns ? (charterer)');
  });
});

describe('disagreement', () => {
  it('is two values where there can be one, and not a more exact one', () => {
    const dates = [said('birthDate', '1977'), said('birthDate', '1977-03-30', { source: 'UN list' })];
    expect(disagreementsOf(dates)).toEqual([]);
    expect(disagreementsOf([...dates, said('birthDate', '1976', { source: 'press' })])).toEqual([
      {
        prop: 'birthDate',
        values: [
          { value: '1977', sources: ['bill of lading'] },
          { value: '1977-03-30', sources: ['UN list'] },
          { value: '1976', sources: ['press'] },
        ],
      },
    ]);
    expect(disagreementsOf([said('alias', 'A'), said('alias', 'B')])).toEqual([]);
  });
});

describe('odd names', () => {
  it.each([
    ['Jean Pierre', []],
    ['李', ['ONE_LETTER']],
    ['🔫🔫', ['NO_LETTERS']],
    ['A', ['ONE_LETTER']],
    ['Jean\u202Eerre', ['BIDI_CONTROL']],
    ['Je\u200Ban', ['ZERO_WIDTH']],
    ['Jean\u0007', ['CONTROL_CHARACTER']],
  ])('%j is flagged %j', (name, flags) => {
    expect(nameFlags(name)).toEqual(flags);
  });
});
