import { Readable } from 'node:stream';
import { readCsvList } from './csv-list.parser';
import type { ListEntry, ListPart } from './list-entry.types';

async function read(text: string | Buffer): Promise<ListPart[]> {
  const parts: ListPart[] = [];
  for await (const part of readCsvList(Readable.from([Buffer.from(text)]))) parts.push(part);
  return parts;
}
const entriesOf = (parts: readonly ListPart[]): ListEntry[] =>
  parts.flatMap((part) => (part.type === 'entry' ? [part.entry] : []));
const codesOf = (parts: readonly ListPart[]): unknown[] =>
  parts.flatMap((part) => (part.type === 'warning' ? [part.warning.code] : []));

const expected = {
  reference: 'L-1',
  sourceId: 'L-1',
  schema: 'Person',
  names: [
    { value: 'Jonas Lakay', kind: 'primary', quality: null },
    { value: 'Ti Jo', kind: 'alias', quality: null },
    { value: 'Jo', kind: 'alias', quality: null },
  ],
  births: [{ date: '1997-03-30', from: null, to: null, approximate: false, note: null }],
  nationalities: [{ code: 'HT' }],
  comments: 'gang leader',
};

it.each([
  ['English', 'name,schema,aliases,birthDate,country,reference,notes', 'person', 'Haiti', ','],
  ['French', 'Nom;Type;Surnoms;Date de naissance;Pays;N° de référence;Remarques', 'Personne', 'Haïti', ';'],
  ['Spanish', 'Nombre\tTipo\tApodos\tFecha de nacimiento\tPaís\tReferencia\tNotas', 'Persona', 'Haití', '\t'],
])('reads the columns in %s', async (_, head, schema, country, mark) => {
  const aliases = mark === ';' ? '"Ti Jo; Jo"' : 'Ti Jo; Jo';
  const row = ['Jonas Lakay', schema, aliases, '30/03/1997', country, 'L-1', 'gang leader'].join(mark);
  const parts = await read(`${head}\n${row}\n`);
  expect(codesOf(parts)).toEqual([]);
  expect(entriesOf(parts)).toMatchObject([expected]);
});

it('keeps a day that could be two as the year, unknown kinds and countries as written, and other columns as unmapped', async () => {
  const parts = await read('name,type,born,country,colour\nA,robot,04/05/1990,Utopia,red\nB,,circa 1970,,,extra\n');
  const [a, b] = entriesOf(parts);
  expect(a).toMatchObject({
    schema: 'LegalEntity',
    births: [{ date: '1990', note: 'written 04/05/1990' }],
    nationalities: [{ code: null, raw: 'Utopia' }],
    unmapped: [
      { element: 'schema', value: 'robot', line: 2 },
      { element: 'colour', value: 'red', line: 2 },
    ],
  });
  expect(b).toMatchObject({
    births: [{ date: '1970', approximate: true }],
    unmapped: [{ element: 'column 6', value: 'extra', line: 3 }],
  });
  expect(codesOf(parts)).toEqual(['UNKNOWN_COLUMN', 'BAD_VALUE', 'UNKNOWN_COUNTRY', 'AMBIGUOUS_DATE', 'ROW_LENGTH']);
});

it('has the name for a key where there is no reference, and the hash tells what changed', async () => {
  const [a] = entriesOf(await read('name,notes\nJonas Lakay,old\n'));
  const [b] = entriesOf(await read('name,notes\nMarie Test,x\nJonas Lakay,new\n')).slice(1);
  expect(a!.sourceId).toMatch(/^name:[0-9a-f]{32}$/);
  expect([b!.sourceId === a!.sourceId, b!.hash === a!.hash]).toEqual([true, false]);
});

it.each([
  ['windows-1252', Buffer.from('nom,alias\nH\u00e9rard,\n', 'latin1')],
  ['UTF-8 with a mark', Buffer.from('\ufeffnom,alias\nH\u00e9rard,\n')],
])('reads %s', async (_, bytes) => {
  expect(entriesOf(await read(bytes))[0]!.names[0]!.value).toBe('H\u00e9rard');
});

it.each([
  ['a table without names', 'a,b\n1,2\n', 'UNKNOWN_FORMAT'],
  ['a quote without end', 'name,notes\n"A,b\n', 'TRUNCATED'],
  ['nothing', '\n', 'EMPTY'],
])('refuses %s', async (_, text, code) => {
  await expect(read(text)).rejects.toMatchObject({ code, line: expect.any(Number) });
});
