import type { FieldFault } from '../../kernel/domain-error';
import { FLAW, JsonScanner, JsonSyntaxError } from './strict-json-scanner';

/**
 * Invariant: what `parseStrictJson` returns, written as canonical JSON (RFC 8785), is the document that was sent.
 * Anything JSON.parse would silently change (duplicate keys, large integers, bad UTF-8) or that could touch a prototype
 * or the stack is refused, with the RFC 6901 pointer of the field. A fault inside a key points at the object holding it.
 */
export interface JsonLimits {
  /** Nested arrays and objects. */
  readonly maxDepth: number;
  /** Object members in the whole document. */
  readonly maxKeys: number;
  /** Items of any one array. */
  readonly maxArrayItems: number;
}

export const DEFAULT_JSON_LIMITS: JsonLimits = { maxDepth: 32, maxKeys: 2000, maxArrayItems: 10_000 };

const MESSAGES = {
  SYNTAX: 'This is not JSON',
  TOO_DEEP: 'Arrays and objects are nested too deeply',
  TOO_MANY_KEYS: 'The document has too many keys',
  TOO_MANY_ITEMS: 'The array has too many items',
  DUPLICATE_KEY: 'The key appears twice in one object',
  FORBIDDEN_KEY: 'This key is not allowed',
  INTEGER_TOO_LARGE: 'Whole numbers beyond 9007199254740991 lose digits; send them as text',
  NUMBER_NOT_EXACT: 'The number cannot be kept exactly as written; send fewer digits, or text',
  INVALID_UTF8: 'The text is not valid UTF-8',
  LONE_SURROGATE: 'The text has half of a surrogate pair',
  NUL_CHARACTER: 'The text has a NUL character',
  CONTROL_CHARACTER: 'The text has a control character that is not escaped',
} as const;

export type StrictJsonFaultCode = keyof typeof MESSAGES;

const FLAW_CODES: readonly (readonly [number, StrictJsonFaultCode])[] = [
  [FLAW.NUL, 'NUL_CHARACTER'],
  [FLAW.CONTROL, 'CONTROL_CHARACTER'],
  [FLAW.UTF8, 'INVALID_UTF8'],
  [FLAW.SURROGATE, 'LONE_SURROGATE'],
  [FLAW.INTEGER, 'INTEGER_TOO_LARGE'],
  [FLAW.INEXACT, 'NUMBER_NOT_EXACT'],
];

/** Enough to mend a form in one go, few enough that a hostile body cannot make the answer larger than itself. */
const MAX_FAULTS = 20;
const MAX_POINTER_LENGTH = 500;

export class StrictJsonError extends Error {
  constructor(readonly faults: FieldFault[]) {
    super(faults.map((fault) => `${fault.code} at '${fault.pointer}'`).join(', '));
    this.name = 'StrictJsonError';
  }
}

/**
 * Reads one JSON document (RFC 8259, UTF-8 without byte order mark) into plain objects and arrays.
 * @throws StrictJsonError with up to 20 faults; reading ends at the first that leaves the rest unreadable.
 */
export function parseStrictJson(bytes: Buffer, limits: Partial<JsonLimits> = {}): unknown {
  return new StrictJsonParser(bytes, { ...DEFAULT_JSON_LIMITS, ...limits }).parse();
}

const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const QUOTE = 0x22;

class StrictJsonParser {
  private readonly scanner: JsonScanner;
  private readonly faults: FieldFault[] = [];
  private readonly path: (string | number)[] = [];
  /** How much of `path` leads to the value being read; also the number of arrays and objects around it. */
  private depth = 0;
  private keys = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly limits: JsonLimits,
  ) {
    this.scanner = new JsonScanner(bytes);
  }

  parse(): unknown {
    try {
      const value = this.readDocument();
      if (this.faults.length === 0) return value;
    } catch (error) {
      if (!(error instanceof JsonSyntaxError)) throw error;
      this.report('SYNTAX', `expected ${error.expected} at byte ${error.offset}`);
    }
    throw new StrictJsonError(this.faults);
  }

  private readDocument(): unknown {
    const [first, second] = this.bytes;
    if (first === 0xef && second === 0xbb) throw new JsonSyntaxError(0, 'UTF-8 without a byte order mark');
    if (first === 0xfe || first === 0xff || first === 0 || (second === 0 && first !== QUOTE)) {
      throw new JsonSyntaxError(0, 'UTF-8, not UTF-16 or UTF-32');
    }
    const value = this.readValue();
    if (this.scanner.peek() !== -1) throw new JsonSyntaxError(this.scanner.at, 'the end of the document');
    return value;
  }

  private readValue(): unknown {
    const { scanner } = this;
    switch (scanner.peek()) {
      case QUOTE: {
        const text = scanner.readString();
        if (scanner.flaws !== 0) this.reportFlaws();
        return text;
      }
      case OPEN_OBJECT:
        return this.readObject();
      case OPEN_ARRAY:
        return this.readArray();
      case 0x74:
        return scanner.readWord('true', true);
      case 0x66:
        return scanner.readWord('false', false);
      case 0x6e:
        return scanner.readWord('null', null);
      default:
        return this.readNumber();
    }
  }

  private readNumber(): number {
    const { scanner } = this;
    const byte = scanner.peek();
    if (byte !== 0x2d && !(byte >= 0x30 && byte <= 0x39)) throw new JsonSyntaxError(scanner.at, 'a value');
    const value = scanner.readNumber();
    if (scanner.flaws !== 0) this.reportFlaws();
    return value;
  }

  private readObject(): Record<string, unknown> {
    const { scanner } = this;
    const slot = this.enter();
    const object: Record<string, unknown> = {};
    if (scanner.peek() === CLOSE_OBJECT) {
      scanner.at++;
      return object;
    }
    for (;;) {
      const key = this.readKey(object, slot);
      scanner.expect(COLON, 'a colon');
      const value = this.readValue();
      if (key !== null) object[key] = value;
      if (scanner.peek() !== COMMA) break;
      this.depth = slot;
      scanner.at++;
    }
    scanner.expect(CLOSE_OBJECT, 'a comma or the end of the object');
    this.depth = slot;
    return object;
  }

  /** The key, or null if nothing may be stored under it; `path` then leads to its value. */
  private readKey(object: Record<string, unknown>, slot: number): string | null {
    const { scanner } = this;
    if (scanner.peek() !== QUOTE) throw new JsonSyntaxError(scanner.at, 'a key in double quotes');
    if (++this.keys > this.limits.maxKeys) this.stop('TOO_MANY_KEYS');
    const key = scanner.readString();
    if (scanner.flaws !== 0) this.reportFlaws();
    this.path[slot] = key;
    this.depth = slot + 1;
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
      this.report('FORBIDDEN_KEY');
      return null;
    }
    // The plain read spares the slower own-property test; inherited names such as toString need both.
    if (object[key] !== undefined && Object.hasOwn(object, key)) this.report('DUPLICATE_KEY');
    return key;
  }

  private readArray(): unknown[] {
    const { scanner } = this;
    const slot = this.enter();
    const items: unknown[] = [];
    if (scanner.peek() === CLOSE_ARRAY) {
      scanner.at++;
      return items;
    }
    for (;;) {
      if (items.length === this.limits.maxArrayItems) this.stop('TOO_MANY_ITEMS');
      this.path[slot] = items.length;
      this.depth = slot + 1;
      items.push(this.readValue());
      if (scanner.peek() !== COMMA) break;
      this.depth = slot;
      scanner.at++;
    }
    scanner.expect(CLOSE_ARRAY, 'a comma or the end of the array');
    this.depth = slot;
    return items;
  }

  private enter(): number {
    if (this.depth === this.limits.maxDepth) this.stop('TOO_DEEP');
    this.scanner.at++;
    return this.depth;
  }

  private reportFlaws(): void {
    for (const [flaw, code] of FLAW_CODES) if ((this.scanner.flaws & flaw) !== 0) this.report(code);
    this.scanner.flaws = 0;
  }

  private report(code: StrictJsonFaultCode, detail?: string): void {
    const message = detail === undefined ? MESSAGES[code] : `${MESSAGES[code]}: ${detail}`;
    this.faults.push({ pointer: this.pointer(), code, message });
    if (this.faults.length === MAX_FAULTS) throw new StrictJsonError(this.faults);
  }

  private stop(code: StrictJsonFaultCode): never {
    this.report(code);
    throw new StrictJsonError(this.faults);
  }

  /** A pointer that would be longer than the limit ends at the nearest object or array that fits. */
  private pointer(): string {
    let pointer = '';
    for (const segment of this.path.slice(0, this.depth)) {
      const text = String(segment);
      if (pointer.length + text.length >= MAX_POINTER_LENGTH) break;
      pointer += `/${text.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    }
    return pointer;
  }
}
