/**
 * The one text of a JSON value by RFC 8785 (JCS): no white space, keys sorted by UTF-16 code units, numbers as
 * ECMAScript prints them (-0 as 0). Hashes, receipts and idempotency compare this text, so equal values must give equal
 * bytes and nothing may be dropped unseen.
 *
 * An undefined member counts as absent; `toJSON` (dates) is applied first, as JSON.stringify does.
 * @throws TypeError for what JSON cannot carry: undefined in an array, NaN, infinities, bigint, functions, symbols,
 * lone surrogates, maps, sets and boxed values, and for nesting beyond 500 (a cycle).
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

const MAX_DEPTH = 500;

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`canonical JSON cannot carry ${value}`);
      return String(value);
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : writeObject(value, depth);
    default:
      throw new TypeError(`canonical JSON cannot carry a value of type ${typeof value}`);
  }
}

function writeObject(value: object, depth: number): string {
  if (depth === MAX_DEPTH) throw new TypeError('canonical JSON is nested too deeply, or refers to itself');
  if (Array.isArray(value)) {
    // Array.from visits holes too, which then are refused like any undefined.
    return `[${Array.from(value, (item: unknown) => write(item, depth + 1)).join(',')}]`;
  }
  if ('toJSON' in value && typeof value.toJSON === 'function')
    return write((value as { toJSON(): unknown }).toJSON(), depth + 1);
  const tag = Object.prototype.toString.call(value);
  if (tag !== '[object Object]') throw new TypeError(`canonical JSON cannot carry ${tag}`);
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined) members.push(`${writeString(key)}:${write(member, depth + 1)}`);
  }
  return `{${members.join(',')}}`;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function writeString(text: string): string {
  if (LONE_SURROGATE.test(text)) throw new TypeError('canonical JSON cannot carry a lone surrogate');
  return JSON.stringify(text);
}
