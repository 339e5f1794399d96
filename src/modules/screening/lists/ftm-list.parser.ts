/**
 * A watchlist in FollowTheMoney JSON lines, one entity a line.
 * Invariants: a line that cannot be read is a warning with its number and counts as rejected; one line in memory at a time.
 */
import { quoted } from '../../../platform/files/xml-node.rules';
import { EntryNotes } from './element-reader.parser';
import { ftmValues, readFtmEntry } from './ftm-entry.parser';
import {
  defaultListLimits,
  LIST_SCHEMATA,
  type ListLimits,
  type ListPart,
  type ListSchema,
  type ListWarning,
} from './list-entry.types';
import { ListTally } from './list-tally.parser';
import { storable } from './list-values.rules';
import { ListSyntaxError } from './list.errors';
import { readLines, type TextLine } from '../../../platform/files/text-lines.parser';

const PARTIES: ReadonlySet<string> = new Set(LIST_SCHEMATA);
const MOST_SCHEMATA = 100;

interface FtmObject {
  readonly id: string;
  readonly schema: string;
  readonly properties: unknown;
}

/** The object of a line, or why it is none. */
function objectOf(text: string | undefined, limits: ListLimits): FtmObject | string {
  if (text === undefined) return `the line has more than ${limits.segmentText} characters`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `the line is no JSON: ${quoted(text)}`;
  }
  const { id, schema, properties } = (value ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string' || id.trim() === '' || id.length > 255)
    return 'the object has no id, or one that is too long';
  if (typeof schema !== 'string' || schema === '') return 'the object has no schema';
  return { id: storable(id.trim()), schema, properties };
}

class FtmListReading {
  readonly tally: ListTally;
  private readonly others = new Set<string>();
  private understood = 0;

  constructor(private readonly limits: ListLimits) {
    this.tally = new ListTally(limits);
  }

  *take({ line, text }: TextLine): Generator<ListPart> {
    const object = objectOf(text, this.limits);
    if (typeof object === 'string') {
      yield* this.refuse(object, line);
      return;
    }
    this.understood += 1;
    if (!PARTIES.has(object.schema)) {
      yield* this.passOver(object.schema, line);
      return;
    }
    const values = ftmValues(object.properties);
    const most = this.limits.segmentElements;
    if (!values) yield* this.refuse('properties are no lists of texts', line);
    else if ([...values.values()].flat().length > most) yield* this.refuse(`more than ${most} values`, line);
    else {
      const notes = new EntryNotes();
      const entry = readFtmEntry(object.id, object.schema as ListSchema, values, line, notes);
      if (text!.includes('\uFFFD')) notes.warn('MOJIBAKE', 'characters were lost; U+FFFD stands for them', line);
      yield* this.tally.add(entry, notes.warnings);
    }
  }

  *end(): Generator<ListPart> {
    if (this.tally.found === 0) throw new ListSyntaxError('EMPTY', 1, 1, 'the file holds nothing');
    if (this.understood === 0) {
      throw new ListSyntaxError('UNKNOWN_FORMAT', 1, 1, 'no line is an entity of FollowTheMoney with id and schema');
    }
    yield { type: 'end', counts: this.tally.counts() };
  }

  private refuse(message: string, line: number): Generator<ListPart> {
    const warning: ListWarning = { code: 'BAD_LINE', message: message.slice(0, 400), line };
    return this.tally.reject(warning);
  }

  /** Addresses, relations and documents are said once for each kind, and counted. */
  private *passOver(schema: string, line: number): Generator<ListPart> {
    this.tally.passOver();
    if (this.others.has(schema) || this.others.size >= MOST_SCHEMATA) return;
    this.others.add(schema);
    const message = `objects of schema ${quoted(storable(schema))} are no parties and are counted only`;
    yield { type: 'warning', warning: { code: 'NOT_A_PARTY', message, line } };
  }
}

/** Parts as of `readUnList`. Rejects with ListSyntaxError: nothing in it, no entity at all, over a limit. */
export async function* readFtmList(
  chunks: AsyncIterable<Buffer | string>,
  limits: Partial<ListLimits> = {},
): AsyncGenerator<ListPart> {
  const all = { ...defaultListLimits, ...limits };
  const reading = new FtmListReading(all);
  yield { type: 'header', header: { format: 'FTM', dateGenerated: null } };
  for await (const line of readLines(chunks, all.bytes, all.segmentText)) yield* reading.take(line);
  yield* reading.end();
}
