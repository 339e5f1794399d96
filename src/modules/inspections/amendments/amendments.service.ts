import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail, type Leaf } from '../../audit';
import { RecordsService } from '../../records';
import type { AmendInspectionDto } from '../dto/amendment.dto';
import { InspectionFields } from '../inspection-fields.service';
import { mayAmend } from '../inspection.rules';
import { INSPECTION } from '../inspections.errors';
import { InspectionsRepository, type InspectionView } from '../inspections.repository';
import { ItemChanges } from '../items/item-changes.service';
import { ContentVersions } from './content-versions.service';

/** A closed inspection never changes: what turns out to be wrong is put right in a version of its own, which says what and why. */
@Injectable()
export class Amendments {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly inspections: InspectionsRepository,
    private readonly fields: InspectionFields,
    private readonly items: ItemChanges,
    private readonly versions: ContentVersions,
    private readonly audit: AuditTrail,
  ) {}

  amend(
    actor: Actor,
    id: string,
    ifMatch: string | undefined,
    { reason, fields, items }: AmendInspectionDto,
  ): Promise<{ view: InspectionView; leaf: Leaf }> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'inspection', ifMatch);
      const before = await this.inspections.view(record);
      enforce(mayAmend(before), INSPECTION.NOT_ALLOWED_NOW);
      if (fields) await this.fields.apply(actor, record, fields);
      if (items) await this.fields.requireItemsNotHeld(record, items);
      if (items) await this.items.change(record.key, before.items, { ...items, reason });
      const amended = await this.fields.changed(id);
      const changes = await this.versions.next(actor, before, { ...amended, record }, reason);
      if (changes.length === 0) throw new DomainError(INSPECTION.NOTHING_AMENDED);
      const facts = {
        contentVersion: (before.contentVersion ?? 1) + 1,
        changed: changes.map(({ pointer }) => pointer),
      };
      const leaf = this.audit.append({ name: 'inspection.amended', written: [written], facts });
      return { view: await this.inspections.view(amended.record), leaf };
    });
  }
}
