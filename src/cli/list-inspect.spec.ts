import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handmadeList } from '../modules/screening/lists/handmade-list.factory';
import { runListInspect } from './list-inspect';

describe('list:inspect', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'lambi-list-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const written = (content: string): string => {
    const file = join(folder, 'file');
    writeFileSync(file, content);
    return file;
  };

  it('says what is in a list', async () => {
    expect(await runListInspect([written(handmadeList())])).toEqual({
      exitCode: 0,
      output: {
        format: 'UN_XML',
        generatedAt: '2026-02-27T00:00:09.554Z',
        individuals: 3,
        entities: 1,
        byListType: { 'Al-Qaida': 1, Haiti: 3 },
        haiti: { individuals: 2, entities: 1 },
        aliases: 5,
        withBirthDate: 2,
        documents: 2,
        rejected: 0,
        passedOver: 0,
        warnings: [
          expect.objectContaining({ code: 'BAD_DATE', reference: 'QDi.903' }),
          expect.objectContaining({ code: 'UNKNOWN_ELEMENT', line: expect.any(Number) }),
        ],
      },
    });
  });

  it.each([
    ['crossed tags', '<CONSOLIDATED_LIST>\n<INDIVIDUALS></CONSOLIDATED_LIST>', { code: 'MALFORMED', line: 2 }],
    ['prose', 'hello', { code: 'UNKNOWN_FORMAT', line: 1 }],
    ['nothing', '', { code: 'EMPTY', line: 1, column: 1 }],
  ])('exits with 1 for %s and says where', async (_, content, error) => {
    expect(await runListInspect([written(content)])).toMatchObject({ exitCode: 1, output: { format: null, error } });
  });

  it('exits with 1 for a file that is not there, and with 2 for wrong use', async () => {
    expect(await runListInspect([join(folder, 'absent')])).toMatchObject({
      exitCode: 1,
      output: { error: { code: 'ENOENT' } },
    });
    for (const args of [[], ['a', 'b'], ['']]) {
      expect(await runListInspect(args)).toMatchObject({ exitCode: 2, output: { error: { code: 'USAGE' } } });
    }
  });
});
