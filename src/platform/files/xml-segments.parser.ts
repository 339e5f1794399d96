/**
 * The segments of a document, one at a time: memory holds one segment, whatever the length of the file.
 * Invariant: no DTD, no entity beyond XML's own five, and every length has a limit. The input may be hostile.
 */
import { SaxesParser } from 'saxes';
import type { FileLimits } from './file-limits.types';
import { type FileFault, FileSyntaxError } from './file-syntax.errors';
import type { XmlNode } from './xml-node.rules';
import { decodeXml, sliceLength } from './xml-text.parser';

type Attributes = XmlNode['attributes'];

export interface XmlSegmentsOptions {
  /** Root elements that are understood. */
  readonly roots: ReadonlySet<string>;
  /** Elements that are a segment wherever they stand, if not within another; without it each child of the root is one. */
  readonly segments?: ReadonlySet<string>;
  /** Elements whose text is passed over. */
  readonly opaque: ReadonlySet<string>;
  readonly limits: FileLimits;
  /** Told the root element, once it is known to be one of `roots`. */
  readonly opened?: (root: string, attributes: Attributes) => void;
}

/** Freight systems write `ns2:Bol_segment` now and then; the message has no namespace of its own. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

class SegmentBuilder {
  readonly ready: XmlNode[] = [];
  /** Characters read since the tokenizer last reported anything: it keeps an unfinished text or tag in memory. */
  private idle = 0;
  private readonly parser = new SaxesParser({ xmlns: false, position: true });
  private readonly path: XmlNode[] = [];
  /** Place in `path` of the segment that is being read; 0 while there is none. */
  private segmentAt = 0;
  private elements = 0;
  private characters = 0;
  private closing = false;

  constructor(private readonly options: XmlSegmentsOptions) {
    this.parser.on('error', (error) =>
      this.refuse(this.closing ? 'TRUNCATED' : 'MALFORMED', error.message.replace(/^\d+:\d+: /, '')),
    );
    this.parser.on('doctype', () => this.refuse('DOCTYPE_REFUSED', 'a document type declaration is not accepted'));
    this.parser.on('opentag', (tag) => this.open(localName(tag.name), tag.attributes));
    this.parser.on('attribute', () => this.countElement());
    this.parser.on('text', (text) => this.append(text));
    this.parser.on('cdata', (text) => this.append(text));
    this.parser.on('closetag', () => this.close());
    this.parser.on('comment', () => (this.idle = 0));
    this.parser.on('processinginstruction', () => (this.idle = 0));
  }

  write(slice: string): void {
    this.idle += slice.length;
    this.parser.write(slice);
    const { opaque, limits } = this.options;
    const allowed = opaque.has(this.path.at(-1)?.name ?? '') ? limits.attachmentLength : limits.textLength;
    if (this.idle > allowed + sliceLength) {
      this.refuse('TEXT_TOO_LONG', `one text, tag or comment has more than ${allowed} characters`);
    }
  }

  end(): void {
    this.closing = true;
    this.parser.close();
  }

  refuse(code: FileFault, message: string): never {
    throw new FileSyntaxError(code, this.parser.line, this.parser.column + 1, message);
  }

  private countElement(): void {
    this.idle = 0;
    this.elements += 1;
    const most = this.options.limits.segmentElements;
    if (this.elements > most) this.refuse('SEGMENT_TOO_LARGE', `more than ${most} elements in one segment`);
  }

  private open(name: string, attributes: Attributes): void {
    this.countElement();
    if (this.path.length === 0 && !this.options.roots.has(name)) {
      this.refuse(
        'UNEXPECTED_ROOT',
        `root element ${name.slice(0, 80)}; expected ${[...this.options.roots].join(', ')}`,
      );
    }
    if (this.path.length === 0) this.options.opened?.(name, attributes);
    if (this.path.length >= this.options.limits.depth) {
      this.refuse('TOO_DEEP', `more than ${this.options.limits.depth} levels`);
    }
    const node: XmlNode = { name, line: this.parser.line, children: [], attributes, text: '' };
    if (this.segmentAt > 0) this.path.at(-1)?.children.push(node);
    else if (this.path.length > 0 && (this.options.segments?.has(name) ?? true)) this.segmentAt = this.path.length;
    this.path.push(node);
  }

  private append(text: string): void {
    this.idle = 0;
    const node = this.path.at(-1);
    if (!node || this.options.opaque.has(node.name)) return;
    // The white space between the segments would add up for as long as the file is.
    if (this.segmentAt === 0 && text.trim() === '') return;
    this.characters += text.length;
    node.text += text;
    const { textLength, segmentText } = this.options.limits;
    if (node.text.length > textLength)
      this.refuse('TEXT_TOO_LONG', `more than ${textLength} characters in ${node.name}`);
    if (this.characters > segmentText) {
      this.refuse('SEGMENT_TOO_LARGE', `more than ${segmentText} characters in one segment`);
    }
  }

  private close(): void {
    this.idle = 0;
    const node = this.path.pop();
    if (!node) return;
    const isSegment = this.path.length === this.segmentAt && this.segmentAt > 0;
    const isOutside = this.segmentAt === 0;
    if (isSegment) {
      this.segmentAt = 0;
      this.elements = 0;
      this.characters = 0;
    }
    const isFilled = node.text.trim() !== '' || Object.keys(node.attributes).length > 0;
    if (isSegment || (isOutside && isFilled)) this.ready.push(node);
  }
}

/**
 * Yields each segment when it closes, and each element outside of them (the root is the last) that holds text or attributes of its
 * own. Throws FileSyntaxError.
 */
export async function* readXmlSegments(
  chunks: AsyncIterable<Buffer | string>,
  options: XmlSegmentsOptions,
): AsyncGenerator<XmlNode> {
  const builder = new SegmentBuilder(options);
  for await (const slice of decodeXml(chunks, options.limits.bytes)) {
    builder.write(slice);
    yield* builder.ready.splice(0);
  }
  builder.end();
  yield* builder.ready.splice(0);
}
