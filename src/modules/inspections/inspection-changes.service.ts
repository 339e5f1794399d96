import { Injectable } from '@nestjs/common';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { AuditTrail } from '../audit';
import { levelOf, RecordsService } from '../records';
import { ContentVersions } from './amendments/content-versions.service';
import type { UpdateInspectionDto } from './dto/inspection-input.dto';
import type { AddItemsDto, ChangeItemsDto } from './dto/item-input.dto';
import { InspectionFields } from './inspection-fields.service';
import { INSPECTION_STATES, mayEdit, mayMove } from './inspection.rules';
import type { InspectionEvent } from './inspection.types';
import { INSPECTION } from './inspections.errors';
import { InspectionsRepository, type InspectionView } from './inspections.repository';
import { ItemChanges } from './items/item-changes.service';

/** What happens to an inspection until it is closed. Each method is one unit of work and one version of the record. */
@Injectable()
export class InspectionChanges {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: InspectionsRepository,
    private readonly fields: InspectionFields,
    private readonly items: ItemChanges,
    private readonly versions: ContentVersions,
    private readonly audit: AuditTrail,
  ) {}

  update(actor: Actor, id: string, ifMatch: string | undefined, command: UpdateInspectionDto): Promise<InspectionView> {
    return this.uow.write(actor, async () => {
      const { classification, tlp } = command;
      const handling = { ...(classification && { classification: levelOf(classification) }), ...(tlp && { tlp }) };
      const { record, written } = await this.records.beginChange(actor, id, 'inspection', ifMatch, handling);
      enforce(mayEdit(await this.repository.view(record)), INSPECTION.NOT_ALLOWED_NOW);
      const facts = { fields: Object.keys(command).sort() };
      this.audit.append({ name: 'inspection.updated', written: [written], facts });
      await this.fields.apply(actor, record, command);
      return this.fields.changed(id);
    });
  }

  addItems(actor: Actor, id: string, ifMatch: string | undefined, { items }: AddItemsDto): Promise<InspectionView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'inspection', ifMatch);
      enforce(mayEdit(await this.repository.view(record)), INSPECTION.NOT_ALLOWED_NOW);
      this.audit.append({ name: 'inspection.items_added', written: [written], facts: { items: items.length } });
      await this.items.add(record.key, items);
      return this.repository.view(await this.records.require(id, 'inspection'));
    });
  }

  changeItems(actor: Actor, id: string, ifMatch: string | undefined, change: ChangeItemsDto): Promise<InspectionView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'inspection', ifMatch);
      const view = await this.repository.view(record);
      enforce(mayEdit(view), INSPECTION.NOT_ALLOWED_NOW);
      await this.fields.requireItemsNotHeld(record, change);
      const facts = await this.items.change(record.key, view.items, change);
      this.audit.append({ name: 'inspection.items_changed', written: [written], facts: { ...facts } });
      return this.fields.changed(id);
    });
  }

  move(actor: Actor, id: string, ifMatch: string | undefined, event: InspectionEvent): Promise<InspectionView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'inspection', ifMatch);
      const view = await this.repository.view(record);
      enforce(mayMove(view, event), INSPECTION.NOT_ALLOWED_NOW);
      const status = INSPECTION_STATES.next(view.status, event)!;
      const facts = { from: view.status, event, to: status };
      this.audit.append({ name: 'inspection.moved', written: [written], facts });
      await this.repository.update(record.key, { status });
      await this.fields.tell(record);
      if (status === 'CLOSED') await this.versions.begin(actor, { ...view, record });
      return this.repository.view(await this.records.require(id, 'inspection'));
    });
  }
}
