/**
 * A list of one's own as a delimited table: name, and what else is known (csv-columns.cases.ts).
 * Invariants: one row in memory at a time; a cell that no column takes is kept as unmapped; a row is never refused for its content.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../kernel/canonical-json';
import { type DelimitedRow, readDelimitedRows } from '../../../platform/files/delimited-rows.parser';
import { columnKey, HEAD_WITHIN } from '../../../platform/files/delimiter.rules';
import { quoted, type UnreadText } from '../../../platform/files/xml-node.rules';
import { readCountry } from './countries.rules';
import { LIST_COLUMNS, type ListColumn, SCHEMA_OF_WORD } from './csv-columns.cases';
import { EntryNotes } from './element-reader.parser';
import {
  type AliasQuality,
  defaultListLimits,
  type ListBirth,
  type ListEntry,
  type ListLimits,
  type ListName,
  type ListPart,
} from './list-entry.types';
import { namesIn } from './list-names.rules';
import { ListTally } from './list-tally.parser';
import { isPlaceholder, linksIn, oneLine, readPartialDate } from './list-values.rules';
import { ListSyntaxError } from './list.errors';

interface ListHead {
  readonly names: readonly string[];
  readonly at: ReadonlyMap<ListColumn, number>;
}

function headOf(names: readonly string[]): ListHead {
  const at = new Map<ListColumn, number>();
  names.forEach((name, i) => {
    const column = LIST_COLUMNS.get(columnKey(name));
    if (column && !at.has(column)) at.set(column, i);
  });
  return { names, at };
}

const isHead = ({ at }: ListHead): boolean => at.has('name');

const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

class RowReading {
  readonly notes = new EntryNotes();
  readonly unmapped: UnreadText[] = [];

  constructor(
    private readonly head: ListHead,
    private readonly row: DelimitedRow,
  ) {}

  text(column: ListColumn): string {
    const text = oneLine(this.row.cells[this.head.at.get(column) ?? -1] ?? '');
    return isPlaceholder(text) ? '' : text;
  }

  keep(column: ListColumn): void {
    this.unmapped.push({ element: column, value: this.text(column), line: this.row.line });
  }

  names(): ListName[] {
    const primary = this.text('name');
    const of = (column: ListColumn, quality: AliasQuality | null): ListName[] =>
      namesIn(this.text(column)).map(({ value, originalScript, lang, note }) => ({
        value,
        kind: originalScript ? 'original_script' : 'alias',
        quality,
        ...(lang && { lang }),
        ...(note && { note }),
      }));
    const own: ListName[] = primary === '' ? [] : [{ value: primary, kind: 'primary', quality: null }];
    return [...own, ...of('aliases', null), ...of('weakAliases', 'low')];
  }

  births(): ListBirth[] {
    return this.parts('birthDate').flatMap((text) => {
      const reading = readPartialDate(text);
      if (!reading) {
        this.notes.warn('BAD_DATE', `birthDate ${quoted(text)} cannot be read`, this.row.line, 'birthDate');
        this.unmapped.push({ element: 'birthDate', value: text, line: this.row.line });
        return [];
      }
      if (reading.ambiguous) {
        const message = `birthDate ${quoted(text)} is read as the year only: day and month could be either`;
        this.notes.warn('AMBIGUOUS_DATE', message, this.row.line, 'birthDate');
      }
      const note = reading.ambiguous ? `written ${text}` : null;
      return [{ date: reading.value, from: null, to: null, approximate: reading.approximate, note }];
    });
  }

  schema(): ListEntry['schema'] {
    const text = this.text('schema');
    const schema = SCHEMA_OF_WORD.get(columnKey(text));
    if (text !== '' && !schema) {
      this.notes.warn('BAD_VALUE', `schema ${quoted(text)} is no kind of party known`, this.row.line, 'schema');
      this.keep('schema');
    }
    return schema ?? 'LegalEntity';
  }

  countries(): ListEntry['nationalities'] {
    return this.parts('country').map((raw) => {
      const country = readCountry(raw);
      if (!country.code) {
        this.notes.warn('UNKNOWN_COUNTRY', `country ${quoted(raw)} is no country known`, this.row.line, 'country');
      }
      return country;
    });
  }

  /** Cells of columns that are not known, or are beyond the last. */
  others(): void {
    const taken = new Set(this.head.at.values());
    this.row.cells.forEach((value, i) => {
      if (value === '' || taken.has(i)) return;
      const element = this.head.names[i]?.slice(0, 200) || `column ${i + 1}`;
      this.unmapped.push({ element, value, line: this.row.line });
    });
  }

  private parts(column: ListColumn): string[] {
    return this.text(column)
      .split(';')
      .map(oneLine)
      .filter((text) => text !== '');
  }
}

function readEntry(head: ListHead, row: DelimitedRow): { entry: ListEntry; notes: EntryNotes } {
  const reading = new RowReading(head, row);
  const { notes, unmapped } = reading;
  const reference = reading.text('reference').slice(0, 100) || null;
  notes.reference = reference ?? undefined;
  const names = reading.names();
  if (names.length === 0) notes.warn('MISSING_NAME', 'the row has no name and cannot be found', row.line);
  if (row.cells.some((cell) => cell.includes('\uFFFD'))) {
    notes.warn('MOJIBAKE', 'characters were lost; U+FFFD stands for them', row.line);
  }
  const comments = reading.text('notes') || null;
  const facts = {
    reference,
    schema: reading.schema(),
    listType: null,
    listedOn: null,
    lastUpdated: [],
    names,
    titles: [],
    designations: [],
    nationalities: reading.countries(),
    births: reading.births(),
    birthPlaces: [],
    addresses: [],
    documents: [],
    gender: null,
    comments,
    links: linksIn(comments ?? '', reference),
  };
  reading.others();
  // The name has to be the key where there is no reference: anything else changes more often.
  const sourceId = reference ?? `name:${sha256(names[0]?.value ?? row.cells).slice(0, 32)}`;
  const hash = sha256({ ...facts, unmapped: unmapped.map(({ element, value }) => [element, value]) });
  return { entry: { sourceId, ...facts, unmapped, hash, line: row.line }, notes };
}

class CsvListReading {
  private readonly tally: ListTally;
  private head: ListHead | undefined;
  private readonly above: DelimitedRow[] = [];

  constructor(limits: ListLimits) {
    this.tally = new ListTally(limits);
  }

  *take(row: DelimitedRow): Generator<ListPart> {
    if (!this.head) {
      yield* this.begin(row);
      return;
    }
    const { entry, notes } = readEntry(this.head, row);
    const width = this.head.names.length;
    if (row.cells.length !== width) {
      notes.warn('ROW_LENGTH', `the row has ${row.cells.length} cells, the table ${width} columns`, row.line);
    }
    yield* this.tally.add(entry, notes.warnings);
  }

  *end(): Generator<ListPart> {
    if (!this.head) throw this.refusal();
    yield { type: 'end', counts: this.tally.counts() };
  }

  private *begin(row: DelimitedRow): Generator<ListPart> {
    const head = headOf(row.cells);
    if (!isHead(head)) {
      if (this.above.push(row) >= HEAD_WITHIN) throw this.refusal();
      return;
    }
    this.head = head;
    const taken = new Set(head.at.values());
    yield { type: 'header', header: { format: 'CSV', dateGenerated: null } };
    for (const [i, name] of head.names.entries()) {
      if (taken.has(i)) continue;
      const element = name.slice(0, 80);
      const message = `column ${quoted(element)} is not known, or given twice; it is kept as unmapped`;
      yield { type: 'warning', warning: { code: 'UNKNOWN_COLUMN', message, line: row.line, element } };
    }
  }

  private refusal(): ListSyntaxError {
    const [first] = this.above;
    if (!first) return new ListSyntaxError('EMPTY', 1, 1, 'the file has no row');
    const names = first.cells.slice(0, 40).join(', ').slice(0, 500);
    const message = `the columns are none of a list: one of them has to be name; found: ${names}`;
    return new ListSyntaxError('UNKNOWN_FORMAT', first.line, 1, message);
  }
}

/** Parts as of `readUnList`. Rejects with ListSyntaxError: no column of names, a quote without end, over a limit. */
export async function* readCsvList(
  chunks: AsyncIterable<Buffer | string>,
  limits: Partial<ListLimits> = {},
): AsyncGenerator<ListPart> {
  const all = { ...defaultListLimits, ...limits };
  const reading = new CsvListReading(all);
  for await (const row of readDelimitedRows(chunks, all, (names) => isHead(headOf(names)))) yield* reading.take(row);
  yield* reading.end();
}
