import { ApiProperty } from '@nestjs/swagger';
import {
  RUN_CAUSES,
  RUN_STATES,
  RUN_WAYS,
  type RunCause,
  type RunState,
  type RunView,
  type RunWay,
} from '../rescreening/screening-run.types';

export class ScreeningRunDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** LIST_CHANGED takes what a version brought; RECORD_CHANGED one record; BATCH those of an import; CATCH_UP what was recorded before screening began. */
  @ApiProperty({ enum: RUN_CAUSES })
  cause: RunCause;
  /** OVERTAKEN: a later version went live, and its run takes what this one left. */
  @ApiProperty({ enum: RUN_STATES })
  state: RunState;
  /** WORDINGS: each new wording against who shares a key with it. SUBJECTS: each party against the lists. */
  @ApiProperty({ enum: RUN_WAYS })
  goesBy: RunWay;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  recordId: string | null;
  /** @example "HT-AGD-ENT-2026-000001" */
  @ApiProperty({ type: String, nullable: true, example: 'HT-AGD-ENT-2026-000001' })
  recordReference: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  listId: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'UN_SC' })
  list: string | null;
  /** Number of the version that was screened against before; null for the first. */
  @ApiProperty({ type: Number, nullable: true, example: 4 })
  afterVersion: number | null;
  /** Number of the version. */
  @ApiProperty({ type: Number, nullable: true, example: 5 })
  version: number | null;
  /** What the version said that was not screened against before. */
  wordings: number;
  /** Parties that were looked at; one that meets wordings of several batches counts in each. */
  subjects: number;
  /** Pairs of a party and an entry that were compared. */
  pairs: number;
  /** Pairs at or above the threshold. */
  hits: number;
  /** Alerts that are new: a hit that was judged on the same values opens none. */
  opened: number;
  /** Alerts in whose place a new one stands. */
  superseded: number;
  /** Alerts that are no hits any more. */
  lapsed: number;
  @ApiProperty({ format: 'date-time' })
  startedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt: string | null;

  static from(view: RunView): ScreeningRunDto {
    const { id, cause, state, wordings, subjects, pairs, hits, opened, superseded, lapsed } = view;
    return {
      ...{ id, cause, state, goesBy: view.goes_by },
      ...{ recordId: view.record_id, recordReference: view.record_reference },
      ...{ listId: view.list_id, list: view.list_code, afterVersion: view.after_number, version: view.version_number },
      ...{ wordings, subjects, pairs, hits, opened, superseded, lapsed },
      startedAt: view.started_at.toISOString(),
      finishedAt: view.finished_at?.toISOString() ?? null,
    };
  }
}

export class ScreeningRunPageDto {
  items: ScreeningRunDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
