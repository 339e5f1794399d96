import { allow, refuse, type Verdict } from '../../../kernel/verdict';
import type { OpeningFacts, OpeningState } from './opening.types';

/** From the last approval needed. The database knows the same (migration 32). */
export const OPEN_MINUTES = 15;
/** A request that nobody decides on goes out of date. */
export const WAITING_DAYS = 7;

const MINUTE_MS = 60_000;
const approvals = ({ decisions }: OpeningFacts): number[] =>
  decisions.filter(({ decision }) => decision === 'APPROVED').map(({ at }) => at.getTime());

/** Until when an approved opening shows what it is for; undefined while it is not approved. */
export function openUntil(facts: OpeningFacts): Date | undefined {
  const at = approvals(facts).sort((a, b) => a - b)[facts.needed - 1];
  return at === undefined ? undefined : new Date(at + OPEN_MINUTES * MINUTE_MS);
}

export function stateOf(facts: OpeningFacts, now: Date): OpeningState {
  if (facts.openedAt) return 'OPENED';
  if (facts.decisions.some(({ decision }) => decision === 'REFUSED')) return 'REFUSED';
  const until = openUntil(facts);
  if (until) return now < until ? 'APPROVED' : 'LAPSED';
  return now.getTime() < facts.requestedAt.getTime() + WAITING_DAYS * 24 * 60 * MINUTE_MS ? 'WAITING' : 'LAPSED';
}

export function mayDecide(facts: OpeningFacts, userKey: number, now: Date): Verdict {
  if (facts.requestedBy === userKey)
    return refuse('ASKED_FOR_IT', 'Whoever asked for an opening does not decide on it');
  if (!facts.custodianKeys.includes(userKey))
    return refuse('NOT_A_CUSTODIAN', 'Only the custodians of a source decide on its opening');
  const state = stateOf(facts, now);
  return state === 'WAITING' ? allow : refuse('NOT_WAITING', `This opening is ${state}`, { state });
}

export function mayOpen(facts: OpeningFacts, userKey: number, now: Date): Verdict {
  if (facts.requestedBy !== userKey)
    return refuse('NOT_THE_REQUESTER', 'An opening is shown to the one who asked for it, and to nobody else');
  const state = stateOf(facts, now);
  return state === 'APPROVED' ? allow : refuse('NOT_APPROVED', `This opening is ${state}`, { state });
}

/** Could enough custodians approve what this person asks for? */
export const canBeApproved = (custodianKeys: readonly number[], needed: number, requestedBy: number): Verdict =>
  custodianKeys.filter((key) => key !== requestedBy).length >= needed
    ? allow
    : refuse('TOO_FEW_CUSTODIANS', `${needed} custodians other than you must approve`);
