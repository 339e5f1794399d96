import { DomainError, type ErrorDefinition } from './domain-error';

/** Why a rule said no: a catalogue code, a sentence for a person, and the facts it rests on. */
export interface Reason {
  readonly code: string;
  readonly detail: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** What a pure rule answers. A refusal always carries its reasons: somebody will be asked for them in court. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reasons: readonly Reason[] };

export const allow: Verdict = { allowed: true };

export function refuse(code: string, detail: string, facts?: Reason['facts']): Verdict {
  return { allowed: false, reasons: [{ code, detail, ...(facts && { facts }) }] };
}

/** All verdicts must allow; the refusals of all are reported together. */
export function all(...verdicts: readonly Verdict[]): Verdict {
  const reasons = verdicts.flatMap((verdict) => (verdict.allowed ? [] : verdict.reasons));
  return reasons.length === 0 ? allow : { allowed: false, reasons };
}

/** Turns a refusal into the error a client sees. */
export function enforce(verdict: Verdict, error: ErrorDefinition): void {
  if (!verdict.allowed) throw new DomainError(error, { reasons: verdict.reasons });
}
