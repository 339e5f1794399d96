/** Figures over traces. The share that was traced is SDG 16.4.2's: of all that were found, those whose origin or context was established. */
import { median, middleDays } from './time-to-crime.rules';
import { TRACE_STATES, TRACE_SYSTEMS, type TimeToCrime, type TraceState, type TraceSystem } from './trace.types';

export interface CountedTrace {
  readonly system: TraceSystem;
  readonly state: TraceState;
  /** The firearm, whatever systems were asked about it. */
  readonly firearm: string;
  /** The answer names a first buyer, a point of diversion, or says that the context was established. */
  readonly isEstablished: boolean;
  readonly timeToCrime: TimeToCrime | null;
  /** YYYY-MM-DD. */
  readonly sentOn: string | null;
  readonly endedOn: string | null;
  readonly reasons: readonly string[];
}

export interface TraceStatistics {
  readonly traces: number;
  readonly firearms: number;
  readonly bySystem: Readonly<Record<TraceSystem, number>>;
  readonly byState: Readonly<Record<TraceState, number>>;
  readonly untraceableBecause: Readonly<Record<string, number>>;
  /** Of the firearms whose trace has come to an end, those established; null if none has. */
  readonly tracedShare: number | null;
  readonly firearmsEnded: number;
  readonly firearmsTraced: number;
  readonly medianTimeToCrimeDays: number | null;
  readonly medianDaysToAnswer: number | null;
}

const ENDED: readonly TraceState[] = ['ANSWERED', 'FAILED', 'UNTRACEABLE'];
const DAY_MS = 86_400_000;

const countBy = <K extends string>(keys: readonly K[], of: readonly K[]): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, of.filter((one) => one === key).length])) as Record<K, number>;
const firearmsOf = (traces: readonly CountedTrace[]): number => new Set(traces.map(({ firearm }) => firearm)).size;

export function statisticsOf(traces: readonly CountedTrace[]): TraceStatistics {
  const ended = traces.filter(({ state }) => ENDED.includes(state));
  const [firearmsEnded, firearmsTraced] = [
    firearmsOf(ended),
    firearmsOf(ended.filter(({ isEstablished }) => isEstablished)),
  ];
  const reasons = traces.flatMap(({ reasons: of }) => of);
  return {
    traces: traces.length,
    firearms: firearmsOf(traces),
    bySystem: countBy(
      TRACE_SYSTEMS,
      traces.map(({ system }) => system),
    ),
    byState: countBy(
      TRACE_STATES,
      traces.map(({ state }) => state),
    ),
    untraceableBecause: countBy([...new Set(reasons)].sort(), reasons),
    tracedShare: firearmsEnded === 0 ? null : Math.round((1000 * firearmsTraced) / firearmsEnded) / 1000,
    ...{ firearmsEnded, firearmsTraced },
    medianTimeToCrimeDays: median(traces.flatMap(({ timeToCrime: days }) => (days ? middleDays(days) : []))),
    medianDaysToAnswer: median(
      traces.flatMap(({ state, sentOn, endedOn }) =>
        state === 'ANSWERED' && sentOn && endedOn ? (Date.parse(endedOn) - Date.parse(sentOn)) / DAY_MS : [],
      ),
    ),
  };
}
