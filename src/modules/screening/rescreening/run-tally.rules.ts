import { add, type CountsByLevel, NOTHING, type RunCounts } from './screening-run.types';

/** Counts of a run while it is under way. */
export class RunTally {
  private readonly byLevel = new Map<number, RunCounts>();

  add(level: number, counts: Partial<RunCounts>): void {
    this.byLevel.set(level, add(this.byLevel.get(level) ?? NOTHING, { ...NOTHING, ...counts }));
  }

  get counts(): CountsByLevel {
    return this.byLevel;
  }
}
