import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hasExample, OPENAPI_FILE, operationsOf, readOpenApi, resolveSchema } from '../support/openapi';

/* The document is a promise: what is checked in is what the built program says of itself, and it says all a client needs. */
const ROOT = path.resolve(__dirname, '../..');
const REFRESH = 'run `npm run generate` and commit what it changes';

describe('what is generated', () => {
  let folder: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-generate-'));
    for (const args of [['scripts/build-if-stale.js'], ['dist/src/cli/generate.cli.js', folder]]) {
      const run = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
      if (run.status !== 0) throw new Error(`${args.join(' ')} failed:\n${run.stdout}${run.stderr}`);
    }
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it.each(['openapi.json', 'docs/errors.md'])('is checked in: %s', (name) => {
    const fresh = fs.readFileSync(path.join(folder, name), 'utf8');
    const kept = fs.existsSync(path.join(ROOT, name)) ? fs.readFileSync(path.join(ROOT, name), 'utf8') : '';
    if (fresh === kept) return;
    const [before, after] = [new Set(kept.split('\n')), new Set(fresh.split('\n'))];
    const gone = [...before].filter((line) => !after.has(line)).slice(0, 20);
    const come = [...after].filter((line) => !before.has(line)).slice(0, 20);
    throw new Error(`${name} is out of date: ${REFRESH}\n- ${gone.join('\n- ')}\n+ ${come.join('\n+ ')}`);
  });
});

const document = readOpenApi(OPENAPI_FILE);
const operations = operationsOf(document);
const faults = (fault: (one: (typeof operations)[number]) => boolean): string[] =>
  operations.filter(fault).map(({ name }) => name);

describe('every operation', () => {
  it('is there at all', () => expect(operations.length).toBeGreaterThan(40));

  it('has a name of its own, a summary and a tag', () => {
    expect(faults(({ operation }) => !operation.operationId || !operation.summary || !operation.tags?.length)).toEqual(
      [],
    );
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('says which action it is and who may, or why it needs no sign-in', () => {
    expect(faults(({ operation }) => !operation['x-action'] === !operation['x-public'])).toEqual([]);
    expect(faults(({ operation }) => Boolean(operation['x-action']) && !operation['x-roles']?.length)).toEqual([]);
  });

  it('names the ways to sign in exactly if it needs one', () => {
    const needsOne = ({ operation }: (typeof operations)[number]): boolean =>
      Boolean(operation['x-action']) && !operation['x-by-link'];
    expect(faults((one) => needsOne(one) !== (one.operation.security?.length ?? 0) > 0)).toEqual([]);
    expect(Object.keys(document.components.securitySchemes ?? {}).sort()).toEqual(['api-key', 'bearer']);
  });

  it('documents its answer and its refusals', () => {
    const statuses = (one: (typeof operations)[number]): string[] => Object.keys(one.operation.responses);
    expect(faults((one) => !statuses(one).some((status) => status.startsWith('2')))).toEqual([]);
    expect(
      faults((one) => {
        const expected = one.operation['x-action'] ? ['400', '401', '403', '404'] : [];
        const isHealth = one.path.startsWith('/health/');
        return (
          expected.some((status) => !statuses(one).includes(status)) ||
          (!isHealth && !statuses(one).some((status) => status.startsWith('4')))
        );
      }),
    ).toEqual([]);
  });

  it('answers refusals as problem documents that name their codes', () => {
    const vague = operations.flatMap(({ name, operation }) =>
      Object.entries(operation.responses)
        .filter(([status]) => status.startsWith('4'))
        .filter(
          ([, response]) =>
            !response.content?.['application/problem+json'] || !/`[A-Z_]+\.[A-Z_]+`/.test(response.description ?? ''),
        )
        .map(([status]) => `${name} ${status}`),
    );
    expect(vague).toEqual([]);
  });

  it('shows an example of the body it takes', () => {
    const without = operations.flatMap(({ name, operation }) => {
      const content = operation.requestBody?.content['application/json'];
      if (!content) return [];
      return content.example || content.examples || hasExample(document, content.schema) ? [] : [name];
    });
    expect(without).toEqual([]);
  });

  it('has a tag that says what it is for', () => {
    const described = new Set((document.tags ?? []).flatMap(({ name, description }) => (description ? [name] : [])));
    const without = operations.filter(({ operation }) => !(operation.tags ?? []).some((tag) => described.has(tag)));
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('describes its JSON body by a schema with properties', () => {
    const bare = operations.filter(({ operation }) => {
      const content = operation.requestBody?.content['application/json'];
      return content && Object.keys(resolveSchema(document, content.schema)?.properties ?? {}).length === 0;
    });
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it('asks for an Idempotency-Key or If-Match where its errors speak of them', () => {
    const header = (one: (typeof operations)[number], name: string): boolean =>
      (one.operation.parameters ?? []).some((parameter) => parameter.in === 'header' && parameter.name === name);
    expect(faults((one) => '428' in one.operation.responses && !header(one, 'If-Match'))).toEqual([]);
    expect(
      faults(
        (one) => JSON.stringify(one.operation.responses).includes('IDEMPOTENCY.') && !header(one, 'Idempotency-Key'),
      ),
    ).toEqual([]);
  });
});

it('has a version in every path but those of the health probes', () => {
  const paths = Object.keys(document.paths).filter((route) => !/^\/v1\//.test(route) && !/^\/health\//.test(route));
  expect(paths).toEqual([]);
  expect(document.servers).toEqual([{ url: '/' }]);
});

it('has one class behind each schema: a second of the same name would silently take its place', () => {
  const files = fs.readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const names = files
    .filter((file) => file.endsWith('.dto.ts'))
    .flatMap((file) => fs.readFileSync(path.join(ROOT, 'src', file), 'utf8').match(/(?<=^export class )\w+/gm) ?? []);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

it('has no reference that leads nowhere', () => {
  const references = JSON.stringify(document).match(/#\/components\/schemas\/[A-Za-z0-9_]+/g) ?? [];
  const lost = [...new Set(references)].filter((one) => !document.components.schemas[one.split('/').at(-1)!]);
  expect(lost).toEqual([]);
});
