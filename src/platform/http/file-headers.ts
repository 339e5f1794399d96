import type { Request } from 'express';
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

/** Content-Digest of a SHA-256 (RFC 9530). */
export const digestHeader = (sha256: Buffer): string => `sha-256=:${sha256.toString('base64')}:`;

/** RFC 6266: always an attachment, with a plain ASCII name and the true one beside it. */
export function contentDispositionOf(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** The format that a content type stands for, by a table of media types. Throws UNSUPPORTED_MEDIA_TYPE. */
export function formatOf<Format>(request: Request, formats: Readonly<Record<string, Format>>): Format {
  return formats[mediaTypeOf(fileTypeOf(request, Object.keys(formats)))]!;
}

const mediaTypeOf = (type: string): string => type.split(';')[0]!.trim().toLowerCase();

/** The content type of an upload. A JSON body was read by the middleware before: what is left of the request would look like an empty file. */
export function fileTypeOf(request: Request, accepted: readonly string[]): string {
  const type = request.headers['content-type'] ?? 'application/octet-stream';
  if (!accepted.includes(mediaTypeOf(type))) throw new DomainError(REQUEST_ERRORS.UNSUPPORTED_MEDIA_TYPE);
  return type.slice(0, 200);
}
