import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHeadsFile } from './heads-file';
import { keys, memoryLog, ORGANISATION } from '../../../test/support/memory-log';

const log = memoryLog(20);
const file = join(mkdtempSync(join(tmpdir(), 'lambi-heads-')), 'heads.jsonl');
const text = `${log.outsideLines.join('\n')}\n`;

describe('the heads file', () => {
  it('gives the heads of each log in their order, repetitions once', async () => {
    writeFileSync(file, text + text.split('\n').at(-2)! + '\n\n');
    const heads = await readHeadsFile(file, keys);
    expect(heads).toMatchObject({ count: log.outsideLines.length + 1, faults: [], warnings: [] });
    expect(heads?.byLog.get(ORGANISATION)?.map((head) => head.size)).toEqual([7, 14, 20]);
  });

  it('takes a last line without an end for one that is being written, other broken lines for faults', async () => {
    writeFileSync(file, text + text.slice(0, 80));
    expect(await readHeadsFile(file, keys)).toMatchObject({
      faults: [],
      warnings: [expect.stringContaining('line 7')],
    });
    appendFileSync(file, `\n${text}`);
    const [fault, ...more] = (await readHeadsFile(file, keys))?.faults ?? [];
    expect(fault).toMatchObject({ fault: 'outside head not valid', detail: 'line 7, the line is not a signed head' });
    expect(more.map((other) => other.fault)).toEqual(['outside head shrinks', 'outside head shrinks']);
  });

  it('tells an empty file from none', async () => {
    writeFileSync(file, '');
    expect(await readHeadsFile(file, keys)).toMatchObject({ count: 0, faults: [], warnings: [] });
    expect(await readHeadsFile(`${file}.none`, keys)).toBeNull();
  });
});
