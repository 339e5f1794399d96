import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Unit, UnitOfWork } from '../../../platform/database/unit-of-work';
import { type DomainEvent, DomainEvents } from '../../../platform/events/domain-events';
import { Jobs } from '../../../platform/jobs/jobs';
import { ENTITY_EVENTS } from '../../entities';
import { SCREENING_EVENTS } from '../screening.events';

export const SCREEN_RECORDS = 'screening.screen_records';
export const SCREEN_ORGANISATION = 'screening.screen_organisation';

export interface ScreenRecordsPayload {
  readonly ownerKey: number;
  readonly recordKeys: readonly number[];
}
export interface ScreenOrganisationPayload {
  readonly ownerKey: number;
}

const CHANGED = Symbol('records to be screened');
/** Records in one job: a payload holds 8 kB. */
const TOGETHER = 400;

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
  ) {
    uow.beforeCommit((unit) => this.flush(unit));
  }

  onModuleInit(): void {
    this.events.subscribe((event) => this.on(event));
  }

  private async on({ name, facts }: DomainEvent): Promise<void> {
    if (name === ENTITY_EVENTS.changed) this.note(facts.recordKey as number);
    if (name === SCREENING_EVENTS.listChanged) await this.list(facts.listKey as number);
  }

  private note(recordKey: number): void {
    const { notes } = this.uow.current;
    const changed = (notes.get(CHANGED) as Set<number> | undefined) ?? new Set<number>();
    notes.set(CHANGED, changed.add(recordKey));
  }

  /** An import changes thousands of records in one transaction: they are few jobs. One alone is screened once, however often it changes. */
  private async flush({ notes, actor }: Unit): Promise<void> {
    const changed = [...((notes.get(CHANGED) as Set<number> | undefined) ?? [])];
    const adding: Promise<void>[] = [];
    for (let start = 0; start < changed.length; start += TOGETHER) {
      const recordKeys = changed.slice(start, start + TOGETHER);
      const payload: ScreenRecordsPayload = { ownerKey: actor.organisationKey, recordKeys };
      const key = changed.length === 1 ? { key: `screening.record.${changed[0]}` } : {};
      adding.push(this.jobs.add(SCREEN_RECORDS, { ...payload }, key));
    }
    await Promise.all(adding);
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
