import type { FieldFault } from '../../kernel/domain-error';
import { type Finding, finding } from './folder';

/** The form of POST /v1/inspections, as the server checks it. Handed in, because it is slow to load and sending needs none. */
export interface FormReport {
  readonly faults: readonly FieldFault[];
  /** Why it would stay a draft. */
  readonly draft: readonly string[];
}
export type FormCheck = (inspection: unknown) => Promise<FormReport>;

export const findingsOf = (where: string, faults: readonly FieldFault[]): Finding[] =>
  faults.map(({ pointer, code, message }) => finding(where, code, message, pointer));

export const draftWarnings = (where: string, draft: readonly string[]): Finding[] =>
  draft.map((reason) => finding(where, 'STAYS_A_DRAFT', reason));
