import { Readable } from 'node:stream';
import { type Chance, chance, mutated } from '../../../platform/files/mutations.factory';
import { FileSyntaxError } from '../../../platform/files/file-syntax.errors';
import { handmadeList } from './handmade-list.factory';
import type { ListCounts } from './list-entry.types';
import { readList } from './list.parser';

const ftm = Buffer.from(
  [
    '{"id":"a-1","schema":"Person","properties":{"name":["Jonas Lakay"],"weakAlias":["Ti Jo"],"birthDate":["1997"],"nationality":["ht"]}}',
    '{"id":"a-2","schema":"Vessel","properties":{"name":["TEST VESSEL"],"imoNumber":["IMO9074729"],"flag":["pa"]}}',
    '{"id":"a-3","schema":"Address","properties":{"full":["Port-au-Prince"]}}',
    '{"id":"a-4","schema":"Organization","properties":{"name":["Baz Test"],"program":["Haiti"]}}',
  ].join('\n'),
);
const csv = Buffer.from(`name,schema,aliases,birthDate,country,reference,notes,more
Jonas Lakay,person,Ti Jo; Jo,1997,Haiti,L-1,"a ""gang"" leader
of two lines",x\nBaz Test,gang,,,HT,L-2,,\n`);
const fixtures = { un: Buffer.from(handmadeList()), ftm, csv };
const inserts = [
  '<',
  '>',
  '&',
  '"',
  '\n',
  ',',
  ';',
  '\0',
  '{',
  '}',
  '[',
  '\ufeff',
  '<!DOCTYPE x>',
  '<INDIVIDUAL>',
  '</ENTITY>',
  '\\ud800',
];

const spoiling = { inserts, changes: 3, longest: (next: Chance) => (next(4) === 0 ? 2000 : 60), cutOneIn: 12 };

/** What the file holds, counted without our readers; a table counts its rows itself, as quotes may join them. */
function present(bytes: Buffer, form: string): number | undefined {
  const text = bytes.toString('utf8');
  if (form === 'un') {
    const marked = text.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g, '');
    return marked.match(/<(?:INDIVIDUAL|ENTITY)(?=[\s/>])/g)?.length ?? 0;
  }
  return form === 'ftm'
    ? text.split('\n').filter((line) => line.replace(/\ufeff/g, '').trim() !== '').length
    : undefined;
}

/** Reads or refuses: nothing else may happen, and none of it may take long. */
async function outcome(bytes: Buffer, cut: number, form: string): Promise<ListCounts | undefined> {
  const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)].filter(({ length }) => length > 0);
  const begun = Date.now();
  let format = '';
  let entries = 0;
  let warnings = 0;
  let counts: ListCounts | undefined;
  const keys = new Set<string>();
  try {
    for await (const part of readList(Readable.from(chunks))) {
      if (part.type === 'header') format = part.header.format;
      else if (part.type === 'warning') warnings += 1;
      else if (part.type === 'end') counts = part.counts;
      else {
        entries += 1;
        keys.add(part.entry.sourceId);
      }
    }
    expect(counts).toMatchObject({ entries });
    expect(keys.size).toBe(entries);
    if (counts!.rejected > 0) expect(warnings).toBeGreaterThan(0);
    const held = format === { un: 'UN_XML', ftm: 'FTM', csv: 'CSV' }[form] ? present(bytes, form) : undefined;
    if (held !== undefined) expect(counts!.entries + counts!.rejected + counts!.passedOver).toBe(held);
  } catch (error) {
    if (!(error instanceof FileSyntaxError)) throw error;
    expect(error.line).toBeGreaterThan(0);
    counts = undefined;
  }
  expect(Date.now() - begun).toBeLessThan(5_000);
  return counts;
}

it.each(Object.entries(fixtures))(
  '%s: 1,000 mutations are read or refused, and no entry is lost unseen',
  async (form, file) => {
    const next = chance(20260227);
    let read = 0;
    for (let i = 0; i < 1_000; i += 1) {
      const bytes = mutated(file, next, spoiling);
      if (await outcome(bytes, next(bytes.length + 1), form)) read += 1;
    }
    expect(read).toBeGreaterThan(100);
  },
  60_000,
);

it.each([
  ['nothing', '', 'EMPTY'],
  ['white space', '  \n', 'EMPTY'],
  ['a picture', '\u0089PNG\r\n\u001a\n\0', 'UNKNOWN_FORMAT'],
  ['prose', 'Dear colleague,\nplease find attached', 'UNKNOWN_FORMAT'],
  ['a list in a JSON array', '[{"name":"x"}]', 'UNKNOWN_FORMAT'],
  ['a bomb of entities', `<!DOCTYPE a [${'<!ENTITY b "cccccccc">'.repeat(100)}]><a>&b;</a>`, 'DOCTYPE_REFUSED'],
])('%s is no list', async (_, text, code) => {
  const read = async (): Promise<void> => {
    for await (const part of readList(Readable.from(text === '' ? [] : [Buffer.from(text)])))
      expect(part.type).not.toBe('entry');
  };
  await expect(read()).rejects.toMatchObject({ code });
});
