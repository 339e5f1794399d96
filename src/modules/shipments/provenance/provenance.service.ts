import { Injectable } from '@nestjs/common';
import { kgFromGrams } from '../../../kernel/quantity';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { RecordsService, type SpineRecord } from '../../records';
import { ShipmentsRepository, type ShipmentView } from '../shipments.repository';
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
      return { view, fields: provenanceOf(statedBy(view), view.source.format, corrected) };
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

const kg = (grams: number | null): number | null => (grams === null ? null : kgFromGrams(grams));

/** The bill as the API shows it, without what the program added. */
const statedBy = ({
  parties,
  containers,
  grossMassGrams,
  ...view
}: ShipmentView): Parameters<typeof provenanceOf>[0] => {
  const { record: _r, identifierFlags: _f, officeCodes: _o, manifestId: _m, source: _s, details: _d, ...plain } = view;
  return {
    ...plain,
    grossMassKg: kg(grossMassGrams),
    parties: parties.map(({ role, code, name, address }) => ({ role, code, name, address })),
    containers: containers.map(({ seq: _seq, flags: _flags, tareGrams, goodsMassGrams, ...container }) => ({
      ...container,
      tareKg: kg(tareGrams),
      goodsMassKg: kg(goodsMassGrams),
    })),
  };
};
