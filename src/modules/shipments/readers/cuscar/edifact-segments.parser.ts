/**
 * UN/EDIFACT (ISO 9735) cut into segments, elements and components, as a stream. Files of ports break the rules: line
 * ends inside values, separators without release character, no UNA, an end that is missing. Whatever can be read is read;
 * only a length without end is refused.
 */
import { asciiBytes, decodeValue } from '../../../../platform/files/byte-text.parser';
import { ediTags } from './edifact-tags.cases';
import { ManifestSyntaxError } from '../manifest.errors';
import type { ManifestLimits } from '../manifest.types';

export interface EdiSegment {
  readonly tag: string;
  /** Elements with their components; the first is the tag's. */
  readonly elements: string[][];
  readonly raw: string;
  readonly line: number;
  /** False for the last one of a file that breaks off. */
  readonly complete: boolean;
  /** The terminator stood in its text without a release character. */
  readonly joined: boolean;
}

interface Separators {
  readonly component: string;
  readonly element: string;
  readonly release: string;
  readonly terminator: string;
}

const STANDARD: Separators = { component: ':', element: '+', release: '?', terminator: "'" };

/** Service string advice: UNA and six characters; one that makes no sense is as good as none. */
function separatorsOf(advice: string): Separators {
  const [component, element, , release, , terminator] = advice;
  const found = [component, element, release, terminator].filter((one) => one !== undefined);
  const distinct = new Set(found).size === 4 && !found.some((one) => /[A-Za-z0-9\r\n]/.test(one));
  return distinct ? { component: component!, element: element!, release: release!, terminator: terminator! } : STANDARD;
}

function split(raw: string, { component, element, release }: Separators): string[][] {
  const elements: string[][] = [];
  let components: string[] = [];
  let value = '';
  for (let i = 0; i < raw.length; i += 1) {
    const one = raw[i]!;
    if (one === release && release !== ' ' && i + 1 < raw.length) value += raw[(i += 1)];
    else if (one === component || one === element) {
      components.push(value);
      value = '';
      if (one === element) {
        elements.push(components);
        components = [];
      }
    } else value += one;
  }
  elements.push([...components, value]);
  return elements;
}

const lines = (text: string): number => text.split('\n').length - 1;

class Tokenizer {
  private separators: Separators | undefined;
  private buffer = '';
  line = 1;

  constructor(private readonly limits: ManifestLimits) {}

  *write(text: string): Generator<EdiSegment> {
    this.buffer += text;
    if (!this.separators && this.buffer.trimStart().length < 9) return;
    const { terminator } = this.start();
    let from = 0;
    for (let at = this.buffer.indexOf(terminator); at >= 0; at = this.buffer.indexOf(terminator, at + 1)) {
      if (this.released(at, from)) continue;
      const segment = this.segment(this.buffer.slice(from, at), true);
      from = at + 1;
      if (segment) yield segment;
    }
    this.buffer = this.buffer.slice(from);
    const most = this.limits.textLength;
    if (this.buffer.length > most) {
      throw new ManifestSyntaxError('TEXT_TOO_LONG', this.line, 1, `one segment has more than ${most} characters`);
    }
  }

  *end(): Generator<EdiSegment> {
    this.start();
    const segment = this.segment(this.buffer, false);
    if (segment) yield segment;
  }

  private start(): Separators {
    if (this.separators) return this.separators;
    const text = this.buffer.trimStart();
    this.separators = text.startsWith('UNA') ? separatorsOf(text.slice(3, 9)) : STANDARD;
    if (text.startsWith('UNA')) {
      this.line += lines(this.buffer.slice(0, this.buffer.length - text.length + 9));
      this.buffer = text.slice(9);
    }
    return this.separators;
  }

  private released(at: number, from: number): boolean {
    const { release } = this.separators!;
    let count = 0;
    if (release !== ' ') for (let i = at - 1; i >= from && this.buffer[i] === release; i -= 1) count += 1;
    return count % 2 === 1;
  }

  private segment(text: string, complete: boolean): EdiSegment | undefined {
    const raw = text.trimStart();
    this.line += lines(text.slice(0, text.length - raw.length));
    const line = this.line;
    this.line += lines(raw);
    if (raw.trim() === '') return undefined;
    const decoded = decodeValue(raw);
    const elements = split(decoded, this.separators!);
    return { tag: (elements[0]?.[0] ?? '').trim(), elements, raw: decoded, line, complete, joined: false };
  }
}

const isSegment = ({ tag, elements }: EdiSegment): boolean =>
  ediTags.has(tag) || (/^[A-Z]{3}$/.test(tag) && elements.length > 1);

/** "L'OUVERTURE" without a release character looks like the end of a segment: what follows is no tag. */
function join(segment: EdiSegment, tail: EdiSegment, most: number): EdiSegment {
  const raw = `${segment.raw}'${tail.raw}`;
  if (raw.length > most) {
    throw new ManifestSyntaxError('TEXT_TOO_LONG', segment.line, 1, `one segment has more than ${most} characters`);
  }
  // In place: a hostile file joins tens of thousands of pieces, and copies would add up.
  const last = segment.elements.at(-1)!;
  const [first = [], ...more] = tail.elements;
  last.push(`${last.pop() ?? ''}'${first[0] ?? ''}`, ...first.slice(1));
  segment.elements.push(...more);
  return { ...segment, raw, complete: tail.complete, joined: true };
}

/** Segments in the order of the file. Throws ManifestSyntaxError for what is too long. */
export async function* readEdiSegments(
  chunks: AsyncIterable<Buffer | string>,
  limits: ManifestLimits,
): AsyncGenerator<EdiSegment> {
  const tokenizer = new Tokenizer(limits);
  let held: EdiSegment | undefined;
  const next = function* (segments: Iterable<EdiSegment>): Generator<EdiSegment> {
    for (const segment of segments) {
      if (held && !isSegment(segment)) {
        held = join(held, segment, limits.textLength);
        continue;
      }
      if (held) yield held;
      held = segment;
    }
  };
  for await (const bytes of asciiBytes(chunks, limits.bytes)) yield* next(tokenizer.write(bytes.toString('latin1')));
  yield* next(tokenizer.end());
  if (held) yield held;
}
