/**
 * Lists of up to 10,000 identifiers, read by hand: as decorated objects they would take longer than all the rest of a query.
 * Invariant: no fault repeats a value.
 */
import type { FieldFault } from '../../../kernel/domain-error';
import { readKeys } from './blind-keys.rules';
import { BLIND_KINDS, type BlindItem, type BlindKeys, type LeftOut, type Unmatchable } from './blind.types';

const KNOWN = new Set(['kind', 'value', 'birthYear', 'ref']);
const KINDS: ReadonlySet<unknown> = new Set(BLIND_KINDS);
const MOST_FAULTS = 100;
const LONGEST_VALUE = 200;
const LONGEST_REF = 100;
const EARLIEST_YEAR = 1850;
const LATEST_YEAR = 2100;

const isText = (value: unknown, longest: number): boolean =>
  typeof value === 'string' && /\S/.test(value) && value.length <= longest;
const isYear = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= EARLIEST_YEAR && (value as number) <= LATEST_YEAR;

const CHECKS: readonly {
  readonly field: string;
  readonly isFine: (item: Record<string, unknown>) => boolean;
  readonly code: string;
  readonly message: string;
}[] = [
  {
    field: 'kind',
    isFine: ({ kind }) => KINDS.has(kind),
    code: 'IS_IN',
    message: `kind must be one of ${BLIND_KINDS.join(', ')}`,
  },
  {
    field: 'value',
    isFine: ({ value }) => isText(value, LONGEST_VALUE),
    code: 'IS_STRING',
    message: `value must be a text of 1 to ${LONGEST_VALUE} characters`,
  },
  {
    field: 'birthYear',
    isFine: ({ kind, birthYear }) => birthYear === undefined || (kind === 'PERSON' && isYear(birthYear)),
    code: 'IS_YEAR',
    message: 'birthYear must be a year, of a PERSON',
  },
  {
    field: 'ref',
    isFine: ({ ref }) => ref === undefined || isText(ref, LONGEST_REF),
    code: 'IS_STRING',
    message: `ref must be a text of 1 to ${LONGEST_REF} characters`,
  },
];

/** Faults of shape, the first hundred, each at its JSON pointer below `list`. */
export function shapeFaults(items: readonly unknown[], list: string): FieldFault[] {
  const faults: FieldFault[] = [];
  for (const [i, item] of items.entries()) {
    if (faults.length >= MOST_FAULTS) break;
    faults.push(...faultsOf(item, `${list}/${i}`));
  }
  return faults;
}

function faultsOf(item: unknown, pointer: string): FieldFault[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return [{ pointer, code: 'IS_OBJECT', message: 'must be an object' }];
  const fields = item as Record<string, unknown>;
  const wrong = CHECKS.filter(({ isFine }) => !isFine(fields)).map(({ field, code, message }) => ({
    pointer: `${pointer}/${field}`,
    code,
    message,
  }));
  return Object.keys(fields).every((name) => KNOWN.has(name))
    ? wrong
    : [...wrong, { pointer, code: 'UNKNOWN_FIELD', message: `only ${[...KNOWN].join(', ')} can stand here` }];
}

const SAYS: Readonly<Record<Unmatchable, string>> = {
  PATTERN: 'gaps and wildcards cannot be asked for blindly',
  PLACEHOLDER: 'stands for "none" or "not known"',
  UNREADABLE: 'holds nothing that could be compared',
  TOO_SHORT: 'has fewer than four letters or digits',
};

export interface ReadItems<Item> {
  readonly matchable: readonly { readonly at: number; readonly item: Item; readonly keys: BlindKeys }[];
  readonly leftOut: readonly LeftOut[];
}

const MOST_LINES = 20;

/** Which of them can be compared, and why the others cannot. */
export function readItems<Item extends Pick<BlindItem, 'kind' | 'value' | 'birthYear'>>(
  items: readonly Item[],
): ReadItems<Item> {
  const matchable: { at: number; item: Item; keys: BlindKeys }[] = [];
  const left = new Map<Unmatchable, { count: number; lines: number[] }>();
  for (const [at, item] of items.entries()) {
    const reading = readKeys(item);
    if (reading.ok) matchable.push({ at, item, keys: reading.keys });
    else {
      const so = left.get(reading.code) ?? { count: 0, lines: [] };
      so.count += 1;
      if (so.lines.length < MOST_LINES) so.lines.push(at);
      left.set(reading.code, so);
    }
  }
  return { matchable, leftOut: [...left].map(([code, so]) => ({ code, ...so })) };
}

export const unmatchableFaults = (leftOut: readonly LeftOut[], list: string): FieldFault[] =>
  leftOut.flatMap(({ code, lines }) =>
    lines.map((at) => ({ pointer: `${list}/${at}/value`, code, message: SAYS[code] })),
  );
