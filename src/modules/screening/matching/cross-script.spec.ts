import fs from 'node:fs';
import path from 'node:path';
import { match } from './match.rules';

const FILE = path.join(process.env['LAMBI_SHARED_DATA'] ?? '../shared/data', 'names/cross-script-pairs.csv');
const rows = fs.existsSync(FILE)
  ? fs
      .readFileSync(FILE, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('#'))
      .map((line) => line.split(','))
  : [];
const scoreOf = (one: string, other: string): number =>
  match({ schema: 'Person', names: [one] }, { schema: 'Person', names: [other] }).score;

describe('names across scripts', () => {
  it.each([
    ['جان بطرس', 'Jan Butrus', 0.85],
    ['Жан Казимир', 'Jean Casimir', 0.8],
    ['王小明', 'Wang Xiaoming', 0.9],
    ['박지민', 'Pak Ji Min', 0.9],
    ['田村健一', 'Tamura Kenichi', 0.9],
  ])('%s and %s reach %s', (one, other, atLeast) => expect(scoreOf(one, other)).toBeGreaterThanOrEqual(atLeast));
  (rows.length > 0 ? it : it.skip)('reach the minimum scores of the shared pairs', () => {
    const low = rows.filter(([one = '', other = '', atLeast]) => scoreOf(one, other) < Number(atLeast));
    expect(rows.length).toBeGreaterThan(20);
    expect(low).toEqual([]);
  });
});
