/** One fault in a request. */
export class FieldFaultDto {
  /**
   * JSON pointer (RFC 6901) of the field; empty for the document itself.
   * @example "/items/0/serial"
   */
  pointer: string;
  /** @example "DUPLICATE_KEY" */
  code: string;
  message: string;
}

/** Why a rule refused. */
export class ReasonDto {
  code: string;
  detail: string;
  facts?: Record<string, unknown>;
}

/** Every error, as RFC 9457 application/problem+json. Codes are listed in docs/errors.md. */
export class ProblemDto {
  type: string;
  title: string;
  /** @example 404 */
  status: number;
  /** @example "COMMON.NOT_FOUND" */
  code: string;
  detail?: string;
  fields?: FieldFaultDto[];
  reasons?: ReasonDto[];
  /** What you can do about it. */
  advice: string;
}
