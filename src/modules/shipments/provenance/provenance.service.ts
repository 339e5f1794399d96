import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { RecordsService, type SpineRecord } from '../../records';
import { ShipmentsRepository, type ShipmentView } from '../shipments.repository';
import { statedFacts } from '../stated-facts.mapping';
import { type FieldProvenance, provenanceOf } from './provenance.rules';

export interface BillProvenance {
  readonly view: ShipmentView;
  readonly fields: readonly FieldProvenance[];
}

/** Says of every value of a bill from which element of which file it came, and whether it was corrected since. */
@Injectable()
export class ProvenanceService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly shipments: ShipmentsRepository,
  ) {}

  of(actor: Actor, id: string): Promise<BillProvenance> {
    return this.uow.read(actor, async () => {
      const record = await this.records.require(id, 'shipment');
      const view = await this.shipments.view(record);
      const corrected = actor.organisationKey === record.ownerId ? await this.correctedFields(record) : null;
      const { details: _, ...stated } = statedFacts(view); // goods lines and the like keep their elements inside
      return { view, fields: provenanceOf(stated, view.source.format, corrected) };
    });
  }

  /** Columns of the bill that differ from its first version. */
  private async correctedFields(record: SpineRecord): Promise<ReadonlySet<string>> {
    if (record.version === 1) return new Set();
    const rows = await this.uow.query<{ column: string }>(
      `SELECT now.key AS column FROM record_versions v, shipments s, jsonb_each(to_jsonb(s)) now
        WHERE v.record_key = $1 AND v.version = 1 AND s.record_key = $1
          AND coalesce(v.state -> 'shipment' -> now.key, 'null') IS DISTINCT FROM now.value
          AND NOT (now.value = '[]' AND v.state -> 'shipment' -> now.key IS NULL)`,
      [record.key],
    );
    return new Set(rows.map(({ column }) => API_NAMES[column] ?? camelCase(column)));
  }
}

const API_NAMES: Readonly<Record<string, string>> = { gross_mass_grams: 'grossMassKg' };
const camelCase = (column: string): string => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
