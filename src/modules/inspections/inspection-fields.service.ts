import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { DomainEvents } from '../../platform/events/domain-events';
import { HeldBack, RecordsService, type SpineRecord } from '../records';
import type { AmendedFieldsDto } from './dto/amendment.dto';
import type { SubmitInspectionDto, UpdateInspectionDto } from './dto/inspection-input.dto';
import type { ChangeItemsDto } from './dto/item-input.dto';
import { mentionsOf, newRow, patchRow } from './inspection.mapping';
import { initialStatus, isConsistent, mayStand } from './inspection.rules';
import { INSPECTION } from './inspections.errors';
import { INSPECTION_DOMAIN_EVENTS } from './inspections.events';
import { InspectionsRepository, type InspectionView } from './inspections.repository';
import { ItemsRepository } from './items/items.repository';

/** What an inspection says, written and changed within a unit of work that has opened the record. */
type ChangedItems = Pick<ChangeItemsDto, 'correct' | 'withdraw'>;

@Injectable()
export class InspectionFields {
  constructor(
    private readonly records: RecordsService,
    private readonly repository: InspectionsRepository,
    private readonly items: ItemsRepository,
    private readonly events: DomainEvents,
    private readonly held: HeldBack,
  ) {}

  /** All children of a new inspection, and the view of them: statements on one connection are worked off in the order they were sent. */
  async begin(
    actor: Actor,
    record: SpineRecord,
    command: SubmitInspectionDto,
    { ownState, shipmentKey }: { ownState: string | null; shipmentKey: number | null },
  ): Promise<InspectionView> {
    const items = command.items ?? [];
    const status = initialStatus({ ...command, ownState, items });
    const written = [
      this.repository.insert(newRow(record.key, shipmentKey, status, command)),
      this.items.insertFirst(record.key, items),
      this.repository.insertMentions(record.key, mentionsOf(command, items)),
      !command.heldBack ? undefined : this.repository.holdBack(record.key, actor.organisationKey, command.heldBack),
    ];
    const [view] = await Promise.all([this.repository.view(record), ...written, this.tell(record)]);
    if (!command.heldBackFields?.length) return view;
    await this.held.hold(actor, record, command.heldBackFields);
    return this.repository.view(record);
  }

  async apply(actor: Actor, record: SpineRecord, command: UpdateInspectionDto | AmendedFieldsDto): Promise<void> {
    const { key } = record;
    // A nested command has every key there is: what it does not say is undefined.
    const said = Object.entries(command).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    await this.held.requireNotHeld(record, said);
    const asked = command.shipmentId as string | null | undefined;
    const shipmentKey = asked ? await this.shipmentKey(asked) : (asked as null | undefined);
    const patch = patchRow(command, shipmentKey);
    if (Object.keys(patch).length > 0) await this.repository.update(key, patch);
    if (command.heldBack !== undefined) await this.repository.holdBack(key, actor.organisationKey, command.heldBack);
    await this.repository.replaceMentions(key, said, mentionsOf(command, []));
  }

  /** An item that is held back is not put right: what takes its place would be there to read. */
  requireItemsNotHeld(record: SpineRecord, { correct, withdraw }: ChangedItems): Promise<void> {
    return this.held.requireNotHeld(
      record,
      [...(correct ?? []), ...(withdraw ?? [])].map(({ seq }) => `items/${seq}`),
    );
  }

  /** What was changed, as it now is. What was complete must still be. */
  async changed(id: string): Promise<InspectionView> {
    const view = await this.repository.view(await this.records.require(id, 'inspection'));
    enforce(isConsistent(view), INSPECTION.CONTRADICTS_ITSELF);
    enforce(mayStand(view), INSPECTION.NOT_ALLOWED_NOW);
    await this.tell(view.record);
    return view;
  }

  /** Tells whoever listens that an inspection was written, once all of it is sent. */
  tell({ key }: Pick<SpineRecord, 'key'>): Promise<void> {
    return this.events.emit(INSPECTION_DOMAIN_EVENTS.written, { recordKey: key });
  }

  /** A bill one cannot see does not exist; saying so as a field fault does not echo the id. */
  async shipmentKey(id: string): Promise<number> {
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
