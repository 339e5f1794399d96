import { HAITIAN_PAIRS } from './haitian-names.cases';
import { match } from './match.rules';
import { WORLD_PAIRS } from './world-names.cases';

describe.each([
  ['Haitian names', HAITIAN_PAIRS],
  ['names of the world', WORLD_PAIRS],
])('%s', (_title, pairs) => {
  it.each(pairs)('%s: %s and %s: %s', (schema, one, other, isMatch) => {
    const result = match({ schema, names: [one] }, { schema, names: [other] });
    expect({ matched: result.matched, toldWhy: result.heldBackBy.length > 0 }).toEqual({
      matched: isMatch,
      toldWhy: !isMatch,
    });
  });
});
