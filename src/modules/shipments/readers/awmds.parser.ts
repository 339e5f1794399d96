/**
 * ASYCUDA World cargo manifest (AWMDS XML, UNCTAD message description A.1.0 and 1.60), read as a stream.
 * Invariants: one bill in memory at a time; content is never refused, only doubted by a warning; form is refused
 * (malformed, truncated, DTD, over a limit) with a ManifestSyntaxError that names line and column.
 */
import { readBill } from './awmds-bill.parser';
import { awmdsElements } from './awmds-elements.cases';
import { readHeader } from './awmds-header.parser';
import { ManifestTally } from './manifest-tally.parser';
import { ManifestSyntaxError } from './manifest.errors';
import {
  defaultManifestLimits,
  type ManifestHeader,
  type ManifestLimits,
  type ManifestPart,
  type ManifestWarning,
} from './manifest.types';
import { SegmentNotes, SegmentReader } from './segment-reader.parser';
import { readXmlSegments, type XmlNode } from './xml-segments.parser';

const ROOTS: ReadonlySet<string> = new Set(['Awmds']);
const OPAQUE: ReadonlySet<string> = new Set(['Attached_document_content']);
/** A hostile file may invent names without end; after so many they are all one. */
const MOST_UNKNOWN_NAMES = 500;
const IGNORED_ATTRIBUTE = /^(?:xmlns(?::.*)?|xsi:.*|xml:.*)$/;

/** Remarks on names and text that hold for any segment. Unknown names are reported once per file. */
class NameWatch {
  private readonly unknown = new Set<string>();

  inspect(segment: XmlNode, notes: SegmentNotes): void {
    let damaged: XmlNode | undefined;
    const visit = (node: XmlNode): void => {
      if (node.name !== 'null' && !awmdsElements.has(node.name)) this.report(node.name, node, notes);
      for (const attribute of node.attributes) {
        if (!IGNORED_ATTRIBUTE.test(attribute)) this.report(`${node.name}@${attribute}`, node, notes);
      }
      if (OPAQUE.has(node.name)) {
        notes.warn('ATTACHMENT_NOT_READ', 'an attached document was passed over', node.line, node.name);
      }
      if (node.text.includes('\uFFFD')) damaged ??= node;
      node.children.forEach(visit);
    };
    visit(segment);
    if (damaged) notes.warn('MOJIBAKE', 'characters were lost; U+FFFD stands for them', damaged.line, damaged.name);
  }

  private report(name: string, node: XmlNode, notes: SegmentNotes): void {
    if (this.unknown.has(name) || this.unknown.size >= MOST_UNKNOWN_NAMES) return;
    this.unknown.add(name);
    const element = name.slice(0, 80);
    notes.warn('UNKNOWN_ELEMENT', `${element} is not of the message; its text is kept as unmapped`, node.line, element);
  }
}

class AwmdsReading {
  readonly tally = new ManifestTally();
  private readonly names = new NameWatch();
  private header: ManifestHeader | undefined;
  private headerLine = 1;
  private bills = 0;

  constructor(private readonly limits: ManifestLimits) {}

  *segment(node: XmlNode): Generator<ManifestPart> {
    const notes = new SegmentNotes();
    const reader = new SegmentReader(node, notes);
    if (node.name === 'Bol_segment') yield this.bill(reader);
    else if (node.name === 'General_segment' && !this.header) yield this.general(reader);
    else this.stray(reader);
    this.names.inspect(node, notes);
    for (const warning of notes.warnings) yield { type: 'warning', warning };
  }

  *end(): Generator<ManifestPart> {
    const warnings: readonly ManifestWarning[] = this.header
      ? this.tally.differences(this.header.statedTotals, this.headerLine)
      : [{ code: 'MISSING_HEADER', message: 'the file has no General_segment', line: 1 }];
    for (const warning of warnings) yield { type: 'warning', warning };
    yield { type: 'end', counts: this.tally.counts() };
  }

  private general(reader: SegmentReader): ManifestPart {
    this.header = readHeader(reader);
    this.headerLine = reader.line;
    return { type: 'header', header: this.header };
  }

  private bill(reader: SegmentReader): ManifestPart {
    this.bills += 1;
    if (this.bills > this.limits.bills) {
      throw new ManifestSyntaxError('TOO_MANY_BILLS', reader.line, 1, `more than ${this.limits.bills} bills`);
    }
    const bill = readBill(reader);
    if (this.tally.add(bill).duplicate) {
      reader.notes.warn('DUPLICATE_BILL', 'the reference was used before in this manifest', bill.sourceLine);
    }
    return { type: 'bill', bill };
  }

  /** A second header, an unknown segment or loose text: its texts go into the warning, as they have no other home. */
  private stray(reader: SegmentReader): void {
    const name = reader.node?.name ?? '';
    const texts = reader.unmapped().map(({ element, value }) => `${element}=${value}`);
    if (name === 'Awmds' && texts.length === 0) return;
    const code = name === 'General_segment' ? 'REPEATED_HEADER' : 'UNKNOWN_ELEMENT';
    const message = `${name.slice(0, 80)} was not expected here: ${texts.join('; ').slice(0, 2000)}`;
    reader.notes.warn(code, message, reader.line, name.slice(0, 80));
  }
}

/**
 * Header, bills and warnings in the order of the file (the warnings of a bill follow it), at last the counts.
 * Chunks are bytes, or text already decoded. Rejects with ManifestSyntaxError; what was yielded before stays true.
 */
export async function* readAwmds(
  chunks: AsyncIterable<Buffer | string>,
  limits: Partial<ManifestLimits> = {},
): AsyncGenerator<ManifestPart> {
  const all = { ...defaultManifestLimits, ...limits };
  const reading = new AwmdsReading(all);
  for await (const node of readXmlSegments(chunks, { roots: ROOTS, opaque: OPAQUE, limits: all })) {
    yield* reading.segment(node);
  }
  yield* reading.end();
}
