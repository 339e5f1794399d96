import { Injectable } from '@nestjs/common';
import type { Page } from '../../kernel/page';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { DomainEvents } from '../../platform/events/domain-events';
import type { Submission } from '../../platform/http/idempotency';
import { AuditTrail } from '../audit';
import { type Accepted, handlingPatch, type ListFilter, RecordsService, ReleaseWriter, Submissions } from '../records';
import type { CreateShipmentDto, UpdateShipmentDto } from './dto/shipment-input.dto';
import { factsOfCommand, mentionsOf, patchRow, rowsOf } from './shipment.mapping';
import { SHIPMENT_EVENTS } from './shipments.events';
import { type ShipmentListed, ShipmentsRepository, type ShipmentView } from './shipments.repository';

/** Bills of lading. One method is one unit of work. */
@Injectable()
export class ShipmentsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly releases: ReleaseWriter,
    private readonly repository: ShipmentsRepository,
    private readonly audit: AuditTrail,
    private readonly events: DomainEvents,
  ) {}

  create(actor: Actor, command: CreateShipmentDto, submission: Submission): Promise<Accepted<ShipmentView>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const [record, release] = await Promise.all([
          this.records.create(actor, 'shipment', resourceId, command),
          command.release && this.releases.resolveFor(actor, command.release),
        ]);
        const written = [{ id: record.id, version: record.version, before: null }];
        const facts = command.release && { released: command.release.audienceIds };
        const leaf = this.audit.append({ name: 'shipment.created', written, ...(facts && { facts }) }, receiptId);
        const origin = { manifestId: null, source: { format: 'API' } };
        await Promise.all([
          this.repository.insertMany([rowsOf(record.key, factsOfCommand(command), origin)]),
          release && this.releases.insertResolved(actor, [record], release),
          this.events.emit(SHIPMENT_EVENTS.billArrived, { shipmentKey: record.key }),
        ]);
        await this.repository.held.hold(actor, record, command.heldBackFields);
        const view = await this.repository.view(command.release ? { ...record, sharing: 'released' } : record);
        return { view, leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  read(actor: Actor, id: string): Promise<ShipmentView> {
    return this.uow.read(actor, async () => this.repository.view(await this.records.require(id, 'shipment')));
  }

  list(actor: Actor, filter: ListFilter, limit: number, cursor: string | undefined): Promise<Page<ShipmentListed>> {
    return this.uow.read(actor, async () => {
      const page = await this.records.page(actor, 'shipments', { ...filter, kind: 'shipment' }, limit, cursor);
      return { items: await this.repository.listed(page.items), nextCursor: page.nextCursor };
    });
  }

  /** A bill that came in a manifest is corrected like any other; its file, with its hash, still says what was declared. */
  update(actor: Actor, id: string, ifMatch: string | undefined, command: UpdateShipmentDto): Promise<ShipmentView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(
        actor,
        id,
        'shipment',
        ifMatch,
        handlingPatch(command),
      );
      this.audit.append({
        name: 'shipment.updated',
        written: [written],
        facts: { fields: Object.keys(command).sort() },
      });
      await this.repository.held.requireNotHeld(record, Object.keys(command));
      const patch = patchRow(command);
      await this.repository.update(record.key, patch);
      await this.repository.replaceMentions(record.key, Object.keys(command), mentionsOf(patch));
      await this.events.emit(SHIPMENT_EVENTS.billCorrected, { shipmentKey: record.key });
      return this.repository.view(await this.records.require(id, 'shipment'));
    });
  }
}
