import { findingKeys } from './finding-keys.rules';
import { HAITIAN_PAIRS } from './haitian-names.cases';
import { search, searchable } from './list-search.rules';
import type { MatchEntity } from './matching.types';
import { prepare } from './prepare.rules';
import { WORLD_PAIRS } from './world-names.cases';

const named = (name: string): MatchEntity => ({ schema: 'Person', names: [name] });

describe('finding keys', () => {
  it('find what the matcher joins', () => {
    const pairs = [...HAITIAN_PAIRS, ...WORLD_PAIRS].filter(([, , , isMatch]) => isMatch);
    const lost = pairs.filter(([schema, one, other]) => {
      const known = new Set(findingKeys(prepare({ schema, names: [one] })));
      return !findingKeys(prepare({ schema, names: [other] })).some((key) => known.has(key));
    });
    expect(lost).toEqual([]);
  });
  it('are few', () => {
    expect(findingKeys(prepare(named('Jean Robert Casimir'))).length).toBeLessThan(20);
  });
  it('hold identifiers', () => {
    const entity: MatchEntity = { ...named('Jean Casimir'), identifiers: [{ kind: 'passport', value: 'ab 12-345' }] };
    expect(findingKeys(prepare(entity))).toContain('i:AB12345');
  });
});

describe('a list searched by them', () => {
  const list = searchable(['Jean Robert Casimir', 'Jan Wobè Kazimi', 'Marie Dorsaint'].map(named));
  it('answers the best first', () => {
    expect(search(named('CASIMIR Jean Robert'), list).map(({ at }) => at)).toEqual([0]);
    expect(search(named('Jean Robert Casimir'), list)[0]).toEqual({ at: 0, score: 1 });
  });
  it('answers a stranger with nothing', () => expect(search(named('Wilner Exantus'), list)).toEqual([]));
  it('takes another threshold', () => {
    expect(search(named('Jean Bertrand Casimir'), list)).toEqual([]);
    expect(search(named('Jean Bertrand Casimir'), list, { threshold: 0.5 })).toEqual([{ at: 0, score: 0.6 }]);
  });
});

it('a party of many names is found by each of them', () => {
  const [one, two] = ['bcdfglmnprstv', 'aeiou'].map((letters) => [...letters]);
  const names = Array.from({ length: 60 }, (_, at) => {
    const word = (n: number): string => `${one![n % 13]}${two![n % 5]}${one![(n * 7 + 3) % 13]}${two![(n * 3) % 5]}n`;
    return `${word(at)}${word(at + 17)} ${word(at * 3 + 1)}${word(at + 29)} ${word(at * 5 + 2)}`;
  });
  const keys = new Set(findingKeys(prepare({ schema: 'Person', names })));
  expect(keys.size).toBeLessThanOrEqual(400);
  const lost = names.filter((name) => {
    const turned = name.split(' ').reverse().join(' ');
    return !findingKeys(prepare({ schema: 'Person', names: [turned] })).some(
      (key) => /^[bk]:/.test(key) && keys.has(key),
    );
  });
  expect(lost).toEqual([]);
});
