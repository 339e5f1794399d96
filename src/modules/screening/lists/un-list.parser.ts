/**
 * The UN Security Council Consolidated List in XML, read as a stream.
 * Invariants: one entry in memory at a time; content is never refused, only doubted by a warning; form is refused (no list,
 * malformed, truncated, DTD, over a limit) with a ListSyntaxError that names line and column.
 */
import { quoted, type XmlNode } from '../../../platform/files/xml-node.rules';
import { readXmlSegments } from '../../../platform/files/xml-segments.parser';
import { defaultListLimits, type ListLimits, type ListPart, type ListWarningCode } from './list-entry.types';
import { ListTally } from './list-tally.parser';
import { oneLine } from './list-values.rules';
import { UN_ELEMENTS, UN_ENTRIES, UN_ROOT } from './un-elements.cases';
import { readUnEntry } from './un-entry.parser';

/** A hostile file may invent names without end; after so many they are all one. */
const MOST_UNKNOWN_NAMES = 500;
const IGNORED_ATTRIBUTE = /^(?:xmlns(?::.*)?|xsi:.*|xml:.*)$/;

const warning = (code: ListWarningCode, message: string, line: number, element?: string): ListPart => ({
  type: 'warning',
  warning: { code, message, line, ...(element && { element }) },
});

/** Entries within an entry, as when a closing tag was lost in editing, taken out of it. */
function takeNested(node: XmlNode): XmlNode[] {
  const nested: XmlNode[] = [];
  for (let at = node.children.length - 1; at >= 0; at -= 1) {
    const child = node.children[at]!;
    nested.push(...takeNested(child));
    if (UN_ENTRIES.has(child.name)) nested.push(...node.children.splice(at, 1));
  }
  return nested.reverse();
}

class UnListReading {
  readonly tally: ListTally;
  private readonly unknown = new Set<string>();

  constructor(
    limits: ListLimits,
    private readonly stated: () => string | null,
  ) {
    this.tally = new ListTally(limits);
  }

  *segment(node: XmlNode): Generator<ListPart> {
    if (!UN_ENTRIES.has(node.name)) {
      yield* this.outside(node);
      return;
    }
    for (const entry of [node, ...takeNested(node)]) {
      if (entry !== node) yield warning('NESTED_ENTRY', `${entry.name} stands within another entry`, entry.line);
      yield* this.entry(entry);
    }
  }

  private *entry(node: XmlNode): Generator<ListPart> {
    const { entry, warnings } = readUnEntry(node);
    if (entry) yield* this.tally.add(entry, warnings);
    else yield* this.tally.reject(...warnings);
    yield* this.remarks(node);
  }

  /** Text or attributes outside the entries have no other home than a warning. */
  private *outside(node: XmlNode): Generator<ListPart> {
    const text = oneLine(node.text).slice(0, 2000);
    if (text !== '')
      yield warning('UNKNOWN_ELEMENT', `${node.name.slice(0, 80)} holds: ${text}`, node.line, node.name.slice(0, 80));
    if (node.name !== UN_ROOT) yield* this.remarks(node);
  }

  private *remarks(segment: XmlNode): Generator<ListPart> {
    let damaged: XmlNode | undefined;
    const found: ListPart[] = [];
    const visit = (node: XmlNode): void => {
      if (!UN_ELEMENTS.has(node.name)) found.push(...this.report(node.name, node.line));
      for (const [name, value] of Object.entries(node.attributes)) {
        if (!IGNORED_ATTRIBUTE.test(name)) found.push(...this.report(`${node.name}@${name}`, node.line, value));
      }
      if (node.text.includes('\uFFFD')) damaged ??= node;
      node.children.forEach(visit);
    };
    visit(segment);
    yield* found;
    if (damaged)
      yield warning(
        'MOJIBAKE',
        'characters were lost; U+FFFD stands for them',
        damaged.line,
        damaged.name.slice(0, 80),
      );
  }

  private report(name: string, line: number, value?: string): ListPart[] {
    if (this.unknown.has(name) || this.unknown.size >= MOST_UNKNOWN_NAMES) return [];
    this.unknown.add(name);
    const element = name.slice(0, 80);
    const what = value === undefined ? 'its text is kept as unmapped' : `it says ${quoted(value)}`;
    return [warning('UNKNOWN_ELEMENT', `${element} is not of the list's form; ${what}`, line, element)];
  }

  *end(): Generator<ListPart> {
    if (this.stated() === null) yield warning('MISSING_HEADER', 'the list does not say when it was generated', 1);
    yield { type: 'end', counts: this.tally.counts() };
  }
}

/**
 * Header, entries (the warnings of an entry follow it) and at last the counts, in the order of the file.
 * Chunks are bytes, or text already decoded. Rejects with ListSyntaxError; what was yielded before must then not go live.
 */
export async function* readUnList(
  chunks: AsyncIterable<Buffer | string>,
  limits: Partial<ListLimits> = {},
): AsyncGenerator<ListPart> {
  const all = { ...defaultListLimits, ...limits };
  let dateGenerated: string | null = null;
  const reading = new UnListReading(all, () => dateGenerated);
  let opened = false;
  const header = (): ListPart => ({ type: 'header', header: { format: 'UN_XML', dateGenerated } });
  for await (const node of readXmlSegments(chunks, {
    roots: new Set([UN_ROOT]),
    segments: UN_ENTRIES,
    opaque: new Set(),
    limits: all,
    opened: (_, attributes) => (dateGenerated = stamp(attributes.dateGenerated)),
  })) {
    if (!opened) yield header();
    opened = true;
    yield* reading.segment(node);
  }
  if (!opened) yield header();
  yield* reading.end();
}

const stamp = (text: string | undefined): string | null =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text) ? text : null;
