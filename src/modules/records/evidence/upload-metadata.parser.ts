import { DomainError } from '../../../kernel/domain-error';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import type { Announced } from './evidence.types';

/** Keys, and the most characters of each. */
const MOST: ReadonlyMap<string, number> = new Map([
  ['filename', 255],
  ['filetype', 200],
  ['description', 2000],
  ['sha256', 64],
]);
const PAIR = /^([\x21-\x2b\x2d-\x7e]+)(?: ([A-Za-z0-9+/]*={0,2}))?$/;

/**
 * What the header Upload-Metadata says (tus 1.0.0, extension Creation): pairs of a key and a value in Base64, parted by commas.
 * Throws REQUEST.INVALID naming the key, for a key that is not known here too: it would be lost.
 */
export function announcedBy(header: string | undefined): Announced {
  const values = pairsOf(header ?? '');
  const fileName = values.get('filename');
  if (!fileName) throw faulty('filename', 'IS_REQUIRED', 'The name of the file is needed');
  return {
    fileName,
    declaredType: values.get('filetype') ?? 'application/octet-stream',
    description: values.get('description') ?? null,
    sha256: digestOf(values.get('sha256')),
  };
}

function pairsOf(header: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const pair of header.split(',').map((one) => one.trim())) {
    if (pair === '') continue;
    const [, key, value = ''] = PAIR.exec(pair) ?? [];
    const most = MOST.get(key ?? '');
    if (key === undefined || most === undefined)
      throw faulty(key, 'UNKNOWN_KEY', `Known are ${[...MOST.keys()].join(', ')}`);
    if (values.has(key)) throw faulty(key, 'TWICE', 'It stands twice');
    values.set(key, textOf(key, value, most));
  }
  return values;
}

function textOf(key: string, base64: string, most: number): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'));
    if (text.length <= most && !/(?![\t\r\n])\p{Cc}/u.test(text)) return text;
  } catch {
    // said below
  }
  throw faulty(key, 'NOT_TEXT', `It must be UTF-8 text of at most ${most} characters, in Base64`);
}

function digestOf(text: string | undefined): Buffer | null {
  if (text === undefined) return null;
  if (!/^[0-9a-f]{64}$/i.test(text)) throw faulty('sha256', 'NOT_A_DIGEST', 'It must be 64 hexadecimal digits');
  return Buffer.from(text, 'hex');
}

const faulty = (key: string | undefined, code: string, message: string): DomainError =>
  new DomainError(REQUEST_ERRORS.INVALID, {
    fields: [
      {
        pointer: `/headers/upload-metadata${key === undefined ? '' : `/${key.slice(0, 40).replaceAll('~', '~0').replaceAll('/', '~1')}`}`,
        code,
        message,
      },
    ],
  });
