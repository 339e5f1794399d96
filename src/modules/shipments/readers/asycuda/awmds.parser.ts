/**
 * ASYCUDA World cargo manifests (Awmds, Awbolds, Awappend, Awmcds: UNCTAD message description A.1.0 and 1.60; and the
 * export of a single bill), read as a stream.
 * Invariants: one bill in memory at a time; content is never refused, only doubted by a warning; form is refused
 * (malformed, truncated, DTD, over a limit) with a ManifestSyntaxError that names line and column.
 */
import type { XmlNode } from '../../../../platform/files/xml-node.rules';
import { readXmlSegments } from '../../../../platform/files/xml-segments.parser';
import { readBill } from './awmds-bill.parser';
import { awmdsElements, billExportElements } from './awmds-elements.cases';
import { readHeader, readShortHeader } from './awmds-header.parser';
import { BillExport } from './bill-export.parser';
import { asycudaRoots } from '../manifest-form.rules';
import { ManifestTally } from '../manifest-tally.parser';
import { ManifestSyntaxError } from '../manifest.errors';
import {
  defaultManifestLimits,
  type BillOfLading,
  type ManifestFormat,
  type ManifestHeader,
  type ManifestLimits,
  type ManifestPart,
  type ManifestWarning,
} from '../manifest.types';
import { SegmentNotes, SegmentReader } from './segment-reader.parser';

const OPAQUE: ReadonlySet<string> = new Set(['Attached_document_content']);
/** A hostile file may invent names without end; after so many they are all one. */
const MOST_UNKNOWN_NAMES = 500;
const IGNORED_ATTRIBUTE = /^(?:xmlns(?::.*)?|xsi:.*|xml:.*)$/;

/** Remarks on names and text that hold for any segment. Unknown names are reported once per file. */
class NameWatch {
  private readonly unknown = new Set<string>();

  constructor(private readonly known: ReadonlySet<string>) {}

  inspect(segment: XmlNode, notes: SegmentNotes): void {
    let damaged: XmlNode | undefined;
    let nulls = 0;
    const visit = (node: XmlNode): void => {
      if (node.name === 'null') nulls += 1;
      else if (!this.known.has(node.name)) this.report(node.name, node, notes);
      for (const attribute of Object.keys(node.attributes)) {
        if (!IGNORED_ATTRIBUTE.test(attribute)) this.report(`${node.name}@${attribute}`, node, notes);
      }
      if (OPAQUE.has(node.name)) {
        notes.warn('ATTACHMENT_NOT_READ', 'an attached document was passed over', node.line, node.name);
      }
      if (node.text.includes('\uFFFD')) damaged ??= node;
      node.children.forEach(visit);
    };
    visit(segment);
    if (nulls > 0) {
      notes.warn('NULL_ELEMENT', `<null/> stands in ${nulls} elements, which are empty`, segment.line, 'null');
    }
    if (damaged) notes.warn('MOJIBAKE', 'characters were lost; U+FFFD stands for them', damaged.line, damaged.name);
  }

  private report(name: string, node: XmlNode, notes: SegmentNotes): void {
    if (this.unknown.has(name) || this.unknown.size >= MOST_UNKNOWN_NAMES) return;
    this.unknown.add(name);
    const element = name.slice(0, 80);
    notes.warn('UNKNOWN_ELEMENT', `${element} is not of the message; its text is kept as unmapped`, node.line, element);
  }
}

/** Heads of the four messages. Any of them is taken under any root: what matters is whose bills follow. */
const HEADS: ReadonlySet<string> = new Set(['General_segment', 'Master_bol', 'Manifest_identification']);

class AsycudaReading {
  private readonly tally = new ManifestTally();
  private readonly names: NameWatch;
  private readonly export: BillExport | undefined;
  private header: ManifestHeader | undefined;
  private headerLine = 1;
  private fileMaster: string | null = null;
  private bills = 0;

  constructor(
    private readonly root: string,
    private readonly format: ManifestFormat,
    private readonly limits: ManifestLimits,
  ) {
    const isExport = format === 'ASYCUDAWORLD_MANIFEST';
    this.names = new NameWatch(isExport ? billExportElements : awmdsElements);
    this.export = isExport ? new BillExport(root, limits) : undefined;
  }

  *segment(node: XmlNode): Generator<ManifestPart> {
    if (this.export && node.name !== this.root) {
      const complete = this.export.take(node);
      if (complete) yield* this.exported(complete);
      return;
    }
    const notes = new SegmentNotes();
    const reader = new SegmentReader(node, notes);
    if (node.name === 'Bol_segment') yield this.bill(reader, readBill(reader, this.fileMaster));
    else if (HEADS.has(node.name) && !this.header) yield this.head(reader);
    else this.stray(reader);
    yield* this.remarks(node, notes);
  }

  *end(): Generator<ManifestPart> {
    const last = this.export?.last();
    if (last) yield* this.exported(last);
    const warnings: readonly ManifestWarning[] = this.header
      ? this.tally.differences(this.header.statedTotals, this.headerLine)
      : [{ code: 'MISSING_HEADER', message: 'the file has no segment that names the voyage', line: 1 }];
    for (const warning of warnings) yield { type: 'warning', warning };
    yield { type: 'end', counts: this.tally.counts() };
  }

  private *remarks(node: XmlNode, notes: SegmentNotes): Generator<ManifestPart> {
    this.names.inspect(node, notes);
    for (const warning of notes.warnings) yield { type: 'warning', warning };
  }

  private *exported(node: XmlNode): Generator<ManifestPart> {
    const notes = new SegmentNotes();
    const reader = new SegmentReader(node, notes);
    const { header, bill } = this.export!.read(reader);
    const first = !this.header;
    if (first) yield { type: 'header', header };
    this.header ??= header;
    yield this.bill(reader, first ? bill : { ...bill, header });
    yield* this.remarks(node, notes);
  }

  private head(reader: SegmentReader): ManifestPart {
    const full = reader.node?.name === 'General_segment';
    if (reader.node?.name === 'Master_bol') this.fileMaster = reader.text('Reference_number');
    this.header = full ? readHeader(reader, this.format) : readShortHeader(reader, this.format);
    this.headerLine = reader.line;
    return { type: 'header', header: this.header };
  }

  private bill(reader: SegmentReader, bill: BillOfLading): ManifestPart {
    this.bills += 1;
    if (this.bills > this.limits.bills) {
      throw new ManifestSyntaxError('TOO_MANY_BILLS', reader.line, 1, `more than ${this.limits.bills} bills`);
    }
    reader.notes.remark(bill);
    if (this.tally.add(bill).duplicate) {
      reader.notes.warn('DUPLICATE_BILL', 'the reference was used before in this manifest', bill.sourceLine);
    }
    return { type: 'bill', bill };
  }

  /** A second header, an unknown segment or loose text: its texts go into the warning, as they have no other home. */
  private stray(reader: SegmentReader): void {
    const name = reader.node?.name ?? '';
    const texts = reader.unmapped().map(({ element, value }) => `${element}=${value}`);
    if (name === this.root && texts.length === 0) return;
    const code = HEADS.has(name) ? 'REPEATED_HEADER' : 'UNKNOWN_ELEMENT';
    const message = `${name.slice(0, 80)} was not expected here: ${texts.join('; ').slice(0, 2000)}`;
    reader.notes.warn(code, message, reader.line, name.slice(0, 80));
  }
}

/**
 * Format, header, bills and warnings in the order of the file (the warnings of a bill follow it), at last the counts.
 * Chunks are bytes, or text already decoded. Rejects with ManifestSyntaxError; what was yielded before stays true.
 */
export async function* readAsycuda(
  chunks: AsyncIterable<Buffer | string>,
  limits: Partial<ManifestLimits> = {},
): AsyncGenerator<ManifestPart> {
  const all = { ...defaultManifestLimits, ...limits };
  let root = '';
  let reading: AsycudaReading | undefined;
  const roots = new Set(asycudaRoots.keys());
  for await (const node of readXmlSegments(chunks, {
    roots,
    opaque: OPAQUE,
    limits: all,
    opened: (name) => (root = name),
  })) {
    if (!reading) yield { type: 'format', format: asycudaRoots.get(root)! };
    reading ??= new AsycudaReading(root, asycudaRoots.get(root)!, all);
    yield* reading.segment(node);
  }
  if (!reading) yield { type: 'format', format: asycudaRoots.get(root)! };
  reading ??= new AsycudaReading(root, asycudaRoots.get(root)!, all);
  yield* reading.end();
}
