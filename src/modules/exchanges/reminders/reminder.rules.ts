import { isAwaited, isPastDue, progressSeenBy } from '../exchange.rules';
import type { ExchangeFacts } from '../exchange.types';
import type { ReminderStage } from './reminder.types';

const DAY_MS = 86_400_000;

/** When to remind of a request, days being days in UTC: some days before the last one, and when it has ended. None lies in the past. */
export function reminderTimes(dueOn: string, remindDays: number, now: Date): { stage: ReminderStage; at: Date }[] {
  const last = Date.parse(`${dueOn}T00:00:00Z`);
  const times: { stage: ReminderStage; at: Date }[] = [
    { stage: 'DUE_SOON', at: new Date(last - remindDays * DAY_MS) },
    { stage: 'OVERDUE', at: new Date(last + DAY_MS) },
  ];
  return times.filter(({ at }) => at > now);
}

/**
 * Audiences that still owe an answer, as the sender sees it: none once it is closed or was taken back, or where every organisation that acted
 * has answered or declined. Before the due day has ended nobody is overdue, after it nobody is reminded that it comes soon.
 */
export function audiencesToRemind(exchange: ExchangeFacts, stage: ReminderStage, now: Date): number[] {
  if (isPastDue(exchange.dueOn, now) !== (stage === 'OVERDUE')) return [];
  return audiencesThatOwe(exchange, now);
}

export function audiencesThatOwe(exchange: ExchangeFacts, now: Date): number[] {
  const owing = progressSeenBy(exchange.ownerId, exchange, now).filter(
    ({ state, takenBack }) => isAwaited(state) && !takenBack,
  );
  return exchange.type === 'REQUEST' ? [...new Set(owing.map(({ audienceKey }) => audienceKey))] : [];
}
