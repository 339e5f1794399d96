import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../platform/database/row-writer';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { IdentifiersRepository, type Mention } from '../identifiers';
import { HeldBack, type HeldBackField, overlaid, type SpineRecord } from '../records';
import { ShipmentContainerRow } from './shipment-container.record';
import { ShipmentPartyRow } from './shipment-party.record';
import type { ShipmentRows } from './shipment.mapping';
import { ShipmentRow } from './shipment.record';
import type { ShipmentContainer, ShipmentFacts, ShipmentParty, ShipmentSource } from './shipment.types';
import type { OfficeCodes } from './tables/office-code.types';

export interface ContainerView extends ShipmentContainer {
  readonly seq: number;
  readonly flags: readonly string[];
}

export interface ShipmentView extends Omit<ShipmentFacts, 'containers' | 'parties'> {
  readonly record: SpineRecord;
  readonly parties: readonly (ShipmentParty & { readonly seq: number })[];
  readonly containers: readonly ContainerView[];
  readonly identifierFlags: readonly { pointer: string; value: string; flags: string[] }[];
  readonly manifestId: string | null;
  /** By an amended manifest; null also where the reader may not see the other bill. */
  readonly supersedesId: string | null;
  readonly supersededById: string | null;
  readonly source: ShipmentSource;
  /** What the reader's own organisation has written down of the codes of the bill's customs office. */
  readonly officeCodes: readonly OfficeCodes[];
  /** Fields held back, as far as the reader may know; where shown, the value stands in the view. */
  readonly withheld: readonly HeldBackField[];
}

/** What lists and links show of a bill. Names and containers in the order of the document. */
export interface ShipmentSummary {
  readonly recordKey: number;
  readonly billReference: string | null;
  readonly vesselName: string | null;
  readonly voyageNumber: string | null;
  readonly arrivalOn: string | null;
  readonly loadingPlace: string | null;
  readonly unloadingPlace: string | null;
  readonly packageCount: number | null;
  readonly grossMassGrams: number | null;
  readonly goodsDescription: string | null;
  readonly containerNumbers: readonly string[];
  readonly parties: readonly { readonly role: ShipmentParty['role']; readonly name: string | null }[];
}

export interface ShipmentListed {
  readonly record: SpineRecord;
  readonly summary: ShipmentSummary;
}

/** Masses up to 2^53 pass through JSON as numbers without loss. */
const CONTAINERS = `coalesce((SELECT json_agg(json_build_object('seq', c.seq, 'number', c.number, 'packageCount', c.package_count,
  'sizeType', c.size_type, 'fullEmpty', c.full_empty, 'seals', c.seals, 'sealingParty', c.sealing_party, 'tareGrams', c.tare_grams,
  'goodsMassGrams', c.goods_mass_grams, 'description', c.description, 'hsCode', c.hs_code, 'flags', c.flags) ORDER BY c.seq)
  FROM shipment_containers c WHERE c.record_key = s.record_key), '[]')`;
const PARTIES = `coalesce((SELECT json_agg(json_build_object('seq', p.seq, 'role', p.role, 'code', p.code, 'name', p.name, 'address', p.address,
  'isPlaceholder', p.is_placeholder) ORDER BY p.seq) FROM shipment_parties p WHERE p.record_key = s.record_key), '[]')`;

/** Row-level security lets the reader's own rows through and no others: whoever released the bill keeps their words for themselves. */
const OFFICE_CODES = `coalesce((SELECT json_agg(json_build_object('field', o.field, 'rows', o.rows)) FROM (
  SELECT DISTINCT ON (m.field) m.field, m.rows FROM code_map_versions m WHERE m.customs_office = s.customs_office
   ORDER BY m.field, m.version DESC) o), '[]')`;

/** A flag on a value that was corrected since is of the version before. */
function stillStands(row: object, { pointer, value }: { pointer: string; value: string }): boolean {
  const field = pointer.slice(1);
  return !(field in row) || row[field as keyof typeof row] === value;
}

@Injectable()
export class ShipmentsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
    private readonly identifiers: IdentifiersRepository,
    readonly held: HeldBack,
  ) {}

  /** Bills with all that hangs on them; the inserts do not wait for each other. */
  async insertMany(bills: readonly ShipmentRows[]): Promise<void> {
    await Promise.all([
      this.writer.insert(
        ShipmentRow,
        bills.map(({ shipment }) => shipment),
      ),
      this.writer.insert(
        ShipmentPartyRow,
        bills.flatMap(({ parties }) => parties),
      ),
      this.writer.insert(
        ShipmentContainerRow,
        bills.flatMap(({ containers }) => containers),
      ),
      this.identifiers.insertMany(new Map(bills.map(({ shipment, mentions }) => [shipment.recordKey, mentions]))),
    ]);
  }

  async update(recordKey: number, patch: Partial<ShipmentRow>): Promise<void> {
    if (Object.keys(patch).length > 0) await this.writer.update(ShipmentRow, recordKey, patch);
  }

  /** The mentions of fields that were corrected, in place of the old ones. */
  replaceMentions(recordKey: number, fields: readonly string[], mentions: readonly Mention[]): Promise<void> {
    return this.identifiers.replace(
      recordKey,
      fields.map((field) => `/${field}`),
      mentions,
    );
  }

  /** One statement for the bill, its parties, containers and flags. */
  async view(record: SpineRecord): Promise<ShipmentView> {
    const [[row], withheld] = await Promise.all([
      this.uow.query<Omit<ShipmentView, 'record' | 'withheld'>>(
        `SELECT s.bill_reference AS "billReference", s.master_reference AS "masterReference", s.line_number AS "lineNumber", s.nature,
              s.type_code AS "typeCode", s.customs_office AS "customsOffice", s.voyage_number AS "voyageNumber", s.vessel_name AS "vesselName",
              s.vessel_imo AS "vesselImo", s.vessel_flag AS "vesselFlag", s.carrier_name AS "carrierName", s.transport_mode AS "transportMode",
              s.departure_on AS "departureOn", s.arrival_on AS "arrivalOn", s.loading_place AS "loadingPlace", s.unloading_place AS "unloadingPlace",
              s.package_count AS "packageCount", s.package_type AS "packageType", s.gross_mass_grams AS "grossMassGrams",
              s.goods_description AS "goodsDescription", s.hs_codes AS "hsCodes", s.shipping_marks AS "shippingMarks", s.details, s.source,
              s.manifest_id AS "manifestId", (SELECT b.id FROM records b WHERE b.key = s.supersedes_key) AS "supersedesId",
              (SELECT b.id FROM shipments n JOIN records b ON b.key = n.record_key WHERE n.supersedes_key = s.record_key ORDER BY n.record_key DESC LIMIT 1) AS "supersededById", ${PARTIES} AS parties, ${CONTAINERS} AS containers, ${OFFICE_CODES} AS "officeCodes",
              coalesce((SELECT json_agg(json_build_object('pointer', d.pointer, 'value', d.raw, 'flags', d.flags) ORDER BY d.seq)
                 FROM identifiers d WHERE d.record_key = $1 AND d.flags <> '{}' AND d.superseded_at IS NULL), '[]') AS "identifierFlags"
         FROM shipments s WHERE s.record_key = $1`,
        [record.key],
      ),
      this.held.of(record),
    ]);
    const identifierFlags = row!.identifierFlags.filter((flag) => stillStands(row!, flag));
    return overlaid('shipment', { record, ...row!, withheld, identifierFlags }, withheld);
  }

  async summaries(keys: readonly number[]): Promise<Map<number, ShipmentSummary>> {
    const [rows, held] = await Promise.all([
      this.uow.query<ShipmentSummary>(
        `SELECT s.record_key AS "recordKey", s.bill_reference AS "billReference", s.vessel_name AS "vesselName", s.voyage_number AS "voyageNumber",
              s.arrival_on AS "arrivalOn", s.loading_place AS "loadingPlace", s.unloading_place AS "unloadingPlace",
              s.package_count AS "packageCount", s.gross_mass_grams AS "grossMassGrams", s.goods_description AS "goodsDescription",
              ARRAY(SELECT c.number FROM shipment_containers c WHERE c.record_key = s.record_key AND c.number IS NOT NULL ORDER BY c.seq) AS "containerNumbers",
              coalesce((SELECT json_agg(json_build_object('role', p.role, 'name', p.name) ORDER BY p.seq)
                 FROM shipment_parties p WHERE p.record_key = s.record_key), '[]') AS parties
         FROM shipments s WHERE s.record_key = ANY ($1::bigint[])`,
        [keys],
      ),
      this.held.ofMany(keys),
    ]);
    return new Map(rows.map((row) => [row.recordKey, overlaid('shipment', row, held.get(row.recordKey) ?? [])]));
  }

  /** A page of the spine with what lists show of each bill. */
  async listed(records: readonly SpineRecord[]): Promise<ShipmentListed[]> {
    const summaries = await this.summaries(records.map((record) => record.key));
    return records.map((record) => ({ record, summary: summaries.get(record.key)! }));
  }
}
