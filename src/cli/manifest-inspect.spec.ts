import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runManifestInspect } from './manifest-inspect';

const demo = resolve(__dirname, '../../seeds/demo/awmds-cap-haitien.xml');

describe('manifest:inspect', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'lambi-inspect-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const written = (content: string): string => {
    const file = join(folder, 'file');
    writeFileSync(file, content);
    return file;
  };

  it('says what is in the demo manifest', async () => {
    expect(await runManifestInspect([demo])).toEqual({
      exitCode: 0,
      output: {
        format: 'AWMDS',
        bills: 3,
        containers: 4,
        distinctContainers: 3,
        packages: 812,
        grossMassKg: 32245.75,
        parties: 9,
        warnings: [
          expect.objectContaining({ code: 'HS_CODE_IN_TEXT', billReference: 'RNDCAP024W001' }),
          expect.objectContaining({ code: 'PLACEHOLDER_PARTY', billReference: 'RNDCAP024W002' }),
          expect.objectContaining({ code: 'HS_CODE_IN_TEXT', billReference: 'RNDCAP024W002' }),
          expect.objectContaining({ code: 'PLACEHOLDER_PARTY', billReference: 'RNDCAP024W003' }),
        ],
      },
    });
  });

  it('names code, message, line and bill of each warning', async () => {
    const { exitCode, output } = await runManifestInspect([written('bl_no,packages\nB1,x\n')]);
    expect(exitCode).toBe(0);
    expect(output).toMatchObject({
      format: 'CSV',
      bills: 1,
      warnings: [{ code: 'BAD_NUMBER', message: 'packages "x" cannot be read', line: 2, billReference: 'B1' }],
    });
  });

  it.each([
    ['crossed tags', '<Awmds>\n<Bol_segment></Awmds>', { code: 'MALFORMED', line: 2, column: expect.any(Number) }],
    ['prose', 'hello', { code: 'UNKNOWN_FORMAT', line: 1, column: 1 }],
    ['nothing', '', { code: 'EMPTY', line: 1, column: 1 }],
  ])('exits with 1 for %s and says where', async (_, content, error) => {
    expect(await runManifestInspect([written(content)])).toMatchObject({
      exitCode: 1,
      output: { format: null, error },
    });
  });

  it('exits with 1 for a file that is not there, and with 2 for wrong use', async () => {
    const missing = await runManifestInspect([join(folder, 'absent')]);
    expect(missing).toMatchObject({ exitCode: 1, output: { format: null, error: { code: 'ENOENT', line: null } } });
    for (const args of [[], ['a', 'b'], ['']]) {
      expect(await runManifestInspect(args)).toMatchObject({ exitCode: 2, output: { error: { code: 'USAGE' } } });
    }
  });
});

describe('the import graph of manifest:inspect', () => {
  it('holds no framework and no database', () => {
    const seen = new Set<string>();
    const visit = (file: string): string[] => {
      if (seen.has(file)) return [];
      seen.add(file);
      const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export)(?! type)[^;]*? from '([^']+)';/gms);
      return [...imports].flatMap(([, name = '']) =>
        name.startsWith('.') ? visit(`${resolve(file, '..', name)}.ts`) : [name],
      );
    };
    const packages = new Set(visit(resolve(__dirname, 'manifest-inspect.cli.ts')));
    expect([...packages].filter((name) => !name.startsWith('node:')).sort()).toEqual([
      'any-ascii',
      'csv-parse',
      'saxes',
      'yauzl',
    ]);
    expect(seen.size).toBeGreaterThan(15);
  });
});

const built = resolve(__dirname, '../../dist/src/cli/manifest-inspect.cli.js');
(existsSync(built) ? it : it.skip)('prints one line and ends with the code', () => {
  const { stdout, status } = spawnSync(process.execPath, [built], { encoding: 'utf8' });
  expect(stdout.split('\n')).toHaveLength(2);
  expect([status, (JSON.parse(stdout) as { error: { code: string } }).error.code]).toEqual([2, 'USAGE']);
});
