/**
 * Invariant: every party of a manifest is screened, or the run says that it is not. A batch of bills, what their parties met, the leaf
 * of the log and the count of bills done are one transaction: a process killed at any point leaves whole batches, and the next attempt
 * goes on behind the last of them.
 */
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { NameScreening } from '../../screening';
import { ManifestsRepository } from '../manifests/manifests.repository';
import { BillPartiesRepository } from './bill-parties.repository';
import { BillPartyScreening } from './bill-party-screening.service';
import { ManifestScreeningsRepository } from './manifest-screenings.repository';
import type { ScreeningRun } from './manifest-screening.types';
import { addSearched, isWholly } from './screened-lists.rules';

/** Bills screened together. */
const BATCH = 500;
/** As many as app.add_job grants; a run that has ended so can be asked for again. */
const MOST_ATTEMPTS = 12;
/** Beginnings, cut off by a kill or not. */
const MOST_STARTS = 60;

@Injectable()
export class ManifestScreening {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: ManifestScreeningsRepository,
    private readonly manifests: ManifestsRepository,
    private readonly parties: BillPartiesRepository,
    private readonly screening: BillPartyScreening,
    private readonly names: NameScreening,
    private readonly audit: AuditTrail,
  ) {}

  /** Goes through what is left of a run; one that has ended is left alone. Throws what another attempt may mend. */
  async run(actor: Actor, id: string): Promise<void> {
    const attempt = await this.begin(actor, id);
    if (attempt === undefined) return;
    if (attempt > MOST_STARTS) return this.fail(actor, id, `The run was begun ${attempt} times`);
    try {
      while (await this.next(actor, id));
    } catch (error) {
      if (attempt < MOST_ATTEMPTS) throw error;
      await this.fail(actor, id, `The run failed ${attempt} times; ask for it again`);
    }
  }

  fail(actor: Actor, id: string, fault: string): Promise<void> {
    return this.uow.write(actor, async () => {
      this.audit.append({ name: 'manifest.screened', facts: { screening: id, status: 'FAILED' } });
      await this.runs.fail(id, fault);
    });
  }

  private begin(actor: Actor, id: string): Promise<number | undefined> {
    return this.uow.bulk(actor, async () => {
      this.audit.append({ name: 'manifest.screening_started', facts: { screening: id } });
      const run = await this.runs.find(id);
      return run && this.runs.begin(id, await this.mayPassOver(run));
    });
  }

  /** What is as it was in the version before needs no second look, if that was screened wholly and against the very lists that are live. */
  private async mayPassOver(run: ScreeningRun): Promise<boolean> {
    if (run.number > 1) return false;
    const manifest = await this.manifests.find(run.manifest_id);
    const before = manifest?.amends ? await this.runs.newest(manifest.amends) : undefined;
    return before?.status === 'DONE' && isWholly(before.lists, await this.names.lists());
  }

  /** One batch; false when there is nothing left. */
  private next(actor: Actor, id: string): Promise<boolean> {
    return this.uow.bulk(actor, async () => {
      const run = await this.runs.find(id);
      if (run?.status !== 'RUNNING') return this.stop(id);
      if (run.bills_done >= run.bills_present) return this.finish(run);
      const until = Math.min(run.bills_done + BATCH, run.bills_present);
      const place = { from: run.bills_done, until, onlyChanged: run.only_changed };
      const parties = await this.parties.ofManifest(run.manifest_id, place);
      const seen = await this.parties.visible(run.manifest_id, place);
      const counts = await this.screening.screen(actor, parties);
      const lists = addSearched(run.lists, counts.lists, seen);
      const unseen = until - run.bills_done - seen;
      if (!(await this.runs.advance(run, until, { ...counts, lists, bills_unseen: unseen })))
        throw new Error('the manifest is being screened by another worker');
      const { parties: of, hits } = counts;
      const facts = { manifest: run.manifest_id, screening: id, from: run.bills_done, until, parties: of, hits };
      this.audit.append({ name: 'manifest.batch_screened', facts });
      return true;
    });
  }

  private stop(id: string): false {
    this.audit.append({ name: 'manifest.screening_started', facts: { screening: id, again: true } });
    return false;
  }

  private async finish(run: ScreeningRun): Promise<false> {
    const isWhole = run.screened === run.parties && run.bills_unseen === 0 && run.lists.length > 0;
    const status = isWhole ? 'DONE' : 'NOT_SCREENED';
    const { parties, screened, hits } = run;
    const lists = run.lists.map(({ code, version, bills }) => ({ code, version, bills }));
    const facts = { manifest: run.manifest_id, screening: run.id, status, parties, screened, hits, lists };
    this.audit.append({ name: 'manifest.screened', facts });
    await this.runs.finish(run.id, status);
    return false;
  }
}
