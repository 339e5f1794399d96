/** The separator of a table, from its first rows. */

const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];
/** Titles and letterheads stand above the names of the columns, but not many rows of them. */
export const HEAD_WITHIN = 20;

/** The first records, as far as quotes let them go, and whether the text ends within one more. */
function recordsOf(text: string): { readonly records: readonly string[]; readonly rest: string } {
  const records: string[] = [];
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length && records.length < HEAD_WITHIN; i += 1) {
    if (text[i] === '"') quoted = !quoted;
    else if (!quoted && (text[i] === '\n' || text[i] === '\r')) {
      if (i > from) records.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return { records, rest: text.slice(from) };
}

const cellsOf = (record: string, delimiter: Delimiter): string[] =>
  record.split(delimiter).map((name) => name.replace(/^\s*"|"\s*$/g, ''));

/** The delimiter that stands most often outside quotes in a record. */
function commonest(record: string): Delimiter {
  const bare = record.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length - 1;
  return [...DELIMITERS].sort((a, b) => count(b) - count(a))[0] ?? ',';
}

/** The delimiter of the row with the names of the columns, or of the row that has most cells if none of the first is one. */
export function delimiterOf(text: string, isHead: (names: readonly string[]) => boolean): Delimiter {
  const { records, rest } = recordsOf(text);
  const candidates = records.length > 0 ? records : [rest];
  const head = candidates.find((record) => isHead(cellsOf(record, commonest(record))));
  const widest = [...candidates].sort((a, b) => b.split(commonest(b)).length - a.split(commonest(a)).length)[0];
  return commonest(head ?? widest ?? '');
}

/** "Serial No." and "serial_no" are one name, "N\u00b0 DOC" and "no_doc" too. Letters of any script are kept. */
export const columnKey = (name: string): string =>
  name
    .replace(/n[\u00b0\u02da]/gi, 'no')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
