/** What a file is, told from its first bytes: never from its name or the media type it was sent with. */
import type { ManifestFormat } from './manifest.types';

/** Root elements that a reader understands, without prefix. */
export const asycudaRoots: ReadonlyMap<string, ManifestFormat> = new Map([
  ['Awmds', 'AWMDS'],
  ['Awbolds', 'AWBOLDS'],
  ['Awappend', 'AWAPPEND'],
  ['Awmcds', 'AWMCDS'],
  ['AsycudaWorld_Manifest', 'ASYCUDAWORLD_MANIFEST'],
]);

export type ManifestForm = 'XML' | 'EDIFACT' | 'TABLE' | 'WORKBOOK' | 'LOCKED';

/** Enough for any prologue met, and for the names of all columns of a table. */
export const FORM_BYTES = 4096;

/** Text of the first bytes, ASCII right in any encoding that is read, without byte order mark. */
export function headText(head: Uint8Array): string {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(head);
  const text = new TextDecoder('latin1').decode(head);
  return text.startsWith('\u00ef\u00bb\u00bf') ? text.slice(3) : text;
}

/** UNA fixes the separators, so anything may follow it; UNB and UNH are followed by one. */
const EDIFACT = /^\s*(?:UNA|(?:UNB|UNG|UNH)[^A-Za-z0-9\s])/;
/** Control characters that no text has; tab, line ends, form feed and the separators of level B EDIFACT (1C-1F) are let through. */
const isBinary = (text: string): boolean =>
  [...text].some((one) => {
    const code = one.charCodeAt(0);
    return code < 9 || (code > 13 && code < 0x1c);
  });

const startsWith = (head: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, i) => head[i] === byte);
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Compound File Binary Format: a workbook with a password, or one of Excel 97 to 2003. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Why a LOCKED file is refused, and what to do. */
export const LOCKED_ADVICE =
  'a workbook that is protected by a password or saved as .xls: open it and save it as .xlsx without a password, or as CSV';

/** The form, or undefined for what is no text at all. A table is whatever is text and neither XML nor EDIFACT. */
export function formOf(head: Uint8Array): ManifestForm | undefined {
  if (startsWith(head, ZIP)) return 'WORKBOOK';
  if (startsWith(head, COMPOUND_FILE)) return 'LOCKED';
  const text = headText(head);
  if (/^\s*</.test(text)) return 'XML';
  if (EDIFACT.test(text)) return 'EDIFACT';
  return isBinary(text) ? undefined : 'TABLE';
}
