import { DomainError } from '../../kernel/domain-error';
import { REQUEST_ERRORS } from './http.errors';

/**
 * application/x-www-form-urlencoded (URL Standard, section 5.1) as one text for each name. Throws REQUEST.MALFORMED for what is not UTF-8
 * or says a name twice.
 */
export function parseForm(bytes: Buffer): Readonly<Record<string, string>> {
  const fields = new Map<string, string>();
  for (const pair of bytes.toString('latin1').split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decoded(at < 0 ? pair : pair.slice(0, at));
    if (fields.has(name)) throw malformed('A name stands twice in the form.');
    fields.set(name, decoded(at < 0 ? '' : pair.slice(at + 1)));
  }
  return Object.fromEntries(fields);
}

function decoded(text: string): string {
  const plain = text.replaceAll('+', ' ');
  // Bytes beyond ASCII are sent escaped.
  if (/[^\x20-\x7e]/.test(plain)) throw malformed('The form is not escaped.');
  try {
    return decodeURIComponent(plain);
  } catch {
    throw malformed('The form is not valid UTF-8.');
  }
}

const malformed = (detail: string): DomainError => new DomainError(REQUEST_ERRORS.MALFORMED, { detail });
