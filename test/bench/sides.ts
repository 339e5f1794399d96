import type { BenchApp, CpuSeconds } from './bench-app';
import { CLIENTS } from './bench-app';
import { type LoadResult, runLoad } from './load';
import { progress, quantile, round } from './report';

/** One side of a comparison over all its rounds. */
export interface Side {
  count: number;
  seconds: number;
  latencies: number[];
  /** CPU milliseconds for each piece of work. */
  cpu: { bench: number; program: number; database: number };
}

export interface Sides {
  readonly ours: Side;
  readonly reference: Side;
  readonly ratios: number[];
}

type Work = (client: number) => Promise<unknown>;

/** Both sides in turn (ABAB), so that what else the machine does falls on both; the first round only warms up. */
export async function interleave(
  app: BenchApp,
  { rounds, perRound }: { rounds: number; perRound: number },
  work: { ours: Work; reference: Work },
): Promise<Sides> {
  const empty = (): Side => ({ count: 0, seconds: 0, latencies: [], cpu: { bench: 0, program: 0, database: 0 } });
  const sides: Sides = { ours: empty(), reference: empty(), ratios: [] };
  for (let number = 0; number <= rounds; number += 1) {
    const speeds: number[] = [];
    for (const side of ['ours', 'reference'] as const) {
      await app.settle();
      const before = await app.cpu();
      const result = await runLoad(CLIENTS, perRound, work[side]);
      speeds.push(result.count / result.seconds);
      if (number > 0) add(sides[side], result, before, await app.cpu());
    }
    if (number > 0) sides.ratios.push(speeds[0]! / speeds[1]!);
    progress(`round ${number} of ${rounds}: ${speeds.map((speed) => speed.toFixed(0)).join(' against ')} per second`);
  }
  return sides;
}

function add(side: Side, result: LoadResult, before: CpuSeconds, after: CpuSeconds): void {
  side.count += result.count;
  side.seconds += result.seconds;
  side.latencies.push(...result.latencies);
  for (const who of ['bench', 'program', 'database'] as const)
    side.cpu[who] += ((after[who] ?? Number.NaN) - (before[who] ?? Number.NaN)) * 1000;
}

export const perSecond = (side: Side): number => side.count / side.seconds;

export function describe({ ours, reference, ratios }: Sides): string[] {
  const side = (name: string, { latencies, cpu, count }: Side, bench: string): string => {
    const per = (milliseconds: number): string => `${round(milliseconds / count, 2)} ms`;
    return (
      `${name}: p50 ${round(quantile(latencies, 0.5), 1)} ms, p99 ${round(quantile(latencies, 0.99), 1)} ms; ` +
      `CPU for each: ${bench} ${per(cpu.bench)}, program ${per(cpu.program)}, database ${per(cpu.database)}`
    );
  };
  return [
    side('ours', ours, 'load generator'),
    side('reference', reference, 'replay'),
    `ratio of each round: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}; ${ours.count} each side, ${CLIENTS} clients, ` +
      `load generator and replay in one process, program and database in others, all on this machine`,
  ];
}
