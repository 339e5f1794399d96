/** FollowTheMoney JSON lines, one entity a line; a line that cannot be read is a verdict and not the end. */
import { readLines } from '../../../platform/files/text-lines.parser';
import { type RawStatement, readFragment } from './fragment.rules';
import { IMPORT_LIMITS, type ParsedLine } from './import.types';

/** Beside id, schema and properties, exporters of FollowTheMoney write these about the line itself; they state nothing of the entity. */
const ABOUT_THE_LINE = new Set([
  ...[
    'id',
    'schema',
    'properties',
    'caption',
    'datasets',
    'referents',
    'target',
    'first_seen',
    'last_seen',
    'last_change',
  ],
  ...['origin', 'collection_id', 'created_at', 'updated_at', 'mutable', 'role_id', 'profile_id', 'countries', 'dates'],
]);

function valuesOf(prop: string, values: unknown, faults: string[]): RawStatement[] {
  return (Array.isArray(values) ? values : [values]).flatMap((value: unknown) => {
    if (typeof value === 'string') return [{ prop, value }];
    if (typeof value === 'number' && Number.isSafeInteger(value)) return [{ prop, value: String(value) }];
    faults.push(`${prop}: a value is a text, and an entity is named by its id`);
    return [];
  });
}

export function readFtmLine(line: number, text: string | undefined): ParsedLine {
  const refused = (reason: string, ftmId: string | null = null): ParsedLine => ({ line, ftmId, reasons: [reason] });
  if (text === undefined) return refused(`the line has more than ${IMPORT_LIMITS.lineLength} characters`);
  let object: unknown;
  try {
    object = JSON.parse(text);
  } catch {
    return refused('the line is no JSON');
  }
  if (object === null || typeof object !== 'object' || Array.isArray(object)) return refused('the line is no object');
  const { id, schema, properties } = object as Record<string, unknown>;
  const odd = Object.keys(object).filter((key) => !ABOUT_THE_LINE.has(key));
  if (properties === null || typeof properties !== 'object' || Array.isArray(properties))
    return refused('properties are no object');
  const faults = odd.slice(0, 5).map((key) => `${JSON.stringify(key.slice(0, 60))} is no part of an entity`);
  const raw = Object.entries(properties).flatMap(([prop, values]) => valuesOf(prop, values, faults));
  const fragment = readFragment(line, id, schema, raw);
  return faults.length === 0 ? fragment : { line, ftmId: fragment.ftmId, reasons: faults.slice(0, 10) };
}

/** Throws FileSyntaxError TOO_LARGE or UNSUPPORTED_ENCODING. */
export async function* readFtmLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<ParsedLine> {
  for await (const { line, text } of readLines(chunks, IMPORT_LIMITS.bytes, IMPORT_LIMITS.lineLength))
    yield readFtmLine(line, text);
}
