import { Injectable } from '@nestjs/common';
import { AlertWriter } from '../alerts/alert-writer.repository';
import { ChangedWordings } from './changed-wordings.repository';
import { PairScreening } from './pair-screening.service';
import { ScreenedSubjects } from './screened-subjects.repository';
import type { ListRun } from './screening-run.types';
import { ScreeningRuns } from './screening-runs.repository';
import { SubjectPairs } from './subject-pairs.service';
import { WordingPairs } from './wording-pairs.service';

/** Wordings, or subjects, that are looked at in one transaction. */
const BATCH = 200;

/** One step of a run over a list. Within a unit of work that has the organisation's turn. */
@Injectable()
export class ListBatches {
  constructor(
    private readonly runs: ScreeningRuns,
    private readonly wordings: ChangedWordings,
    private readonly subjects: ScreenedSubjects,
    private readonly alerts: AlertWriter,
    private readonly subjectPairs: SubjectPairs,
    private readonly wordingPairs: WordingPairs,
    private readonly screening: PairScreening,
  ) {}

  /** False if that was the last one. */
  async next(run: ListRun): Promise<boolean> {
    const isByWording = run.goes_by === 'WORDINGS';
    const keys = isByWording ? await this.wordings.page(run, BATCH) : await this.subjects.page(run.position, BATCH);
    if (keys.length > 0) {
      const pairs = isByWording ? await this.wordingPairs.of(keys) : await this.subjectPairs.of(keys, [run.list_key]);
      await this.screening.screen(run.id, pairs);
      await this.runs.advance(run.id, keys.at(-1)!);
    }
    if (keys.length === BATCH) return true;
    await this.screening.lapse(run.id, await this.alerts.ofDelisted(run.list_key));
    await this.runs.finish(run.id);
    return false;
  }
}
