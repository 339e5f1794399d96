/**
 * XML of a workbook's part as events, one slice at a time.
 * Invariant: no DTD, no entity beyond XML's own five, limits on depth and on every text. The input may be hostile.
 */
import { SaxesParser } from 'saxes';
import { ManifestSyntaxError, type ManifestSyntaxErrorCode } from '../manifest.errors';
import type { ManifestLimits } from '../manifest.types';
import { XLSX_LIMITS } from './xlsx-parts.parser';
import { decodeXml, sliceLength } from '../../../../platform/files/xml-text.parser';

export type XmlAttributes = Readonly<Record<string, string>>;

export interface XmlPartHandlers {
  /** Names without prefix: strict and transitional workbooks differ in their namespaces only. */
  open?(name: string, attributes: XmlAttributes): void;
  text?(text: string): void;
  close?(name: string): void;
  /** Row of the sheet, for messages. */
  line?(): number;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export type Refuse = (code: ManifestSyntaxErrorCode, message: string) => never;

export const refusing =
  (part: string, line: () => number): Refuse =>
  (code, message) => {
    throw new ManifestSyntaxError(code, Math.max(1, line()), 1, `${part.slice(0, 80)}: ${message.slice(0, 200)}`);
  };

/** Runs the handlers over a part; what they collected can be taken after each step. */
export async function* readXmlPart(
  part: string,
  bytes: AsyncIterable<Buffer>,
  limits: ManifestLimits,
  handlers: XmlPartHandlers,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const refuse = refusing(part, () => handlers.line?.() ?? 1);
  let depth = 0;
  let idle = 0;
  parser.on('error', (error) => refuse('MALFORMED', error.message));
  parser.on('doctype', () => refuse('DOCTYPE_REFUSED', 'a document type declaration is not accepted'));
  parser.on('opentag', ({ name, attributes }) => {
    idle = 0;
    depth += 1;
    if (depth > XLSX_LIMITS.depth) refuse('TOO_DEEP', `more than ${XLSX_LIMITS.depth} levels`);
    handlers.open?.(localName(name), attributes);
  });
  const take = (text: string): void => {
    idle = 0;
    if (text.length > limits.textLength)
      refuse('TEXT_TOO_LONG', `more than ${limits.textLength} characters in one text`);
    handlers.text?.(text);
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('comment', () => (idle = 0));
  parser.on('attribute', () => (idle = 0));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    idle = 0;
    handlers.close?.(localName(name));
  });
  for await (const slice of decodeXml(bytes, limits.bytes)) {
    idle += slice.length;
    parser.write(slice);
    if (idle > limits.textLength + sliceLength) {
      refuse('TEXT_TOO_LONG', `one text, tag or comment has more than ${limits.textLength} characters`);
    }
    yield;
  }
  parser.close();
  yield;
}
