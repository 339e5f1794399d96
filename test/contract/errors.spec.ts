import fs from 'node:fs';
import path from 'node:path';
import '../../src/app.module';
import { errorCatalogue } from '../../src/kernel/domain-error';
import { statusOf } from '../../src/platform/http/problem.filter';
import { readOpenApi } from '../support/openapi';

const SOURCE = path.resolve(__dirname, '../../src');
const catalogue = errorCatalogue();

const files = (folder: string): string[] =>
  fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.spec\.ts$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));

it('has codes of the form MODULE.REASON, each with a title and advice, and a status', () => {
  expect(catalogue.length).toBeGreaterThan(30);
  for (const { code, title, advice, kind } of catalogue) {
    expect(code).toMatch(/^[A-Z][A-Z_]+\.[A-Z][A-Z_0-9]+$/);
    expect([code, title.length > 5, advice.length > 10, statusOf(kind) >= 400]).toEqual([code, true, true, true]);
  }
});

it('declares no error that nothing throws', () => {
  const text = files(SOURCE)
    .map((file) => fs.readFileSync(file, 'utf8'))
    .join('\n');
  const unused = catalogue.filter(({ code }) => {
    const reason = code.split('.')[1]!;
    // Used as X.REASON, or taken out of its catalogue by name; the declaration itself is neither.
    return !new RegExp(`\\b[A-Z_]+\\.${reason}\\b|'${code.replace('.', '\\.')}'`).test(text);
  });
  expect(unused.map(({ code }) => code)).toEqual([]);
});

it('names in the OpenAPI document only codes that exist', () => {
  const known = new Set(catalogue.map(({ code }) => code));
  const named = new Set(JSON.stringify(readOpenApi().paths).match(/`[A-Z_]+\.[A-Z_0-9]+`/g) ?? []);
  expect([...named].map((quoted) => quoted.slice(1, -1)).filter((code) => !known.has(code))).toEqual([]);
  expect(named.size).toBeGreaterThan(15);
});

it('is written in docs/errors.md, code by code', () => {
  const page = fs.readFileSync(path.resolve(SOURCE, '../docs/errors.md'), 'utf8');
  const listed = [...page.matchAll(/^\| `([A-Z_0-9.]+)` \| (\d{3}) \|/gm)].map(
    ([, code, status]) => `${code} ${status}`,
  );
  expect(listed).toEqual(catalogue.map(({ code, kind }) => `${code} ${statusOf(kind)}`));
});
