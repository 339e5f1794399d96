/** The pieces that readers of forms are put together from: all faults at once, each with its place. */
import { isIsoDate } from './facts.rules';

/** What is wrong at one place of a form. */
export interface Fault {
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string;
  readonly code:
    | 'NOT_AN_OBJECT'
    | 'NOT_A_LIST'
    | 'UNKNOWN_FIELD'
    | 'MISSING'
    | 'WRONG_TYPE'
    | 'NOT_A_DATE'
    | 'NOT_IN_LIST'
    | 'TOO_MANY';
  readonly message: string;
}

/** Reads one value of a form; what is wrong goes into the faults. Total: any value of JSON may come. */
export type Read = (value: unknown, pointer: string, faults: Fault[]) => unknown;
const MAX_ITEMS = 1000;
export const pointerTo = (parent: string, name: string): string =>
  `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

export const of =
  (type: 'string' | 'boolean'): Read =>
  (value, pointer, faults) =>
    typeof value === type ? value : fault(faults, pointer, 'WRONG_TYPE', `must be a ${type}`);
/** A text that says something, of at most `most` characters. */
export const text =
  (most: number): Read =>
  (value, pointer, faults) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= most
      ? value
      : fault(faults, pointer, 'WRONG_TYPE', `must be a text of 1 to ${most} characters`);
export const quantity: Read = (value, pointer, faults) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? value
    : fault(faults, pointer, 'WRONG_TYPE', 'must be a number, 0 or more');
export const date: Read = (value, pointer, faults) =>
  isIsoDate(value) ? value : fault(faults, pointer, 'NOT_A_DATE', 'must be a day that exists, YYYY-MM-DD');
export const state: Read = (value, pointer, faults) =>
  typeof value === 'string' && /^[A-Z]{2}$/.test(value)
    ? value
    : fault(faults, pointer, 'WRONG_TYPE', 'must be an ISO 3166 alpha-2 code');
export const oneOf =
  (values: readonly string[]): Read =>
  (value, pointer, faults) =>
    typeof value === 'string' && values.includes(value)
      ? value
      : fault(faults, pointer, 'NOT_IN_LIST', `must be one of ${values.join(', ')}`);
export const list =
  (read: Read, most = MAX_ITEMS): Read =>
  (value, pointer, faults) => {
    if (!Array.isArray(value)) return fault(faults, pointer, 'NOT_A_LIST', 'must be a list');
    if (value.length > most) return fault(faults, pointer, 'TOO_MANY', `must have ${most} items at most`);
    return value.map((item: unknown, at) => read(item, `${pointer}/${at}`, faults));
  };
/** Null counts as not stated. An unknown field is refused: a misspelt fact would otherwise be a missing one. */
export const object =
  (fields: Readonly<Record<string, Read>>): Read =>
  (value, pointer, faults) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return fault(faults, pointer, 'NOT_AN_OBJECT', 'must be an object');
    const entries = Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
      const at = pointerTo(pointer, name);
      const read = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (!read) {
        fault(faults, at, 'UNKNOWN_FIELD', `is no field here; fields are ${Object.keys(fields).join(', ')}`);
        return [];
      }
      return member === null ? [] : [[name, read(member, at, faults)] as const];
    });
    // In the order of the form: what a database has kept in another order reads the same.
    const order = Object.keys(fields);
    return Object.fromEntries(entries.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
  };
export function fault(faults: Fault[], pointer: string, code: Fault['code'], message: string): undefined {
  faults.push({ pointer, code, message });
}

/** Null says something of its own here: open, not confirmed. */
export const orNull =
  (read: Read): Read =>
  (value, pointer, faults) =>
    value === null ? null : read(value, pointer, faults);

/** All fields, no others: for what has to be complete. */
export const exactly =
  (fields: Readonly<Record<string, Read>>): Read =>
  (value, pointer, faults) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return fault(faults, pointer, 'NOT_AN_OBJECT', 'must be an object');
    const given = value as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(given).filter((one) => !Object.hasOwn(fields, one)))
      fault(
        faults,
        pointerTo(pointer, name),
        'UNKNOWN_FIELD',
        `is no field here; fields are ${Object.keys(fields).join(', ')}`,
      );
    const entries = Object.entries(fields).map(([name, read]) => {
      const at = pointerTo(pointer, name);
      if (!Object.hasOwn(given, name)) return [name, fault(faults, at, 'MISSING', 'must be stated')] as const;
      return [name, read(given[name], at, faults)] as const;
    });
    return Object.fromEntries(entries);
  };
