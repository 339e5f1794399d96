import { SIGNATURES } from './media-type.types';

/** What says nothing about a file. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * The media type the first bytes of a file speak of; application/octet-stream when they say nothing.
 *
 * @param head the first bytes, 4,100 if there are as many
 */
export function sniffMediaType(head: Uint8Array): string {
  const match = SIGNATURES.find(({ at = 0, bytes }) => bytes.every((byte, i) => head[at + i] === byte));
  if (match?.type === 'application/zip') return insideZip(head);
  if (match?.type === 'video/mp4') return brandOf(head);
  if (match?.type === 'video/x-matroska') return latin(head, 0, 64).includes('webm') ? 'video/webm' : match.type;
  return match?.type ?? textType(head);
}

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

/** Office files are ZIP archives: their first entries say which (ECMA-376 part 2; OpenDocument 1.3 part 2, section 3.3). */
const IN_ZIP: readonly (readonly [RegExp, string])[] = [
  [/mimetype(application\/[a-z0-9.+-]+?)(PK|$)/, ''],
  [/\bword\//, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [/\bxl\//, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  [/\bppt\//, 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

function insideZip(head: Uint8Array): string {
  const text = latin(head, 0, head.length);
  for (const [pattern, type] of IN_ZIP) {
    const found = pattern.exec(text);
    if (found) return type === '' ? found[1]! : type;
  }
  return 'application/zip';
}

/** ISO 14496-12 section 4.3: the brand of a file that begins with `ftyp`. */
const BRANDS: readonly (readonly [RegExp, string])[] = [
  [/^(heic|heix|heim|heis|hevc|hevx)/, 'image/heic'],
  [/^(mif1|msf1)/, 'image/heif'],
  [/^avi[fs]/, 'image/avif'],
  [/^qt {2}/, 'video/quicktime'],
  [/^(M4A|M4B)/, 'audio/mp4'],
  [/^3g[p2]/, 'video/3gpp'],
];
const brandOf = (head: Uint8Array): string =>
  BRANDS.find(([brand]) => brand.test(latin(head, 8, 12)))?.[1] ?? 'video/mp4';

/** Text is told by having nothing that text has not. What could be run by a reader of it is named, whatever it calls itself. */
function textType(head: Uint8Array): string {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (head.length === 0 || (!isWide && !isText(head))) return UNKNOWN_TYPE;
  // In UTF-16 every second byte of markup is NUL.
  const text = latin(head, 0, head.length)
    .replaceAll('\0', '')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .trimStart()
    .toLowerCase();
  if (/<svg[\s>]/.test(text) && text.startsWith('<')) return 'image/svg+xml';
  if (/^<(!doctype html|html|head|body|script)[\s>]/.test(text)) return 'text/html';
  if (text.startsWith('<?xml')) return 'application/xml';
  if (text.startsWith('#!')) return 'text/x-shellscript';
  return 'text/plain';
}

/** UTF-8 without control characters other than those that lay text out. A character cut off at the end counts as whole. */
function isText(head: Uint8Array): boolean {
  for (let at = 0; at < head.length;) {
    const byte = head[at]!;
    const length = lengthOfCharacter(byte);
    if (length === 0) return false;
    for (let i = 1; i < length && at + i < head.length; i += 1) if ((head[at + i]! & 0xc0) !== 0x80) return false;
    at += length;
  }
  return true;
}

/** Bytes of the UTF-8 character that begins so (RFC 3629); 0 if none does in a text. */
function lengthOfCharacter(byte: number): number {
  if (byte < 0x20) return [0x09, 0x0a, 0x0c, 0x0d].includes(byte) ? 1 : 0;
  if (byte < 0x7f) return 1;
  if (byte >= 0xc2 && byte <= 0xdf) return 2;
  if (byte >= 0xe0 && byte <= 0xef) return 3;
  return byte >= 0xf0 && byte <= 0xf4 ? 4 : 0;
}
