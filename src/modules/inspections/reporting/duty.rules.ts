import { allow, refuse, type Verdict } from '../../../kernel/verdict';
import { dayIn, endOfDay, zoneOfPlace } from './place-clock.rules';
import type { Day, Duty, DutyFacts, DutyState, Holiday, PolicyTerms, ReportKind } from './reporting.types';
import { addDays, addWorkingDays } from './working-days.rules';

const LATEST_EXTENSION_DAYS = 365;
const DAY_MS = 86_400_000;

/**
 * The reports an inspection gives rise to under a policy. Resolution 2692 (2023) sets no deadline: the days are project policy. The
 * shape is that of sibling regimes (2428 (2018), para. 10): an initial report of grounds, results and cooperation, and a follow-up if
 * something was found.
 */
export function dutiesOf(
  facts: DutyFacts,
  policy: PolicyTerms,
  holidays: readonly Holiday[],
  completedAt: Date,
): Duty[] {
  if (facts.status !== 'COMPLETED' && facts.status !== 'CLOSED') return [];
  const timeZone = zoneOfPlace(facts.placeCountry, facts.writtenOffset);
  const from = policy.countedFrom === 'EXAMINATION' && facts.examinedAt ? facts.examinedAt : completedAt;
  const countedFrom = dayIn(from, timeZone);
  const due = (kind: ReportKind, dueOn: Day): Duty => ({
    kind,
    timeZone,
    countedFrom,
    dueOn,
    dueAt: endOfDay(dueOn, timeZone),
  });
  const initial = due('INITIAL', addWorkingDays(countedFrom, policy.initialWorkingDays, holidays));
  return facts.result === 'FOUND' ? [initial, due('FOLLOW_UP', addDays(countedFrom, policy.followUpDays))] : [initial];
}

export interface StandingDuty {
  readonly metAt: Date | null;
  readonly dueAt: Date;
  readonly remindDays: number;
}

/** Follows from the facts and the clock; nothing of it is stored. The due moment itself is late: it is the end of the last day. */
export function stateOf({ metAt, dueAt, remindDays }: StandingDuty, now: Date): DutyState {
  if (metAt) return 'met';
  if (now >= dueAt) return 'overdue';
  return now.getTime() >= dueAt.getTime() - remindDays * DAY_MS ? 'due_soon' : 'open';
}

/** An extension only ever gives more time, and not for ever; a met duty needs none. */
export function mayExtend(duty: { readonly metAt: Date | null; readonly dueOn: Day }, to: Day): Verdict {
  if (duty.metAt) return refuse('ALREADY_MET', 'The report was made; there is nothing to extend');
  if (to <= duty.dueOn) {
    return refuse('NOT_LATER', `The report is due on ${duty.dueOn}; an extension names a later day`, {
      field: '/dueOn',
      dueOn: duty.dueOn,
    });
  }
  const latest = addDays(duty.dueOn, LATEST_EXTENSION_DAYS);
  return to > latest
    ? refuse('TOO_FAR', `An extension gives ${LATEST_EXTENSION_DAYS} days at most`, { field: '/dueOn', latest })
    : allow;
}
