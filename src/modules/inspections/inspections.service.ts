import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error';
import type { Page } from '../../kernel/page';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { DomainEvents } from '../../platform/events/domain-events';
import type { Submission } from '../../platform/http/idempotency';
import { AuditTrail } from '../audit';
import {
  type Accepted,
  levelOf,
  type ListFilter,
  RecordsService,
  ReleaseWriter,
  type SpineRecord,
  Submissions,
} from '../records';
import type {
  AddItemsDto,
  InspectionItemDto,
  SubmitInspectionDto,
  UpdateInspectionDto,
} from './dto/inspection-input.dto';
import { initialStatus, INSPECTION_STATES, mayEdit, mayMove } from './inspection.rules';
import type { InspectionEvent } from './inspection.types';
import { INSPECTION } from './inspections.errors';
import { INSPECTION_DOMAIN_EVENTS } from './inspections.events';
import { InspectionsRepository, type InspectionView, type SummaryRow } from './inspections.repository';
import { itemMentions, itemRow, mentionsOf, newRow, patchRow } from './inspection.mapping';

/** What a liaison does with inspections (resolution 2692, para 7). One method is one unit of work. */
@Injectable()
export class InspectionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly releases: ReleaseWriter,
    private readonly repository: InspectionsRepository,
    private readonly audit: AuditTrail,
    private readonly events: DomainEvents,
  ) {}

  submit(actor: Actor, command: SubmitInspectionDto, submission: Submission): Promise<Accepted<InspectionView>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        // What does not wait for another statement's answer is sent with it: the whole submission takes four round trips.
        const [record, shipmentKey, release] = await Promise.all([
          this.records.create(actor, 'inspection', resourceId, command),
          command.shipmentId ? this.shipmentKey(command.shipmentId) : null,
          command.release && this.releases.resolveFor(actor, command.release),
        ]);
        const written = [{ id: record.id, version: record.version, before: null }];
        const facts = command.release && { released: command.release.audienceIds };
        const leaf = this.audit.append({ name: 'inspection.submitted', written, ...(facts && { facts }) }, receiptId);
        const [view] = await Promise.all([
          this.write(actor, record, shipmentKey, command),
          release && this.releases.insertResolved(actor, [record], release),
          this.events.emit(INSPECTION_DOMAIN_EVENTS.written, { recordKey: record.key }),
        ]);
        return { view: release ? { ...view, record: { ...record, sharing: 'released' as const } } : view, leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  /** All children of a new inspection, and the view of them: statements on one connection are worked off in the order they were sent. */
  private async write(
    actor: Actor,
    record: SpineRecord,
    shipmentKey: number | null,
    command: SubmitInspectionDto,
  ): Promise<InspectionView> {
    const items = command.items ?? [];
    const status = initialStatus({ ...command, items });
    const written = [
      this.repository.insert(newRow(record.key, shipmentKey, status, command)),
      this.repository.insertItems(items.map((item, seq) => itemRow(record.key, seq, item))),
      this.repository.insertMentions(record.key, mentionsOf(command, items)),
      !command.heldBack ? undefined : this.repository.holdBack(record.key, actor.organisationKey, command.heldBack),
    ];
    const [view] = await Promise.all([this.repository.view(record), ...written]);
    return view;
  }

  read(actor: Actor, id: string): Promise<InspectionView> {
    return this.uow.read(actor, async () => this.repository.view(await this.records.require(id, 'inspection')));
  }

  list(
    actor: Actor,
    filter: ListFilter,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<{ record: SpineRecord; summary: SummaryRow }>> {
    return this.uow.read(actor, async () => {
      const page = await this.records.page(actor, 'inspections', { ...filter, kind: 'inspection' }, limit, cursor);
      const summaries = await this.repository.summaries(page.items.map((record) => record.key));
      return {
        items: page.items.map((record) => ({ record, summary: summaries.get(record.key)! })),
        nextCursor: page.nextCursor,
      };
    });
  }

  update(actor: Actor, id: string, ifMatch: string | undefined, command: UpdateInspectionDto): Promise<InspectionView> {
    return this.uow.write(actor, async () => {
      const { classification, tlp } = command;
      const handling = { ...(classification && { classification: levelOf(classification) }), ...(tlp && { tlp }) };
      const { record, written } = await this.records.beginChange(actor, id, 'inspection', ifMatch, handling);
      const view = await this.repository.view(record);
      enforce(mayEdit(view), INSPECTION.NOT_ALLOWED_NOW);
      this.audit.append({
        name: 'inspection.updated',
        written: [written],
        facts: { fields: Object.keys(command).sort() },
      });
      const asked = command.shipmentId as string | null | undefined;
      const shipmentKey = asked ? await this.shipmentKey(asked) : (asked as null | undefined);
      const patch = patchRow(command, shipmentKey);
      if (Object.keys(patch).length > 0) await this.repository.update(record.key, patch);
      if (command.heldBack !== undefined)
        await this.repository.holdBack(record.key, actor.organisationKey, command.heldBack);
      await this.repository.replaceMentions(record.key, Object.keys(command), mentionsOf(command, []));
      await this.events.emit(INSPECTION_DOMAIN_EVENTS.written, { recordKey: record.key });
      return this.repository.view(await this.records.require(id, 'inspection'));
    });
  }

  addItems(actor: Actor, id: string, ifMatch: string | undefined, { items }: AddItemsDto): Promise<InspectionView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'inspection', ifMatch);
      enforce(mayEdit(await this.repository.view(record)), INSPECTION.NOT_ALLOWED_NOW);
      this.audit.append({ name: 'inspection.items_added', written: [written], facts: { items: items.length } });
      await this.insertItems(record.key, items);
      return this.repository.view(await this.records.require(id, 'inspection'));
    });
  }

  private async insertItems(recordKey: number, items: readonly InspectionItemDto[]): Promise<void> {
    const first = await this.repository.itemCount(recordKey);
    await this.repository.insertItems(items.map((item, i) => itemRow(recordKey, first + i, item)));
    await this.repository.addMentions(recordKey, itemMentions(items, first));
  }

  move(actor: Actor, id: string, ifMatch: string | undefined, event: InspectionEvent): Promise<InspectionView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'inspection', ifMatch);
      const view = await this.repository.view(record);
      enforce(mayMove(view, event), INSPECTION.NOT_ALLOWED_NOW);
      const status = INSPECTION_STATES.next(view.status, event)!;
      this.audit.append({
        name: 'inspection.moved',
        written: [written],
        facts: { from: view.status, event, to: status },
      });
      await this.repository.update(record.key, { status });
      await this.events.emit(INSPECTION_DOMAIN_EVENTS.written, { recordKey: record.key });
      return this.repository.view(await this.records.require(id, 'inspection'));
    });
  }

  /** A bill one cannot see does not exist; saying so as a field fault does not echo the id. */
  private async shipmentKey(id: string): Promise<number> {
    const [shipment] = await this.records.findByIds([id]);
    if (shipment?.kind !== 'shipment') {
      throw new DomainError(INSPECTION.SHIPMENT_UNKNOWN, {
        fields: [
          { pointer: '/shipmentId', code: 'UNKNOWN', message: 'There is no such shipment, or none that you can see' },
        ],
      });
    }
    return shipment.key;
  }
}
