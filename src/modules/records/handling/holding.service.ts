import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ownOrganisation } from '../../access';
import { AuditTrail } from '../../audit';
import type { SpineRecord } from '../record.types';
import { RECORD } from '../records.errors';
import { RecordsService } from '../records.service';
import { HANDLING } from './handling.errors';
import { HeldBackRepository } from './held-back.repository';
import { HeldBack } from './held-back.service';
import { saidElsewhere } from './held-back.rules';
import type { FieldReleaseView, HeldBackField, Withholding } from './held-back.types';
import { HOLDABLE } from './holdable-fields.cases';

export interface HoldingView {
  readonly record: SpineRecord;
  /** Names of fields, and of lists of which one row can be held back. */
  readonly holdable: { readonly fields: readonly string[]; readonly rows: readonly string[] };
  readonly held: readonly (HeldBackField & {
    readonly stillSaidIn: readonly string[];
    readonly releases: readonly FieldReleaseView[];
  })[];
}

/** Holding back fields of an own record and giving them back. Each method is one unit of work and one version of the record. */
@Injectable()
export class Holding {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly heldBack: HeldBack,
    private readonly repository: HeldBackRepository,
    private readonly audit: AuditTrail,
  ) {}

  list(actor: Actor, id: string): Promise<HoldingView> {
    return this.uow.read(actor, async () => {
      const record = await this.records.requireReadable(actor, id);
      enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
      return this.view(record);
    });
  }

  hold(actor: Actor, id: string, ifMatch: string | undefined, fields: readonly Withholding[]): Promise<HoldingView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, undefined, ifMatch);
      const facts = { fields: fields.map(({ field }) => field).sort(), told: fields.filter(({ told }) => told).length };
      this.audit.append({ name: 'record.fields_held_back', written: [written], facts });
      await this.heldBack.hold(actor, record, fields, '/fields');
      if (record.kind === 'inspection') await this.repository.hideVersions(record.key);
      return this.view(record);
    });
  }

  giveBack(actor: Actor, id: string, ifMatch: string | undefined, fields: readonly string[]): Promise<HoldingView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, undefined, ifMatch);
      this.audit.append({
        name: 'record.fields_given_back',
        written: [written],
        facts: { fields: [...fields].sort() },
      });
      const held = await this.heldBack.of(record);
      const faults = fields.flatMap((field, i) =>
        held.some((each) => each.field === field)
          ? []
          : [{ pointer: `/fields/${i}`, code: 'NOT_HELD_BACK', message: 'This field is not held back' }],
      );
      if (faults.length > 0) throw new DomainError(HANDLING.NOT_HELD_BACK, { fields: faults });
      for (const each of held.filter(({ field }) => fields.includes(field)))
        if (!(await this.repository.giveBack(actor, record, each))) throw new DomainError(COMMON.VERSION_MISMATCH);
      if (record.kind === 'inspection' && held.every(({ field }) => fields.includes(field)))
        await this.repository.showVersions(record.key);
      return this.view(record);
    });
  }

  private async view(record: SpineRecord): Promise<HoldingView> {
    const holdable = HOLDABLE[record.kind];
    if (!holdable) return { record, holdable: { fields: [], rows: [] }, held: [] };
    const [held, releases, rest] = await Promise.all([
      this.heldBack.of(record),
      this.repository.releasesOf(record.key),
      this.repository.rest(record),
    ]);
    return {
      record,
      holdable: { fields: Object.keys(holdable.fields).sort(), rows: Object.keys(holdable.rows).sort() },
      held: held.map((each) => ({
        ...each,
        stillSaidIn: saidElsewhere(each.columns, rest),
        releases: releases.filter(({ field }) => field === each.field),
      })),
    };
  }
}
