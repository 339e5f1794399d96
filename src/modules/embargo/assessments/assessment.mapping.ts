import { DomainError } from '../../../kernel/domain-error';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import type { AssessmentRow } from './assessment.record';
import type { Assessment } from '../rules/assessment.types';
import { parseCase } from '../rules/case-form.parser';
import type { CaseForm } from '../rules/case-merge.rules';
import type { EmbargoCase } from '../rules/embargo.types';
import type { NamedRuleSet } from '../rule-sets/rule-sets.service';

/** Reads a form as it was sent. @throws DomainError REQUEST.INVALID with the place of each fault. */
export function readCase(
  form: unknown,
  empty: 'may be empty' | 'says something' = 'says something',
): { readonly form: CaseForm; readonly input: EmbargoCase } {
  const parsed = parseCase(form);
  if (!parsed.ok) throw new DomainError(REQUEST_ERRORS.INVALID, { fields: parsed.faults });
  if (empty === 'says something' && Object.keys(parsed.input).length === 0) {
    const fault = { pointer: '', code: 'MISSING', message: 'State at least one fact of the supply' };
    throw new DomainError(REQUEST_ERRORS.INVALID, { fields: [fault] });
  }
  return { form: form as CaseForm, input: parsed.input };
}

export interface Answered {
  readonly id: string;
  readonly form: CaseForm;
  readonly asOf: string | null;
  readonly follows: string | null;
  readonly answer: Assessment;
  readonly ruleSet: NamedRuleSet;
  readonly classification: number;
}

/** The row without whom it belongs to and what it is about. Columns repeat what lists are filtered by; `answer` says all. */
export function rowOf({
  id,
  form,
  asOf,
  follows,
  answer,
  ruleSet,
  classification,
}: Answered): Omit<AssessmentRow, 'ownerId' | 'createdBy' | 'recordKey' | 'exemptionKey'> {
  return {
    id,
    classification,
    input: form,
    reading: asOf === null ? 'AS_IT_STOOD' : 'AS_OF',
    asOf,
    shipmentDate: (form.shipmentDate as string | null | undefined) ?? null,
    outcome: answer.outcome,
    flags: [...new Set(answer.flags.map(({ code }) => code))],
    gapJurisdictions: answer.implementationGaps.map(({ jurisdiction }) => jurisdiction),
    gaps: answer.implementationGaps,
    answer,
    ruleSetId: ruleSet.id,
    ruleSetHash: Buffer.from(ruleSet.hash, 'hex'),
    ruleSetVersion: ruleSet.content.version,
    follows,
  };
}
