import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { HeadsFile } from './heads-file.service';

describe('the heads file', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-heads-'));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it.each([
    ['a file that is not there', undefined, 'c\n'],
    ['an empty file', '', 'c\n'],
    ['whole lines', 'a\nb\n', 'a\nb\nc\n'],
    ['half a line that a crash left', 'a\nb\n{"at":"20', 'a\nb\nc\n'],
    ['half a line and nothing else', '{"at":"20', 'c\n'],
  ])('is appended to after %s', async (name, before, after) => {
    const file = path.join(folder, 'deeper', `${name}.jsonl`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if (before !== undefined) fs.writeFileSync(file, before);
    await new HeadsFile(file).append(['c\n']);
    expect(fs.readFileSync(file, 'utf8')).toBe(after);
  });
});
