import { Injectable } from '@nestjs/common';
import { WatchlistsRepository } from '../watchlists/watchlists.repository';
import { AlertWriter } from '../alerts/alert-writer.repository';
import { PairScreening } from './pair-screening.service';
import { ScreenedSubjects } from './screened-subjects.repository';
import type { RunCause } from './screening-run.types';
import { ScreeningRuns } from './screening-runs.repository';
import { SubjectPairs } from './subject-pairs.service';

export interface SubjectsScreened {
  readonly screened: number;
  /** Subjects with at least one hit. */
  readonly hit: number;
  /** Alerts that are new. */
  readonly opened: number;
}

/** Subjects whose candidates are searched by one statement. */
const TOGETHER = 200;

/** Screens parties of casework against every list their owner sees, opens alerts and ends those that are no hits any more. */
@Injectable()
export class SubjectScreening {
  constructor(
    private readonly watchlists: WatchlistsRepository,
    private readonly subjects: ScreenedSubjects,
    private readonly alerts: AlertWriter,
    private readonly runs: ScreeningRuns,
    private readonly pairs: SubjectPairs,
    private readonly screening: PairScreening,
  ) {}

  /**
   * Within a unit of work of the subjects' owner: give every subject that is new or whose values have changed. Those that the acting
   * organisation does not own, or the actor cannot see, are passed over.
   */
  async run(
    subjectKeys: readonly number[],
    cause: Exclude<RunCause, 'LIST_CHANGED'> = 'BATCH',
    recordKey: number | null = null,
  ): Promise<SubjectsScreened> {
    await this.alerts.takeTurn();
    const own = await this.subjects.places([...new Set(subjectKeys)]);
    if (own.length === 0) return { screened: 0, hit: 0, opened: 0 };
    const lists = (await this.watchlists.visible(null)).filter(({ live_number }) => live_number !== null);
    const listKeys = lists.map(({ key }) => key);
    const level = Math.min(...own.map(({ classification }) => classification));
    const runId = await this.runs.whole(cause, level, recordKey);
    const sums = { screened: own.length, hit: 0, opened: 0 };
    for (let start = 0; start < own.length; start += TOGETHER) {
      const keys = own.slice(start, start + TOGETHER).map(({ key }) => key);
      const screened = await this.screening.screen(runId, await this.pairs.of(keys, listKeys));
      sums.hit += screened.hit.size;
      sums.opened += screened.opened.length;
    }
    return sums;
  }

  /** Those of them for which an alert stands: it ends only if they are screened again. */
  async alerted(subjectKeys: readonly number[]): Promise<number[]> {
    return [...new Set((await this.alerts.ofAnyList(subjectKeys)).map(({ subject_key }) => subject_key))];
  }
}
