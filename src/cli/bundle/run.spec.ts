import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runBundle } from './run';

/* Everything but sending works with no network; test/e2e/lambi-bundle.spec.ts sends. */
let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-bundle-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const said: string[] = [];
const form = (inspection: unknown) =>
  Promise.resolve(
    (inspection as { placeCountry?: string }).placeCountry
      ? { faults: [], draft: [] }
      : { faults: [{ pointer: '/placeCountry', code: 'MATCHES', message: 'placeCountry is missing' }], draft: [] },
  );
const run = (...args: string[]): Promise<{ exitCode: number; output: any }> =>
  runBundle(args, { env: {}, form, say: (words) => void said.push(words) });
const put = (place: string, content: string | object): void => {
  const file = path.join(folder, place);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
};
const bundle = (): string => path.join(folder, 'bundle.ndjson');
const lines = (): any[] =>
  fs
    .readFileSync(bundle(), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('lambi-bundle make', () => {
  it('makes a line of each JSON file and each folder, with the photos beside them', async () => {
    put('seizure-7.json', { placeCountry: 'HT' });
    put('seizure-7-door.jpg', 'door');
    put('seizure-7.jpg', 'all');
    put('seizure-70.json', { placeCountry: 'HT', narrative: '70' });
    put('seizure-70 seal.jpg', 'seal');
    put('box/whatever.json', { placeCountry: 'DO' });
    put('box/IMG_0001.HEIC', 'image');
    put('Thumbs.db', 'x');
    expect(await run('make', folder)).toMatchObject({
      exitCode: 0,
      output: { ok: true, records: 3, photos: 4, faults: [] },
    });
    expect(lines().map(({ photos }) => photos.map(({ name }: any) => name))).toEqual([
      ['IMG_0001.HEIC'],
      ['seizure-7-door.jpg', 'seizure-7.jpg'],
      ['seizure-70 seal.jpg'],
    ]);
  });

  it('gives the same bundle again, byte for byte, and keeps references when contents change', async () => {
    put('a.json', { placeCountry: 'HT' });
    await run('make', folder);
    const first = fs.readFileSync(bundle(), 'utf8');
    await run('make', folder);
    expect(fs.readFileSync(bundle(), 'utf8')).toBe(first);
    put('a.json', { placeCountry: 'HT', narrative: 'more' });
    await run('make', folder);
    const [before, after] = [JSON.parse(first), lines()[0]];
    expect(after.clientRef).toBe(before.clientRef);
    expect(after.sha256).not.toBe(before.sha256);
  });

  it.each<[string, string, string | object, string, string | undefined]>([
    ['a field that is not right', 'a.json', { narrative: 'x' }, 'MATCHES', '/placeCountry'],
    ['a key twice', 'a.json', '{"placeCountry":"HT","placeCountry":"DO"}', 'DUPLICATE_KEY', '/placeCountry'],
    ['no JSON', 'a.json', 'placeCountry: HT', 'SYNTAX', ''],
    ['a list', 'a.json', '[]', 'IS_OBJECT', ''],
    ['a reference that is none', 'a.json', { placeCountry: 'HT', clientRef: 7 }, 'IS_UUID', '/clientRef'],
    ['a photo of nothing', 'lost.jpg', 'x', 'BELONGS_TO_NOTHING', undefined],
    ['an empty photo', 'good-1.jpg', '', 'EMPTY_PHOTO', undefined],
    ['a folder without an inspection', 'box/IMG.jpg', 'x', 'NO_INSPECTION', undefined],
    ['a folder in a folder', 'box/inner/a.json', { placeCountry: 'HT' }, 'NOT_A_FILE', undefined],
  ])('tells of %s, by file and field, and makes the rest', async (_, place, content, code, field) => {
    put('good.json', '\ufeff{"placeCountry":"HT"}');
    put(place, content);
    const { exitCode, output } = await run('make', folder);
    expect(exitCode).toBe(1);
    expect(output.faults).toContainEqual(expect.objectContaining({ code, ...(field !== undefined && { field }) }));
    expect(lines()).toHaveLength(1);
  });

  it('warns of a clock that is off', async () => {
    put('a.json', { placeCountry: 'HT', examinedAt: '2099-01-01T00:00:00Z' });
    expect((await run('make', folder)).output).toMatchObject({
      ok: true,
      warnings: [{ code: 'EXAMINED_IN_FUTURE' }, {}],
    });
  });
});

describe('lambi-bundle check', () => {
  it('finds what was changed by hand, cut, or named twice', async () => {
    put('a.json', { placeCountry: 'HT' });
    put('b.json', { placeCountry: 'DO' });
    await run('make', folder);
    expect(await run('check', bundle())).toMatchObject({ exitCode: 0, output: { ok: true, records: 2 } });
    const text = fs.readFileSync(bundle(), 'utf8');
    fs.writeFileSync(bundle(), text.replace('"placeCountry":"HT"', '"placeCountry":"JM"'));
    expect((await run('check', bundle())).output.faults).toMatchObject([{ where: 'line 1', code: 'HASH_MISMATCH' }]);
    fs.writeFileSync(bundle(), text.slice(0, -20));
    expect((await run('check', bundle())).output.faults).toMatchObject([{ where: 'line 2', code: 'CUT' }]);
    const [a, b] = lines0(text);
    fs.writeFileSync(bundle(), `${a}\n${b!.replace(/"clientRef":"[^"]*"/, /"clientRef":"[^"]*"/.exec(a!)![0])}\n`);
    expect((await run('check', bundle())).output.faults).toMatchObject([{ where: 'line 2', code: 'REFERENCE_TWICE' }]);
  });

  it('of a folder writes nothing', async () => {
    put('a.json', { placeCountry: 'HT' });
    expect(await run('check', folder)).toMatchObject({ exitCode: 0, output: { records: 1 } });
    expect(fs.readdirSync(folder)).toEqual(['a.json']);
  });
});
const lines0 = (text: string): string[] => text.trimEnd().split('\n');

describe('lambi-bundle', () => {
  it.each([
    [[]],
    [['steal', 'x']],
    [['make']],
    [['make', 'x', '--url', 'http://x']],
    [['send', 'x', '--url', 'http://x']],
    [['send', 'x', '--key', 'k', '--url', 'ftp://x']],
    [['send', 'x', '--key', 'k', '--url', 'http://x', '--attempts', '0']],
    [['check', '/nowhere/at/all']],
    [['status', '/nowhere/at/all']],
  ])('used wrongly answers 2: %j', async (args) => {
    expect(await run(...args)).toMatchObject({ exitCode: 2, output: { ok: false } });
  });

  it('says what is still to be sent', async () => {
    put('a.json', { placeCountry: 'HT' });
    await run('make', folder);
    expect(await run('status', bundle())).toMatchObject({ exitCode: 3, output: { lines: 1, received: 0, notSent: 1 } });
  });
});
