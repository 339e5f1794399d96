/** Values on their way between this system and FollowTheMoney: countries are capitals here and small letters there; the rest is alike. */
import type { PropertyFacts } from './ftm-model.rules';

export interface ValueRead {
  readonly value: string;
  /** As the source writes it, if that differs. */
  readonly originalValue?: string;
}

/** A day with a time of day stays that day. */
const TIMED_DAY = /^(\d{4}-\d{2}-\d{2})[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?$/;

export function fromFtm({ type }: PropertyFacts, raw: string): ValueRead {
  if (type === 'country') return { value: raw.toUpperCase() };
  const day = type === 'date' ? TIMED_DAY.exec(raw)?.[1] : undefined;
  return day === undefined ? { value: raw } : { value: day, originalValue: raw };
}

/** Undefined where the model has a closed list without it: Haitian Creole is no language there. */
export function toFtm({ type, values }: PropertyFacts, value: string): string | undefined {
  const written = type === 'country' ? value.toLowerCase() : value;
  return values && !values.has(written) ? undefined : written;
}
