import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { writtenDay } from '../../platform/database/written-time';
import { EntitiesService } from '../entities';

/** A few words for each record, to tell them apart on a page of links. Entities are called by what this reader may know of them. */
@Injectable()
export class LabelsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entities: EntitiesService,
  ) {}

  async labels(recordKeys: readonly number[]): Promise<Map<number, string>> {
    if (recordKeys.length === 0) return new Map();
    const others = this.uow.query<{ record_key: number; label: string }>(
      `SELECT i.record_key, concat_ws(', ', 'Inspection at ' || coalesce(i.place_name, i.place_locode, i.place_country),
                coalesce(${writtenDay('i.examined_at', 'i.examined_time_zone')}, i.examined_on), 'container ' || i.container_number) AS label
         FROM inspections i WHERE i.record_key = ANY ($1::bigint[])
       UNION ALL SELECT s.record_key, concat_ws(', ', 'Bill of lading ' || s.bill_reference, 'vessel ' || s.vessel_name, 'voyage ' || s.voyage_number)
         FROM shipments s WHERE s.record_key = ANY ($1::bigint[])
       UNION ALL SELECT x.record_key, initcap(x.type) || ': ' || x.subject FROM exchanges x WHERE x.record_key = ANY ($1::bigint[])
       UNION ALL SELECT c.record_key, c.title FROM cases c WHERE c.record_key = ANY ($1::bigint[])
       UNION ALL SELECT m.record_key, concat_ws(', ', 'Exemption request for ' || m.consignee_name, 'supplied from ' || m.supplier_state)
         FROM exemptions m WHERE m.record_key = ANY ($1::bigint[])
       UNION ALL SELECT d.record_key, concat_ws(', ', 'Diversion found with ' || coalesce(d.found_with_name, 'an unnamed party'), d.found_on::text)
         FROM diversions d WHERE d.record_key = ANY ($1::bigint[])
       UNION ALL SELECT t.record_key, concat_ws(', ', 'Trace request to ' || t.system, lower(t.state))
         FROM traces t WHERE t.record_key = ANY ($1::bigint[])`,
      [recordKeys],
    );
    const [rows, entities] = await Promise.all([others, this.entities.captions(recordKeys)]);
    return new Map([
      ...rows.map((row) => [row.record_key, row.label] as const),
      ...[...entities.values()].map(
        ({ record_key, caption, schema }) => [record_key, `${caption} (${schema})`] as const,
      ),
    ]);
  }
}
