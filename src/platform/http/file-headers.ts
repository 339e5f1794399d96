import { DomainError } from '../../kernel/domain-error';
import { REQUEST_ERRORS } from './http.errors';

/** The SHA-256 of a Content-Digest header (RFC 9530), or null without one. */
export function digestFrom(header: string | undefined): Buffer | null {
  if (header === undefined) return null;
  const encoded = /sha-256=:([A-Za-z0-9+/]{43}=):/.exec(header)?.[1];
  if (!encoded) {
    throw new DomainError(REQUEST_ERRORS.INVALID, {
      fields: [
        {
          pointer: '/headers/content-digest',
          code: 'NOT_A_DIGEST',
          message: 'Content-Digest must be sha-256=:BASE64: (RFC 9530)',
        },
      ],
    });
  }
  return Buffer.from(encoded, 'base64');
}

/** RFC 6266: always an attachment, with a plain ASCII name and the true one beside it. */
export function contentDispositionOf(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
