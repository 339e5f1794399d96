import fc from 'fast-check';
import { findingKeys } from './finding-keys.rules';
import { match } from './match.rules';
import type { MatchEntity, MatchSchema, NameFlag } from './matching.types';
import { prepare } from './prepare.rules';

const SCHEMAS: readonly MatchSchema[] = ['Person', 'Organization', 'Company', 'Vessel'];
const named = (name: string, schema: MatchSchema = 'Person'): MatchEntity => ({ schema, names: [name] });

const ODD: readonly (readonly [string, string, readonly NameFlag[]])[] = [
  ['nothing', '', ['EMPTY']],
  ['blanks', ' \t\n ', ['EMPTY']],
  ['one letter', 'a', ['ONE_LETTER']],
  ['emoji', '😀🚢', ['NO_LETTERS']],
  ['punctuation', '---(")', ['NO_LETTERS']],
  ['bidi overrides', '\u202eJean\u202c Casimir', ['BIDI_CONTROL']],
  ['zero width', 'Je\u200ban Casi\ufeffmir', ['ZERO_WIDTH']],
  ['a lone surrogate', '\ud83dJean Casimir', ['LONE_SURROGATE']],
  ['controls', 'Jean\u0000Casimir', ['CONTROL_CHARACTER']],
  ['10,000 letters', 'a'.repeat(10_000), ['CUT']],
  ['5,000 words', 'ab '.repeat(5_000), ['CUT']],
  ['30 words', Array.from({ length: 30 }, (_, at) => `mot${'abcdefghijklmnopqrstuvwxyzabcd'[at]}`).join(' '), ['CUT']],
];

describe('odd names', () => {
  it.each(ODD)('%s', (_title, name, flags) => {
    expect(prepare(named(name)).flags).toEqual(flags);
    expect(match(named(name), named('Wilner Dorsaint')).matched).toBe(false);
    expect(match(named(name), named('Wilner Dorsaint')).flags).toEqual(flags);
  });
  it.each(['', 'a', '😀', '\u202e'])('%j names nobody, even twice', (name) => {
    expect(match(named(name), named(name)).matched).toBe(false);
  });
  it.each(['\u202eJean\u202c Casimir', 'Je\u200ban Casi\ufeffmir', '\ud83dJean Casimir', 'Jean\u0000Casimir'])(
    '%j is read all the same',
    (name) => {
      expect(match(named(name), named('Jean Casimir')).score).toBe(1);
    },
  );
  it.each(['(', '"', "'", 'a.', 'a/', 'ﷺ', '\u0301', '山', '1 ', 'alias ', '한', "l'", 'a,', ' x'])(
    '%j ten thousand times takes no time',
    (piece) => {
      const name = piece.repeat(10_000);
      const startedAt = process.cpuUsage();
      for (const schema of SCHEMAS) {
        match(named(name, schema), named(name, schema));
        expect(findingKeys(prepare(named(name, schema))).length).toBeLessThanOrEqual(400);
      }
      expect(process.cpuUsage(startedAt).user).toBeLessThan(2_000_000);
    },
  );
  it('takes a party without names and with thousands', () => {
    expect(match({ schema: 'Person', names: [] }, named('Jean'))).toMatchObject({
      score: 0,
      features: [],
      heldBackBy: ['noName'],
    });
    const many: MatchEntity = {
      schema: 'Person',
      names: Array.from({ length: 5_000 }, (_, at) => `Jean Casimir ${at}`),
    };
    expect(prepare(many).names.length).toBeLessThanOrEqual(60);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        'jean',
        'Jn',
        'pierre',
        'al-',
        "L'",
        'Saint',
        '400',
        'II',
        'S.A.',
        'Ltd',
        '"',
        '(',
        'alias',
        '/',
        '金',
        'محمد',
        '김정은',
        'x',
      ),
      { maxLength: 9 },
    )
    .map((words) => words.join(' ')),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 }).map((codes) => String.fromCharCode(...codes)),
);
const anyEntity = fc.record({
  schema: fc.constantFrom(...SCHEMAS, 'LegalEntity' as const),
  names: fc.array(
    fc.oneof(anyText, fc.record({ value: anyText, quality: fc.constantFrom('main', 'strong', 'weak') })),
    { maxLength: 3 },
  ),
  identifiers: fc.array(fc.record({ kind: fc.constantFrom('imo', 'passport', 'other'), value: anyText }), {
    maxLength: 2,
  }),
  birthDates: fc.array(fc.constantFrom('1977', '1977-03', '1977-03-30', '1990-01-01', 'x', ''), { maxLength: 2 }),
  countries: fc.array(fc.constantFrom('HT', 'DO', 'US'), { maxLength: 2 }),
}) as fc.Arbitrary<MatchEntity>;

describe('whatever is compared', () => {
  it('is scored within 0 and 1, the same from both sides and each time', () => {
    fc.assert(
      fc.property(anyEntity, anyEntity, (one, other) => {
        const { score, matched, threshold, heldBackBy, features } = match(one, other);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(match(other, one).score).toBe(score);
        expect(match(one, other)).toEqual(match(one, other));
        expect(matched).toBe(score >= threshold);
        if (!matched && features.length > 0 && score < 1) expect(heldBackBy.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
  it('is itself, unless nothing names it', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...SCHEMAS), (name, schema) => {
        const { names } = prepare(named(name, schema));
        const names0 = names[0];
        fc.pre(names0 !== undefined && names0.forms.every(({ key }) => key.length > 1));
        expect(match(named(name, schema), named(name, schema)).score).toBe(1);
      }),
      { numRuns: 300 },
    );
  });
});
