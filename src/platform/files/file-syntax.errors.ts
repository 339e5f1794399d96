/** What can be wrong with any file, whatever stands in it. */
export type FileFault =
  | 'MALFORMED'
  | 'TRUNCATED'
  | 'DOCTYPE_REFUSED'
  | 'UNEXPECTED_ROOT'
  | 'UNKNOWN_FORMAT'
  | 'EMPTY'
  | 'UNSUPPORTED_ENCODING'
  | 'ENCRYPTED'
  | 'TOO_DEEP'
  | 'TEXT_TOO_LONG'
  | 'SEGMENT_TOO_LARGE'
  | 'TOO_LARGE';

/** A file that cannot be read to its end; line and column count from 1. What was read before it stays true. */
export class FileSyntaxError<Code extends string = FileFault> extends Error {
  constructor(
    readonly code: Code,
    readonly line: number,
    readonly column: number,
    message: string,
  ) {
    super(message);
    this.name = 'FileSyntaxError';
  }
}

/** The class for one set of codes: `instanceof` then knows the codes too, which it forgets of a generic class. */
export interface FileSyntaxErrorOf<Code extends string> {
  new (code: Code, line: number, column: number, message: string): FileSyntaxError<Code>;
  readonly prototype: FileSyntaxError<Code>;
}
