import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { Jobs } from '../../../../platform/jobs/jobs';
import { ActorsRepository, organisationActor, SYSTEM_ACTOR } from '../../../access';
import { AuditTrail } from '../../../audit';
import { type BlindKind, REBLIND_JOB } from '../blind.types';
import { BlindIndex } from './blind-index.repository';
import { BlindSetSource } from './blind-set-source.service';
import { BlindSetsRepository } from './blind-sets.repository';

/**
 * After a change of the key every set matches nothing until it is blinded again: sets of records by this job, from the holder's own records
 * as they are then; of lines nothing is left to blind, and whoever published them publishes them again.
 */
@Injectable()
export class ReblindJob implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly actors: ActorsRepository,
    private readonly uow: UnitOfWork,
    private readonly sets: BlindSetsRepository,
    private readonly source: BlindSetSource,
    private readonly index: BlindIndex,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(REBLIND_JOB, ({ organisationKey }) => this.run(organisationKey as number));
  }

  async onApplicationBootstrap(): Promise<void> {
    const owners = await this.uow.read(SYSTEM_ACTOR, () => this.sets.staleOwners());
    if (owners.length === 0) return;
    await this.uow.write(SYSTEM_ACTOR, async () => {
      this.audit.append({ name: 'blind_index.key_changed', facts: { organisations: owners.length } });
      for (const organisationKey of owners)
        await this.jobs.add(REBLIND_JOB, { organisationKey }, { key: `${REBLIND_JOB}:${organisationKey}` });
    });
  }

  async run(organisationKey: number): Promise<void> {
    const reach = await this.actors.byOrganisation(organisationKey);
    if (!reach) return;
    const actor = organisationActor(reach);
    for (const { id } of await this.uow.read(actor, () => this.sets.stale()))
      await this.uow.bulk(actor, () => this.again(id));
  }

  private async again(id: string): Promise<void> {
    const set = (await this.sets.stale()).find((each) => each.id === id);
    this.audit.append({ name: 'blind_set.reblinded', facts: { set: id } });
    if (!set) return;
    const { entries, leftOut } = await this.source.ofRecords(set.recordKeys, set.kinds as BlindKind[]);
    if (entries.length === 0) return;
    await this.sets.renew(set.key, entries.length, leftOut);
    await this.index.insert(set.key, entries);
  }
}
