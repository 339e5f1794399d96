import { COMMON_PASSWORDS } from './common-passwords.cases';
import { mayBePassword } from './password.rules';

const EMAIL = 'marie.liaison@agd.example';
const reasons = (password: string, email = EMAIL): string[] => {
  const verdict = mayBePassword(password, email);
  return verdict.allowed ? [] : verdict.reasons.map(({ code }) => code);
};

describe('password rules', () => {
  it.each([
    ['seven letters', 'abzdefg', ['TOO_SHORT']],
    ['eight letters', 'kzdwefgq', []],
    ['eight emoji, counted as eight', '🐚🐢🦜🌴🥭🌊⛵🪘', []],
    ['seven emoji, fourteen UTF-16 units', '🐚🐢🦜🌴🥭🌊🪘', ['TOO_SHORT']],
    ['128 characters', 'xy'.repeat(64), []],
    ['129 characters', `${'xy'.repeat(64)}z`, ['TOO_LONG']],
    ['no capital, digit or sign', 'the conch is blown at dawn', []],
    ['a well-known one', 'password123', ['WELL_KNOWN']],
    ['a well-known one in capitals', 'QWERTYUIOP', ['WELL_KNOWN']],
    ['the name of the address', 'xx-Marie.Liaison-xx', ['CONTAINS_ADDRESS']],
  ])('%s', (_, password, expected) => {
    expect(reasons(password)).toEqual(expected);
  });

  it('does not refuse a password for a name of three letters', () => {
    expect(reasons('a long sentence by ann', 'ann@agd.example')).toEqual([]);
  });

  it('names every reason at once', () => {
    expect(reasons('marie', 'marie@agd.example')).toEqual(['TOO_SHORT', 'CONTAINS_ADDRESS']);
  });

  it('lists only passwords that would pass the length', () => {
    expect(COMMON_PASSWORDS.size).toBeGreaterThanOrEqual(100);
    for (const password of COMMON_PASSWORDS) {
      expect(password).toBe(password.toLowerCase());
      expect([...password].length).toBeGreaterThanOrEqual(7);
    }
  });
});
