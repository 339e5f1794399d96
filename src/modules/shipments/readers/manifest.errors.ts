export type ManifestSyntaxErrorCode =
  | 'MALFORMED'
  | 'TRUNCATED'
  | 'DOCTYPE_REFUSED'
  | 'UNEXPECTED_ROOT'
  | 'UNKNOWN_FORMAT'
  | 'EMPTY'
  | 'UNSUPPORTED_ENCODING'
  | 'ENCRYPTED'
  | 'TOO_MANY_CELLS'
  | 'TOO_DEEP'
  | 'TEXT_TOO_LONG'
  | 'SEGMENT_TOO_LARGE'
  | 'TOO_MANY_BILLS'
  | 'TOO_LARGE';

/** A file that cannot be read to its end; line and column count from 1. What was read before it stays true. */
export class ManifestSyntaxError extends Error {
  constructor(
    readonly code: ManifestSyntaxErrorCode,
    readonly line: number,
    readonly column: number,
    message: string,
  ) {
    super(message);
    this.name = 'ManifestSyntaxError';
  }
}
