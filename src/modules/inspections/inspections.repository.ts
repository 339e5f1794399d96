import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../platform/database/row-writer';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { IdentifiersRepository, type Mention } from '../identifiers';
import type { SpineRecord } from '../records';
import { InspectionItemRow } from './inspection-item.record';
import { InspectionRow } from './inspection.record';
import { FirearmMarks } from './serials/firearm-marks.repository';
import type { InspectionStatus, ItemCategory, SerialState, StatedTotal } from './inspection.types';

export interface ItemView {
  seq: number;
  category: ItemCategory;
  quantity: number;
  type?: string;
  make?: string;
  model?: string;
  calibre?: string;
  action?: string;
  serial?: string;
  serialState?: SerialState;
  countryOfManufacture?: string;
  markings?: string;
  headstamp?: string;
  lot?: string;
  description?: string;
}

export interface InspectionView {
  record: SpineRecord;
  status: InspectionStatus;
  shipmentId: string | null;
  legalBasis: string | null;
  necessity: string | null;
  ground: string | null;
  groundStatement: string | null;
  placeLocode: string | null;
  placeName: string | null;
  placeCountry: string;
  examinedAt: string | null;
  transportMode: string | null;
  cooperation: string | null;
  agenciesPresent: string[];
  result: 'NIL' | 'FOUND' | 'REFUSED' | null;
  containerNumber: string | null;
  billReference: string | null;
  vesselName: string | null;
  vesselImo: string | null;
  concealment: string | null;
  narrative: string | null;
  statedTotals: StatedTotal[];
  items: ItemView[];
  identifierFlags: { pointer: string; value: string; flags: string[] }[];
  heldBack: string | null;
}

type DetailRow = Omit<InspectionView, 'record'>;

/** The instant is kept as one, and shown on the clock it was read from. */
const WRITTEN_TIME = `CASE WHEN i.examined_at IS NULL THEN NULL
  ELSE to_char((i.examined_at AT TIME ZONE 'UTC') + coalesce(i.examined_time_zone, '+00:00')::interval, 'YYYY-MM-DD"T"HH24:MI:SS') || coalesce(i.examined_time_zone, 'Z') END`;

@Injectable()
export class InspectionsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
    private readonly identifiers: IdentifiersRepository,
    private readonly marks: FirearmMarks,
  ) {}

  insert(row: InspectionRow): Promise<void> {
    return this.writer.insert(InspectionRow, [row]);
  }

  /** Items with the marks they are found by. */
  async insertItems(rows: readonly InspectionItemRow[]): Promise<void> {
    const [first] = rows;
    if (first)
      await Promise.all([this.writer.insert(InspectionItemRow, rows), this.marks.insert(first.recordKey, rows)]);
  }

  insertMentions(recordKey: number, mentions: readonly Mention[]): Promise<void> {
    return this.identifiers.insert(recordKey, mentions);
  }

  async addMentions(recordKey: number, mentions: readonly Mention[]): Promise<void> {
    await this.identifiers.insert(recordKey, mentions, await this.identifiers.nextSeq(recordKey));
  }

  /** The mentions of fields that were changed, in place of the old ones. */
  replaceMentions(recordKey: number, fields: readonly string[], mentions: readonly Mention[]): Promise<void> {
    return this.identifiers.replace(
      recordKey,
      fields.map((field) => `/${field}`),
      mentions,
    );
  }

  update(recordKey: number, patch: Partial<InspectionRow>): Promise<boolean> {
    return this.writer.update(InspectionRow, recordKey, patch);
  }

  /** Fields that only the owner ever sees lie in a side row of their own; a released reader simply has no such row. */
  async holdBack(recordKey: number, ownerId: number, text: string): Promise<void> {
    await this.uow.query(
      `INSERT INTO record_private (record_key, owner_id, fields) VALUES ($1, $2, jsonb_build_object('heldBack', $3::text))
       ON CONFLICT (record_key) DO UPDATE SET fields = EXCLUDED.fields`,
      [recordKey, ownerId, text],
    );
  }

  async itemCount(recordKey: number): Promise<number> {
    const [row] = await this.uow.query<{ count: number }>(
      'SELECT count(*) AS count FROM inspection_items WHERE record_key = $1',
      [recordKey],
    );
    return row!.count;
  }

  /** One statement for the inspection, its items, flags and side row; children come by json_agg, a join would multiply rows. */
  async view(record: SpineRecord): Promise<InspectionView> {
    const [row] = await this.uow.prepared<DetailRow>(
      `SELECT i.status, s.id AS "shipmentId", i.legal_basis AS "legalBasis", i.necessity, i.ground, i.ground_statement AS "groundStatement",
              i.place_locode AS "placeLocode", i.place_name AS "placeName", i.place_country AS "placeCountry", ${WRITTEN_TIME} AS "examinedAt",
              i.transport_mode AS "transportMode", i.cooperation, i.agencies_present AS "agenciesPresent", i.result,
              i.container_number AS "containerNumber", i.bill_reference AS "billReference", i.vessel_name AS "vesselName", i.vessel_imo AS "vesselImo",
              i.concealment, i.narrative, i.stated_totals AS "statedTotals",
              coalesce((SELECT json_agg(json_strip_nulls(json_build_object('seq', t.seq, 'category', t.category, 'quantity', t.quantity, 'type', t.type,
                 'make', t.make, 'model', t.model, 'calibre', t.calibre, 'action', t.action, 'serial', t.serial, 'serialState', t.serial_state,
                 'countryOfManufacture', t.country_of_manufacture, 'markings', t.markings, 'headstamp', t.headstamp, 'lot', t.lot,
                 'description', t.description)) ORDER BY t.seq) FROM inspection_items t WHERE t.record_key = $1), '[]') AS items,
              coalesce((SELECT json_agg(json_build_object('pointer', d.pointer, 'value', d.raw, 'flags', d.flags) ORDER BY d.seq)
                 FROM identifiers d WHERE d.record_key = $1 AND d.flags <> '{}' AND d.superseded_at IS NULL), '[]') AS "identifierFlags",
              (SELECT p.fields ->> 'heldBack' FROM record_private p WHERE p.record_key = $1) AS "heldBack"
         FROM inspections i LEFT JOIN records s ON s.key = i.shipment_key WHERE i.record_key = $1`,
      [record.key],
    );
    return { record, ...row! };
  }

  async summaries(keys: readonly number[]): Promise<Map<number, SummaryRow>> {
    const rows = await this.uow.query<SummaryRow>(
      `SELECT i.record_key, i.status, i.result, i.place_country, i.place_name, i.container_number,
              (SELECT count(*) FROM inspection_items t WHERE t.record_key = i.record_key) AS item_count
         FROM inspections i WHERE i.record_key = ANY ($1::bigint[])`,
      [keys],
    );
    return new Map(rows.map((row) => [row.record_key, row]));
  }
}

export interface SummaryRow {
  record_key: number;
  status: InspectionStatus;
  result: string | null;
  place_country: string;
  place_name: string | null;
  container_number: string | null;
  item_count: number;
}
