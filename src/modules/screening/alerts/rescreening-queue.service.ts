import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type DomainEvent, DomainEvents } from '../../../platform/events/domain-events';
import { Jobs } from '../../../platform/jobs/jobs';
import { ENTITY_EVENTS } from '../../entities';
import { SCREENING_EVENTS } from '../screening.events';

export const SCREEN_RECORD = 'screening.screen_record';
export const SCREEN_ORGANISATION = 'screening.screen_organisation';

export interface ScreenRecordPayload {
  readonly ownerKey: number;
  readonly recordKey: number;
}
export interface ScreenOrganisationPayload {
  readonly ownerKey: number;
}

/**
 * Asks for a screening in the transaction of the change that calls for it. Which organisations there are is no secret (the directory is
 * open to all of them); which of them have casework nobody asks: each finds out behind its own wall.
 */
@Injectable()
export class RescreeningQueue implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly events: DomainEvents,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.events.subscribe((event) => this.on(event));
  }

  private async on({ name, facts }: DomainEvent): Promise<void> {
    if (name === ENTITY_EVENTS.changed) await this.record(facts.recordKey as number);
    if (name === SCREENING_EVENTS.listChanged) await this.list(facts.listKey as number);
  }

  /** However often it changes while it waits, it is screened once, as it then is. */
  private record(recordKey: number): Promise<void> {
    const payload: ScreenRecordPayload = { ownerKey: this.uow.current.actor.organisationKey, recordKey };
    return this.jobs.add(SCREEN_RECORD, { ...payload }, { key: `screening.record.${recordKey}` });
  }

  private async list(listKey: number): Promise<void> {
    const owners = await this.uow.query<{ key: number }>(
      `SELECT o.key FROM watchlists w JOIN organisations o ON w.published OR o.key = w.owner_id
        WHERE w.key = $1 AND o.disabled_at IS NULL AND o.kind <> 'OPERATOR' ORDER BY o.key`,
      [listKey],
    );
    for (const { key } of owners) await this.organisation(key);
  }

  private organisation(ownerKey: number): Promise<void> {
    const payload: ScreenOrganisationPayload = { ownerKey };
    return this.jobs.add(SCREEN_ORGANISATION, { ...payload }, { key: `screening.organisation.${ownerKey}` });
  }
}
