import { randomBytes, randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { newId } from '../../src/kernel/ids';
import type { Statement } from './capture';

/** What makes one replay a piece of work of its own: fresh ids, a fresh serial token, and the answers so far. */
export interface Fresh {
  /** From an id seen in the first capture to the one used now. Ids not given beforehand are made up. */
  readonly ids: Map<string, string>;
  readonly token: string;
  readonly rows: (readonly Record<string, unknown>[])[];
}

export type Make = (fresh: Fresh) => unknown;

export interface TemplateStatement {
  readonly text: string;
  readonly name: string | undefined;
  readonly values: readonly Make[];
  readonly after: readonly number[];
}

/** Ids, instants and the digits of the bench's serial tokens: what differs between two requests with equal contents. */
const VARYING = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z|[34679]{16}/g;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const INSTANT = /^\d{4}-\d\d-\d\dT/;

/**
 * Makes a template from several captures of the same request: a parameter that is equal in the first two is kept, one that differs is
 * found again in an earlier answer, or is an id, an instant, a token or random bytes. Anything else that differs is an error: a replay
 * must never be less work than the original by accident. A statement waits for another only if it did so in every capture.
 */
export function templateOf(captures: readonly (readonly Statement[])[]): TemplateStatement[] {
  const [first, second] = captures as [Statement[], Statement[]];
  const shape = (statements: readonly Statement[]): unknown => statements.map(({ text, name }) => [text, name]);
  const other = captures.find((capture) => !isDeepStrictEqual(shape(capture), shape(first)));
  if (first.length === 0 || other)
    throw new Error(`captures of one request differ:\n${texts(first)}\n---\n${texts(other ?? [])}`);
  return first.map(({ text, name, after, values }, index) => ({
    text,
    name,
    after: after.filter((earlier) => captures.every((capture) => capture[index]!.after.includes(earlier))),
    values: values.map((value, i) => {
      const earlier = first.slice(0, index).map(({ rows }, j) => ({ mine: rows, other: second[j]!.rows }));
      return makerOf(value, second[index]!.values[i], earlier);
    }),
  }));
}

const texts = (statements: readonly Statement[]): string =>
  statements.map(({ text, after }) => `[${after.join(' ')}] ${text.slice(0, 100)}`).join('\n');

interface Earlier {
  readonly mine: readonly Record<string, unknown>[];
  readonly other: readonly Record<string, unknown>[];
}

function makerOf(a: unknown, b: unknown, earlier: readonly Earlier[]): Make {
  if (isDeepStrictEqual(a, b)) return () => a;
  const found = sourceOf(a, b, earlier);
  if (found) return ({ rows }) => rows[found.statement]![found.row]![found.column];
  if (typeof a === 'string' && typeof b === 'string') return textMaker(a, b);
  const list = Array.isArray(a) && Array.isArray(b) ? listMaker(a, b, earlier) : undefined;
  if (list) return list;
  if (a instanceof Uint8Array && b instanceof Uint8Array) return bytesMaker(Buffer.from(a), Buffer.from(b));
  if (a instanceof Date && b instanceof Date) return () => new Date();
  throw new Error(`a parameter differs between two captures and cannot be replayed: ${String(a)} and ${String(b)}`);
}

function listMaker(a: readonly unknown[], b: readonly unknown[], earlier: readonly Earlier[]): Make | undefined {
  if (isHashes(a) && isHashes(b) && !areKeys(a, b, earlier))
    return () => a.map((hash) => (b.includes(hash) ? hash : randomInt(2 ** 31)));
  if (a.length !== b.length) return undefined;
  const members = a.map((member, i) => makerOf(member, b[i], earlier));
  return (fresh) => members.map((member) => member(fresh));
}

/** What a text is found by: those that differ are as new to the index as they would be. */
const isHashes = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((one) => Number.isInteger(one));

/** Keys of records are numbers too, but such as an earlier answer gave. */
const areKeys = (a: readonly unknown[], b: readonly unknown[], earlier: readonly Earlier[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i] || sourceOf(each, b[i], earlier) !== undefined);

function sourceOf(
  a: unknown,
  b: unknown,
  earlier: readonly Earlier[],
): { statement: number; row: number; column: string } | undefined {
  for (const [statement, { mine, other }] of earlier.entries()) {
    for (const [row, columns] of mine.entries()) {
      for (const [column, value] of Object.entries(columns)) {
        if (value === a && other[row]?.[column] === b) return { statement, row, column };
      }
    }
  }
  return undefined;
}

function bytesMaker(a: Buffer, b: Buffer): Make {
  if (a[0] === 0x7b && b[0] === 0x7b && a.at(-1) === 0x7d) {
    const text = textMaker(a.toString('utf8'), b.toString('utf8'));
    return (fresh) => Buffer.from(text(fresh) as string, 'utf8');
  }
  if (a.length !== b.length) throw new Error('bytes of changing length cannot be replayed');
  return () => randomBytes(a.length);
}

function textMaker(a: string, b: string): Make {
  const literals = a.split(VARYING);
  if (!isDeepStrictEqual(literals, b.split(VARYING)))
    throw new Error(`a text differs between two captures and cannot be replayed: ${a} and ${b}`);
  const others = b.match(VARYING) ?? [];
  const parts = (a.match(VARYING) ?? []).map((part, i) => partMaker(part, others[i]!));
  return (fresh) =>
    literals.reduce((text, literal, i) => text + literal + (parts[i] ? String(parts[i](fresh)) : ''), '');
}

function partMaker(a: string, b: string): Make {
  if (a === b) return () => a;
  if (INSTANT.test(a)) return () => new Date().toISOString();
  if (!ID.test(a)) return ({ token }) => token;
  return ({ ids }) => {
    const id = ids.get(a) ?? newId();
    ids.set(a, id);
    return id;
  };
}
