import { isAscii, isUtf8 } from 'node:buffer';
import { isSameDecimal } from './strict-json-number';

/** Bits of `JsonScanner.flaws`: well-formed JSON that could not be kept exactly as it was sent. */
export const FLAW = { NUL: 1, CONTROL: 2, UTF8: 4, SURROGATE: 8, INTEGER: 16, INEXACT: 32 } as const;

/** The bytes are not JSON. `offset` counts bytes from 0. */
export class JsonSyntaxError extends Error {
  constructor(
    readonly offset: number,
    readonly expected: string,
  ) {
    super(`expected ${expected} at byte ${offset}`);
  }
}

const QUOTE = 0x22;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const BACKSLASH = 0x5c;
const LOWER_E = 0x65;
const LOWER_U = 0x75;
const ESCAPES = new Map<number, string>(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([letter, meaning]) => [letter.charCodeAt(0), meaning],
  ),
);
const isDigit = (byte: number): boolean => byte >= ZERO && byte <= 0x39;
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/**
 * Reads the tokens of one JSON document (RFC 8259), byte by byte and without look-back, so that time is linear.
 * The bytes are looked at through a Latin-1 string (one unit per byte) because V8 slices strings far faster than it
 * decodes parts of a buffer; a long value therefore keeps the whole body alive, which ends with the request.
 */
export class JsonScanner {
  at = 0;
  /** Set by the last token read; whoever reads it clears it. */
  flaws = 0;
  private readonly text: string;
  private readonly allAscii: boolean;
  private readonly allUtf8: boolean;

  constructor(private readonly bytes: Buffer) {
    this.text = bytes.toString('latin1');
    this.allAscii = isAscii(bytes);
    this.allUtf8 = this.allAscii || isUtf8(bytes);
  }

  /** The next byte that is not white space, left unread; -1 at the end. */
  peek(): number {
    const { text } = this;
    while (this.at < text.length) {
      const byte = text.charCodeAt(this.at);
      if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) return byte;
      this.at++;
    }
    return -1;
  }

  expect(byte: number, expected: string): void {
    if (this.peek() !== byte) throw new JsonSyntaxError(this.at, expected);
    this.at++;
  }

  readWord<T>(word: string, meaning: T): T {
    if (!this.text.startsWith(word, this.at)) throw new JsonSyntaxError(this.at, 'a value');
    this.at += word.length;
    return meaning;
  }

  readString(): string {
    const { text } = this;
    const start = this.at + 1;
    let seen = 0;
    for (let at = start; at < text.length; at++) {
      const byte = text.charCodeAt(at);
      if (byte === QUOTE) {
        this.at = at + 1;
        return seen < 0x80 ? text.slice(start, at) : this.decode(start, at);
      }
      if (byte === BACKSLASH || byte < 0x20) return this.readUnusualString(start, at);
      seen |= byte;
    }
    throw new JsonSyntaxError(text.length, 'the end of a string');
  }

  readNumber(): number {
    const { text } = this;
    const start = this.at;
    const negative = text.charCodeAt(start) === MINUS;
    if (negative) this.at++;
    const integerStart = this.at;
    const small = this.readDigits();
    const integerDigits = this.at - integerStart;
    if (integerDigits > 1 && text.charCodeAt(integerStart) === ZERO) {
      throw new JsonSyntaxError(integerStart, 'a number without leading zeros');
    }
    const next = text.charCodeAt(this.at);
    if (next !== DOT && (next | 0x20) !== LOWER_E && integerDigits <= 15) {
      if (negative && small === 0) this.flaws |= FLAW.INEXACT;
      return negative ? -small : small;
    }
    const isPlain = !this.skipFraction() && !this.skipExponent();
    return this.judgeNumber(text.slice(start, this.at), isPlain);
  }

  /** Consumes the digits and returns their value, exact up to 15 of them. */
  private readDigits(): number {
    const { text } = this;
    let byte = text.charCodeAt(this.at);
    if (!isDigit(byte)) throw new JsonSyntaxError(this.at, 'a digit');
    let value = 0;
    do {
      value = value * 10 + (byte - ZERO);
      byte = text.charCodeAt(++this.at);
    } while (isDigit(byte));
    return value;
  }

  private skipFraction(): boolean {
    if (this.text.charCodeAt(this.at) !== DOT) return false;
    this.at++;
    this.readDigits();
    this.skipExponent();
    return true;
  }

  private skipExponent(): boolean {
    if ((this.text.charCodeAt(this.at) | 0x20) !== LOWER_E) return false;
    const sign = this.text.charCodeAt(++this.at);
    if (sign === MINUS || sign === 0x2b) this.at++;
    this.readDigits();
    return true;
  }

  private judgeNumber(written: string, isPlain: boolean): number {
    const value = Number(written);
    if (isPlain) {
      if (!Number.isSafeInteger(value)) this.flaws |= FLAW.INTEGER;
    } else if (Object.is(value, -0) || !isSameDecimal(written, value)) {
      this.flaws |= FLAW.INEXACT;
    } else if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
      this.flaws |= FLAW.INTEGER;
    }
    return value;
  }

  private readUnusualString(start: number, firstUnusual: number): string {
    const { text } = this;
    let decoded = '';
    let from = start;
    for (let at = firstUnusual; at < text.length;) {
      const byte = text.charCodeAt(at);
      if (byte === QUOTE) {
        this.at = at + 1;
        return decoded + this.decode(from, at);
      }
      if (byte === BACKSLASH) {
        decoded += this.decode(from, at);
        this.at = at;
        decoded += this.readEscape();
        at = from = this.at;
        continue;
      }
      if (byte < 0x20) this.flaws |= byte === 0 ? FLAW.NUL : FLAW.CONTROL;
      at++;
    }
    throw new JsonSyntaxError(text.length, 'the end of a string');
  }

  private decode(from: number, to: number): string {
    if (this.allAscii || from === to) return this.text.slice(from, to);
    if (!this.allUtf8 && !isUtf8(this.bytes.subarray(from, to))) this.flaws |= FLAW.UTF8;
    return this.bytes.toString('utf8', from, to);
  }

  private readEscape(): string {
    const letter = this.text.charCodeAt(this.at + 1);
    if (letter !== LOWER_U) {
      const meaning = ESCAPES.get(letter);
      if (meaning === undefined) throw new JsonSyntaxError(this.at, 'a known escape');
      this.at += 2;
      return meaning;
    }
    const unit = this.readUnit();
    if (unit === 0) this.flaws |= FLAW.NUL;
    if (isLowSurrogate(unit)) this.flaws |= FLAW.SURROGATE;
    if (!isHighSurrogate(unit)) return String.fromCharCode(unit);
    if (this.text.startsWith('\\u', this.at)) {
      const before = this.at;
      const second = this.readUnit();
      if (isLowSurrogate(second)) return String.fromCharCode(unit, second);
      this.at = before;
    }
    this.flaws |= FLAW.SURROGATE;
    return String.fromCharCode(unit);
  }

  /** Reads `\uXXXX` at the current place. */
  private readUnit(): number {
    let unit = 0;
    for (let at = this.at + 2; at < this.at + 6; at++) {
      const byte = this.text.charCodeAt(at);
      const letter = byte | 0x20;
      if (isDigit(byte)) unit = unit * 16 + (byte - ZERO);
      else if (letter >= 0x61 && letter <= 0x66) unit = unit * 16 + (letter - 0x57);
      else throw new JsonSyntaxError(at, 'a hexadecimal digit');
    }
    this.at += 6;
    return unit;
  }
}
