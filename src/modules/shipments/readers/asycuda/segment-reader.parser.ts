/**
 * Reads a segment field by field and remembers what was read, so that the rest can be handed on as `unmapped`:
 * an element nobody asked for must not vanish.
 */
import {
  childrenOf,
  filledChildren,
  quoted,
  unreadTexts,
  type XmlNode,
} from '../../../../platform/files/xml-node.rules';
import { readAmount, readDate, readNumber, readTime } from '../manifest-values.rules';
import { remarksOn } from '../bill-remarks.rules';
import type { BillOfLading, ManifestWarning, ManifestWarningCode, UnmappedElement } from '../manifest.types';

/** The state of one segment: what was read, what was doubtful. */
export class SegmentNotes {
  readonly warnings: ManifestWarning[] = [];
  readonly read = new Set<XmlNode>();
  billReference: string | undefined;

  /** Remarks on the whole bill. */
  remark(bill: BillOfLading): void {
    for (const { code, message } of remarksOn(bill)) this.warn(code, message, bill.sourceLine);
  }

  warn(code: ManifestWarningCode, message: string, line: number, element?: string): void {
    const { billReference } = this;
    this.warnings.push({ code, message, line, ...(billReference && { billReference }), ...(element && { element }) });
  }
}

export class SegmentReader {
  constructor(
    readonly node: XmlNode | undefined,
    readonly notes: SegmentNotes,
  ) {}

  get line(): number {
    return this.node?.line ?? 0;
  }

  /** Text of a child; null if it is absent, empty or holds only `<null/>`, as client exports write it. */
  text(name: string): string | null {
    const filled = filledChildren(this.node, name);
    const first = filled[0];
    if (!first) return null;
    if (filled.length > 1) {
      this.notes.warn(
        'REPEATED_ELEMENT',
        `${name} is given ${filled.length} times; the first counts`,
        first.line,
        name,
      );
    }
    this.notes.read.add(first);
    return first.text.trim();
  }

  private value<T>(name: string, read: (text: string) => T | undefined, code: ManifestWarningCode): T | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = read(text);
    if (value !== undefined) return value;
    this.doubt(name, code, `${name} ${quoted(text)} cannot be read`);
    return null;
  }

  /** Warns about a child and gives its text back to `unmapped`. */
  doubt(name: string, code: ManifestWarningCode, message: string): void {
    const node = this.node?.children.find((child) => child.name === name && this.notes.read.has(child));
    if (node) this.notes.read.delete(node);
    this.notes.warn(code, message, node?.line ?? this.line, name);
  }

  private lineOf(name: string): number {
    return this.node?.children.find((child) => child.name === name)?.line ?? this.line;
  }

  number(name: string): number | null {
    const value = this.value(name, readNumber, 'BAD_NUMBER');
    const text = value === null ? null : this.text(name);
    if (text !== null && /[eE]/.test(text)) {
      this.notes.warn('SCIENTIFIC_NOTATION', `${name} ${text} is read as ${value}`, this.lineOf(name), name);
    }
    return value;
  }

  amount(name: string): string | null {
    return this.value(name, readAmount, 'BAD_NUMBER');
  }

  time(name: string): string | null {
    return this.value(name, readTime, 'BAD_TIME');
  }

  date(name: string): string | null {
    const reading = this.value(name, readDate, 'BAD_DATE');
    if (reading?.ambiguous) {
      this.notes.warn('AMBIGUOUS_DATE', `${name} is read month first: ${reading.value}`, this.lineOf(name), name);
    }
    return reading?.value ?? null;
  }

  /** The first child of that name, or a reader of nothing. */
  child(name: string): SegmentReader {
    return new SegmentReader(
      this.node?.children.find((child) => child.name === name),
      this.notes,
    );
  }

  all(name: string): readonly SegmentReader[] {
    return childrenOf(this.node, name).map((node) => new SegmentReader(node, this.notes));
  }

  /** Every text that no field took, with its path inside this segment. */
  unmapped(): readonly UnmappedElement[] {
    return unreadTexts(this.node, this.notes.read);
  }
}
