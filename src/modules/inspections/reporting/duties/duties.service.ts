import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../../kernel/clock';
import { COMMON } from '../../../../kernel/common.errors';
import { DomainError } from '../../../../kernel/domain-error';
import { newId } from '../../../../kernel/ids';
import type { Page } from '../../../../kernel/page';
import { enforce } from '../../../../kernel/verdict';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../../platform/http/cursor';
import { keysetPage, newestFirst } from '../../../../platform/http/keyset-page';
import { AuditTrail } from '../../../audit';
import { RecordsService } from '../../../records';
import { dutiesOf, mayExtend, stateOf } from '../duty.rules';
import { endOfDay } from '../place-clock.rules';
import { INSPECTION_REPORT } from '../reporting.errors';
import type { Day, DutyState, ReportKind } from '../reporting.types';
import type { DutyFilter } from './duty-list.query';
import {
  DutiesRepository,
  dutyRow,
  type DutyView,
  type ExtensionView,
  type KindCounts,
  type ReminderView,
} from './duties.repository';

/** A duty with the state it is in at this moment. */
export interface StandingDutyView extends DutyView {
  state: DutyState;
}

export interface DutyDetail extends StandingDutyView {
  extensions: ExtensionView[];
}

/** Which reports an organisation owes, by when. Nobody else ever learns of it: not that one is due, late, or was reminded of. */
@Injectable()
export class DutiesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: DutiesRepository,
    private readonly records: RecordsService,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  /**
   * Writes what is newly owed for an inspection, inside the unit of work of whoever completed or corrected it. What arose before stays
   * as it was, with the policy it arose under.
   */
  async arise(recordKey: number): Promise<void> {
    const sources = await this.repository.sources(recordKey);
    if (!sources) return;
    const now = this.clock.now();
    const fresh = dutiesOf(sources, sources, sources.holidays, now).filter(({ kind }) => !sources.known.includes(kind));
    const { organisationKey } = this.uow.current.actor;
    const terms = { policyKey: sources.policyKey, aroseAt: now };
    await this.repository.insert(fresh.map((duty) => dutyRow(newId(), organisationKey, recordKey, duty, terms)));
  }

  list(actor: Actor, filter: DutyFilter, limit: number, cursor: string | undefined): Promise<Page<StandingDutyView>> {
    const now = this.clock.now();
    const scope = [actor.organisationKey, 'inspection report duties', filter];
    return this.uow.read(actor, async () => {
      const page = await keysetPage(
        { cursors: this.cursors, scope, limit, cursor },
        (after) => this.repository.page(filter, now, after, limit),
        ({ at, id }) => ({ at, id }),
      );
      // Shown through the spine, so that the log knows of each inspection above UNCLASSIFIED whose reference is read here.
      await this.records.findByIds([...new Set(page.items.map(({ inspectionId }) => inspectionId))]);
      return { ...page, items: page.items.map((duty) => ({ ...duty, state: stateOf(duty, now) })) };
    });
  }

  read(actor: Actor, id: string): Promise<DutyDetail> {
    return this.uow.read(actor, () => this.detail(id));
  }

  extend(actor: Actor, id: string, dueOn: Day, reason: string): Promise<DutyDetail> {
    return this.uow.write(actor, async () => {
      const duty = await this.require(id);
      enforce(mayExtend(duty, dueOn), INSPECTION_REPORT.EXTENSION_REFUSED);
      this.audit.append({
        name: 'report_duty.extended',
        facts: { duty: id, inspection: duty.inspectionId, kind: duty.kind, from: duty.dueOn, to: dueOn },
      });
      const row = {
        ...{ id: newId(), ownerId: actor.organisationKey, dutyId: id, fromDueOn: duty.dueOn, toDueOn: dueOn, reason },
        extendedBy: actor.userKey,
      };
      if (!(await this.repository.extend(row, endOfDay(dueOn, duty.timeZone)))) throw new DomainError(COMMON.CONFLICT);
      return this.detail(id);
    });
  }

  reminders(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<ReminderView>> {
    const scope = [actor.organisationKey, 'inspection report reminders'];
    return this.uow.read(actor, async () => {
      const page = await newestFirst({ cursors: this.cursors, scope, limit, cursor }, (after) =>
        this.repository.reminders(after, limit),
      );
      await this.records.findByIds([...new Set(page.items.map(({ inspectionId }) => inspectionId))]);
      return page;
    });
  }

  statistics(actor: Actor): Promise<KindCounts[]> {
    return this.uow.read(actor, () => this.repository.counts(this.clock.now()));
  }

  /** Inside the caller's unit of work. */
  async ofRecord(recordKey: number, kind: ReportKind): Promise<DutyView | undefined> {
    return (await this.repository.ofRecord(recordKey)).find((duty) => duty.kind === kind);
  }

  /** Inside the caller's unit of work: the report that stands for a kind, or null if it was withdrawn. */
  meet(recordKey: number, kind: ReportKind, report: { id: string; at: Date } | null): Promise<void> {
    return this.repository.meet(recordKey, kind, report);
  }

  private async detail(id: string): Promise<DutyDetail> {
    const duty = await this.require(id);
    return {
      ...duty,
      state: stateOf(duty, this.clock.now()),
      extensions: await this.repository.extensions(id),
    };
  }

  private async require(id: string): Promise<DutyView> {
    const duty = await this.repository.find(id);
    if (!duty) throw new DomainError(COMMON.NOT_FOUND);
    await this.records.require(duty.inspectionId, 'inspection');
    return duty;
  }
}
