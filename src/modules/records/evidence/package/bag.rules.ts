/** One file of a bag (BagIt 1.0, RFC 8493): its path below the bag's folder, length in bytes, SHA-256 in hexadecimal. */
export interface BagFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** Section 2.1.1. */
export const BAG_DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Section 2.1.3: line ends and the percent sign of a path are written encoded, and nothing else is. */
const manifestPath = (path: string): string =>
  path.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** A manifest (section 2.1.3) or tag manifest (2.2.1). */
export const manifestOf = (files: readonly BagFile[]): string =>
  files.map(({ path, sha256 }) => `${sha256}  ${manifestPath(path)}\n`).join('');

/** Section 2.2.2: octets and number of files of the payload. */
export const oxumOf = (payload: readonly BagFile[]): string =>
  `${payload.reduce((sum, { size }) => sum + size, 0)}.${payload.length}`;

/** Lines of bag-info.txt (section 2.2.2). A value is one line: what would begin another is a space. */
export const bagInfo = (fields: readonly (readonly [string, string])[]): string =>
  fields.map(([name, value]) => `${name}: ${value.replace(/[\r\n\p{Cc}]+/gu, ' ')}\n`).join('');

const MOST_BYTES = 120;

/**
 * A name for a file that every system can keep and that leads nowhere: no folders, nothing that a shell, Windows or a screen treats
 * otherwise than a letter (RFC 8493 section 5.2), in one normal form of Unicode (section 6.1.1), at most 120 bytes with its ending.
 */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"/\\|?*\u2215\uff0f]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const [, stem = plain, ending = ''] = /^(.*?)(\.[^.]{1,10})?$/su.exec(plain) ?? [];
  return cut(stem, MOST_BYTES - bytesOf(ending)) + ending || 'unnamed';
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

function cut(text: string, most: number): string {
  let kept = '';
  let bytes = 0;
  for (const letter of text) {
    bytes += bytesOf(letter);
    if (bytes > most) break;
    kept += letter;
  }
  return kept.trimEnd();
}

/** Where an attachment lies in the bag. Its number comes first, so that no two are the same, on systems that know no capitals either. */
export const attachmentPath = (seq: number, fileName: string): string =>
  `data/attachments/${numbered(seq)}-${safeName(fileName)}`;

export const receiptPath = (seq: number): string => `data/receipts/${numbered(seq)}.json`;

/** From 1, as people count. */
const numbered = (seq: number): string => String(seq + 1).padStart(5, '0');
