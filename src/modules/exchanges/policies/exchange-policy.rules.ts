import { allow, refuse, type Verdict } from '../../../kernel/verdict';
import type { ExchangeType } from '../exchange.types';
import type { GatedType, PolicyTerms, PolicyView } from './exchange-policy.types';

/** The database asks the same (policy exchanges_approved). */
export const asksSecondPerson = (
  { secondPersonFor }: Pick<PolicyTerms, 'secondPersonFor'>,
  type: ExchangeType,
): boolean => (type === 'CORRECTION' ? secondPersonFor.length > 0 : secondPersonFor.includes(type));

/** Anything passes that a second person was asked for. */
export const loosens = (before: readonly GatedType[], after: readonly GatedType[]): boolean =>
  before.some((type) => !after.includes(type));

/** The newest that waits for nobody. */
export const inForce = (newestFirst: readonly PolicyView[]): PolicyView | undefined =>
  newestFirst.find((policy) => !policy.loosens || policy.confirmedAt !== null);

/** Confirming is for what waits, and not for whoever wrote it; what a newer version has replaced waits no more. */
export function mayConfirm(policy: PolicyView, newestFirst: readonly PolicyView[], userKey: number): Verdict {
  if (!policy.loosens) return refuse('NOTHING_TO_CONFIRM', 'This version asks for no less than the one before');
  if (policy.confirmedAt !== null) return refuse('CONFIRMED_BEFORE', 'This version was confirmed before');
  if (policy.createdByKey === userKey)
    return refuse('SECOND_PERSON', 'A second person confirms what lets messages pass with one person alone');
  return newestFirst[0]?.id === policy.id ? allow : refuse('REPLACED', 'A newer version was added since');
}
