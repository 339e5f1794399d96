/**
 * Invariant: what a version brought is compared with all that was recorded, once and wholly. A batch of it, its alerts, its counts and how
 * far the run has come are one transaction, so a killed run goes on behind its last batch; and only a run that has ended is a reason not to
 * look at a version's wordings again, for what was recorded later has been screened by itself.
 */
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { AlertWriter } from '../alerts/alert-writer.repository';
import { ChangedWordings } from './changed-wordings.repository';
import { ListBatches } from './list-batches.service';
import { ScreenedSubjects } from './screened-subjects.repository';
import type { ListBehind } from './screening-run.types';
import { ScreeningRuns } from './screening-runs.repository';

@Injectable()
export class ListScreening {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: ScreeningRuns,
    private readonly alerts: AlertWriter,
    private readonly wordings: ChangedWordings,
    private readonly subjects: ScreenedSubjects,
    private readonly batches: ListBatches,
    private readonly audit: AuditTrail,
  ) {}

  /** Screens what the acting organisation has recorded against what the list says now and did not say before. */
  async run(actor: Actor, behind: ListBehind): Promise<void> {
    await this.begin(actor, behind);
    for (let more = true; more;) {
      more = await this.uow.write(actor, async () => {
        await this.alerts.takeTurn();
        const run = await this.runs.running(behind.list_key, behind.version_key);
        this.audit.append({ name: 'screening.progressed', facts: factsOf(behind) });
        return run !== undefined && this.batches.next(run);
      });
    }
  }

  /**
   * By new wordings; the first time by subjects where these are fewer, so that a million names are not gone through for ten entities. Later
   * never: a search by a subject gives the best it finds, and what was found before could stand in the way of what is new.
   */
  private begin(actor: Actor, behind: ListBehind): Promise<void> {
    return this.uow.write(actor, async () => {
      await this.alerts.takeTurn();
      this.audit.append({ name: 'screening.progressed', facts: factsOf(behind) });
      const [wordings, subjects] = await Promise.all([this.wordings.count(behind), this.subjects.count()]);
      const isShorter = behind.after_version === null && subjects < wordings;
      await this.runs.begin({ ...behind, goes_by: isShorter ? 'SUBJECTS' : 'WORDINGS' }, wordings);
    });
  }
}

const factsOf = ({ list_id: list, version_number: version }: ListBehind): { list: string; version: number } => ({
  list,
  version,
});
