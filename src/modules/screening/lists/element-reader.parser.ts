/** One element of an entry: what is read is remembered, what cannot be read is warned of and stays for `unmapped`. */
import {
  childrenOf,
  filledChildren,
  quoted,
  unreadTexts,
  type UnreadText,
  type XmlNode,
} from '../../../platform/files/xml-node.rules';
import { readCountry } from './countries.rules';
import type { ListCountry, ListWarning, ListWarningCode } from './list-entry.types';
import { isPlaceholder, oneLine, type PartialDate, readPartialDate } from './list-values.rules';

/** What was read of one entry, and what was doubtful. */
export class EntryNotes {
  readonly warnings: ListWarning[] = [];
  readonly read = new Set<XmlNode>();
  reference: string | undefined;

  warn(code: ListWarningCode, message: string, line: number, element?: string): void {
    const { reference } = this;
    this.warnings.push({ code, message, line, ...(reference && { reference }), ...(element && { element }) });
  }
}

export class ElementReader {
  constructor(
    readonly node: XmlNode,
    readonly notes: EntryNotes,
  ) {}

  /** Text of the child as it stands, trimmed; null if it is absent or empty. A second one is warned of and stays unread. */
  prose(name: string): string | null {
    const filled = filledChildren(this.node, name);
    const [first] = filled;
    if (!first) return null;
    if (filled.length > 1) {
      const message = `${name} is given ${filled.length} times; the first counts`;
      this.notes.warn('REPEATED_ELEMENT', message, first.line, name);
    }
    this.notes.read.add(first);
    return first.text.trim();
  }

  /** The same as one line of text. A word for "nothing" is nothing. */
  text(name: string): string | null {
    const text = this.prose(name);
    return text === null || isPlaceholder(text) ? null : oneLine(text);
  }

  /** The VALUEs of all children of that name. */
  values(name: string): readonly string[] {
    const filled = childrenOf(this.node, name).flatMap((child) => filledChildren(child, 'VALUE'));
    for (const value of filled) this.notes.read.add(value);
    return filled.map(({ text }) => oneLine(text)).filter((text) => !isPlaceholder(text));
  }

  all(name: string): readonly ElementReader[] {
    return childrenOf(this.node, name).map((child) => new ElementReader(child, this.notes));
  }

  date(name: string): PartialDate | null {
    return this.doubting(name, 'BAD_DATE', readPartialDate);
  }

  country(name: string): ListCountry | null {
    const raw = this.text(name);
    return raw === null ? null : this.countryOf(raw, name);
  }

  countryOf(raw: string, element: string): ListCountry {
    const country = readCountry(raw);
    if (!country.code) {
      this.notes.warn(
        'UNKNOWN_COUNTRY',
        `${element} ${quoted(raw)} is no country known`,
        this.lineOf(element),
        element,
      );
    }
    return country;
  }

  /** A value that has to be one of some; what is not is warned of and handed on as unmapped. */
  doubting<T>(name: string, code: 'BAD_DATE' | 'BAD_VALUE', read: (text: string) => T | undefined): T | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = read(text);
    if (value !== undefined) return value;
    this.doubt(name, code, `${name} ${quoted(text)} cannot be read`);
    return null;
  }

  /** Warns of a child and gives its text back to `unmapped`. */
  doubt(name: string, code: 'BAD_DATE' | 'BAD_VALUE', message: string): void {
    this.notes.warn(code, message, this.lineOf(name), name);
    for (const child of childrenOf(this.node, name)) this.notes.read.delete(child);
  }

  lineOf(name: string): number {
    return filledChildren(this.node, name)[0]?.line ?? this.node.line;
  }

  unmapped(): readonly UnreadText[] {
    return unreadTexts(this.node, this.notes.read);
  }
}
