import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runMatchEvaluate } from './match-evaluate';
import { runMatchScreen } from './match-screen';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-match-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const at = path.join(folder, name);
  fs.writeFileSync(at, text);
  return at;
};

const NAMES = path.join(process.env['LAMBI_SHARED_DATA'] ?? '../shared/data', 'names');
const names = (name: string): string => path.join(NAMES, name);
const withData = fs.existsSync(NAMES) ? describe : describe.skip;

describe('match:evaluate', () => {
  it('counts what is right, wrong and missed', () => {
    const pairs = file(
      'pairs.csv',
      'schema,name1,name2,is_match\nPerson,Jean Casimir,"CASIMIR, Jean",true\nPerson,Jean Casimir,Jean Dorsaint,false\n' +
        'Person,Wilner Exantus,Marie Rose,true\nPerson,Jean Casimir,Jean Kasimi,false\n',
    );
    expect(runMatchEvaluate([pairs])).toEqual({
      exitCode: 0,
      output: {
        ok: true,
        pairs: 4,
        threshold: 0.7,
        precision: 0.5,
        recall: 0.5,
        f1: 0.5,
        bestThreshold: 0.905,
        bestF1: 0.6667,
      },
    });
  });
  it.each([
    ['no file', [], 'usage'],
    ['a missing file', [path.join(folder, 'none')], 'cannot be read'],
    ['another table', [file('other.csv', 'a,b\n1,2\n')], 'no column schema, name1, name2, is_match'],
    ['no CSV', [file('broken.csv', 'schema,"name1\n')], 'not CSV'],
  ])('refuses %s', (_title, args, message) => {
    const answer = runMatchEvaluate(args) as { exitCode: number; output: { message: string } };
    expect(answer.exitCode).toBe(2);
    expect(answer.output.message).toContain(message);
  });
  it('answers an empty table', () => {
    expect(runMatchEvaluate([file('empty.csv', 'schema,name1,name2,is_match\n')]).output).toMatchObject({
      pairs: 0,
      f1: 0,
    });
  });
});

describe('match:screen', () => {
  const list = file('list.csv', 'full_name\nJean Robert Casimir\nMarie Dorsaint\n');
  it('says how many targets are found', () => {
    const queries = file(
      'queries.csv',
      'full_name,target\n"CASIMIR, J. Robert",Jean Robert Casimir\nWilner Exantus,Marie Dorsaint\n',
    );
    expect(runMatchScreen([list, queries]).output).toMatchObject({
      queries: 2,
      recallAt1: 0.5,
      recallAt5: 0.5,
      hitRate: 0.5,
    });
  });
  it('needs no targets', () => {
    const queries = file('strangers.csv', 'full_name\nWilner Exantus\n');
    expect(runMatchScreen([list, queries]).output).toMatchObject({
      queries: 1,
      recallAt1: null,
      recallAt5: null,
      hitRate: 0,
    });
  });
  it('refuses a file without names', () => {
    expect(runMatchScreen([list, file('nameless.csv', 'name\nx\n')])).toMatchObject({ exitCode: 2 });
    expect(runMatchScreen([list])).toMatchObject({ exitCode: 2 });
  });
});

withData('on the shared data, at one default threshold', () => {
  it.each([
    ['pairs-dev.csv', 0.9],
    ['haiti-pairs-dev.csv', 0.93],
  ])('%s reaches F1 %s', (pairs, atLeast) => {
    expect((runMatchEvaluate([names(pairs)]).output as { f1: number }).f1).toBeGreaterThanOrEqual(atLeast);
  });
  it('finds distorted names of listed persons', () => {
    const { output } = runMatchScreen([names('un-persons.csv'), names('un-persons-distorted-dev.csv')]);
    expect((output as { recallAt5: number }).recallAt5).toBeGreaterThanOrEqual(0.95);
  });
  // One in five of the ten thousand: the command itself is run on all of them (docs/matching.md).
  it.each(['negatives-global-10k.csv', 'negatives-us-10k.csv'])('%s: strangers raise no alert', (strangers) => {
    const lines = fs.readFileSync(names(strangers), 'utf8').split('\n');
    const some = file(strangers, lines.filter((_, at) => at % 5 === 0).join('\n'));
    const { output } = runMatchScreen([names('un-persons.csv'), some]);
    expect((output as { hitRate: number }).hitRate).toBeLessThan(0.01);
  });
});
