import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { EntitiesService } from '../../entities';
import { isComparable, ScreeningSubjects, subjectOf } from '../searching/screening-subjects.service';
import { ListScreening } from './list-screening.service';
import { ScreenedSubjects } from './screened-subjects.repository';
import { ScreeningRuns } from './screening-runs.repository';
import { SubjectScreening } from './subject-screening.service';

const BATCH = 200;

/** Brings an organisation up to date with every list it sees. Doing it again finds nothing left to do. */
@Injectable()
export class OrganisationScreening {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entities: EntitiesService,
    private readonly registry: ScreeningSubjects,
    private readonly subjects: ScreenedSubjects,
    private readonly screening: SubjectScreening,
    private readonly lists: ListScreening,
    private readonly runs: ScreeningRuns,
  ) {}

  /** @param actor sees all that the organisation has: what one person may not see must be screened too */
  async run(actor: Actor): Promise<void> {
    await this.catchUp(actor);
    const behind = await this.uow.read(actor, () => this.runs.behind());
    // One list that fails keeps nobody from the others; the job fails, and is tried again.
    const faults: unknown[] = [];
    for (const list of behind) await this.lists.run(actor, list).catch((error: unknown) => faults.push(error));
    if (faults.length > 0) throw new AggregateError(faults, 'not every list was screened against');
  }

  /** Entities from before there were subjects have been compared with nothing: they are screened against every list. */
  private async catchUp(actor: Actor): Promise<void> {
    for (let after = 0; ;) {
      const { keys, found } = await this.uow.read(actor, async () => {
        const records = await this.subjects.unregistered(after, BATCH);
        return { keys: records, found: (await this.entities.matchable(records)).filter(isComparable) };
      });
      if (keys.length === 0) return;
      after = keys.at(-1)!;
      if (found.length === 0) continue;
      await this.uow.write(actor, async () =>
        this.screening.run(await this.registry.register(found.map(subjectOf)), 'CATCH_UP'),
      );
    }
  }
}
