import { Injectable } from '@nestjs/common';
import type { Page } from '../../kernel/page';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Idempotency, type Submission } from '../../platform/http/idempotency';
import { AuditTrail, type Leaf, ReceiptsService, type ReceiptWithId } from '../audit';
import { RecordsService, ReleasesService } from '../records';
import type { CreateShipmentDto } from './dto/shipment-input.dto';
import { factsOfCommand, rowsOf } from './shipment.mapping';
import { type ShipmentListed, ShipmentsRepository, type ShipmentView } from './shipments.repository';

/** Bills of lading. One method is one unit of work. */
@Injectable()
export class ShipmentsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly idempotency: Idempotency,
    private readonly records: RecordsService,
    private readonly releases: ReleasesService,
    private readonly repository: ShipmentsRepository,
    private readonly audit: AuditTrail,
    private readonly receipts: ReceiptsService,
  ) {}

  async create(
    actor: Actor,
    command: CreateShipmentDto,
    submission: Submission,
  ): Promise<{ view: ShipmentView; receipt: ReceiptWithId; replayed: boolean }> {
    let leaf: Leaf | undefined;
    const { value, replayed } = await this.idempotency.once<{ view: ShipmentView; receiptId?: string }>(
      actor,
      submission,
      async (ids) => {
        const record = await this.records.create(actor, 'shipment', ids.resourceId, command);
        leaf = this.audit.append(
          {
            name: 'shipment.created',
            written: [{ id: record.id, version: record.version, before: null }],
            ...(command.release && { facts: { released: command.release.audienceIds } }),
          },
          ids.receiptId,
        );
        const origin = { manifestId: null, source: { format: 'API' } };
        await Promise.all([
          this.repository.insertMany([rowsOf(record.key, factsOfCommand(command), origin)]),
          command.release && this.releases.insert(actor, [record], command.release),
        ]);
        return { view: await this.repository.view(command.release ? { ...record, sharing: 'released' } : record) };
      },
      async (ids) => ({ view: await this.read(actor, ids.resourceId), receiptId: ids.receiptId }),
    );
    const receipt =
      value.receiptId === undefined ? this.receipts.of(actor, leaf!) : await this.receipts.find(actor, value.receiptId);
    return { view: value.view, receipt, replayed };
  }

  read(actor: Actor, id: string): Promise<ShipmentView> {
    return this.uow.read(actor, async () => this.repository.view(await this.records.require(id, 'shipment')));
  }

  list(
    actor: Actor,
    filter: { owner?: 'mine' | 'others' },
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<ShipmentListed>> {
    return this.uow.read(actor, async () => {
      const page = await this.records.page(actor, 'shipments', { kind: 'shipment', ...filter }, limit, cursor);
      return { items: await this.repository.listed(page.items), nextCursor: page.nextCursor };
    });
  }
}
