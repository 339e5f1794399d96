import { Inject, Injectable } from '@nestjs/common';
import type { Page } from '../../kernel/page';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../platform/http/cursor';
import { Idempotency, type Submission } from '../../platform/http/idempotency';
import { AuditTrail, type Leaf, ReceiptsService, type ReceiptWithId } from '../audit';
import { RecordsService, ReleasesService, type SpineRecord } from '../records';
import type { CreateShipmentDto } from './dto/shipment-input.dto';
import { factsOfCommand, rowsOf } from './shipment.mapping';
import { ShipmentsRepository, type ShipmentSummary, type ShipmentView } from './shipments.repository';

export interface ShipmentListed {
  readonly record: SpineRecord;
  readonly summary: ShipmentSummary;
}

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
    @Inject(CURSORS) private readonly cursors: CursorCodec,
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
      return { items: await this.summarised(page.items), nextCursor: page.nextCursor };
    });
  }

  /** Within the caller's unit of work. */
  async pageOfManifest(
    actor: Actor,
    manifestId: string,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<ShipmentListed>> {
    const scope = JSON.stringify([actor.organisationKey, 'manifest bills', manifestId]);
    const after = cursor === undefined ? undefined : this.cursors.decode(scope, cursor).id;
    const keys = await this.repository.keysOfManifest(manifestId, after, limit);
    const items = await this.summarised(await this.records.findByKeys(keys.slice(0, limit)));
    const last = items.at(-1)?.record;
    return {
      items,
      nextCursor: keys.length > limit && last ? this.cursors.encode(scope, { at: '0', id: last.id }) : null,
    };
  }

  private async summarised(records: readonly SpineRecord[]): Promise<ShipmentListed[]> {
    const summaries = await this.repository.summaries(records.map((record) => record.key));
    return records.map((record) => ({ record, summary: summaries.get(record.key)! }));
  }
}
