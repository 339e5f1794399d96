import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../platform/database/row-writer';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { writtenTime } from '../../platform/database/written-time';
import { IdentifiersRepository, type Mention } from '../identifiers';
import { HeldBack, type HeldBackField, overlaid, overlaidRow, type SpineRecord } from '../records';
import type { InspectionItemDto } from './dto/item-input.dto';
import { PLAIN, type PlainField } from './inspection.mapping';
import { InspectionRow } from './inspection.record';
import type {
  FollowUp,
  InspectionParty,
  InspectionResult,
  InspectionStatus,
  Jurisdiction,
  StatedFact,
} from './inspection.types';
import { ITEM_FIELDS } from './items/item.mapping';
import type { ItemCategory, StatedTotal } from './items/item.types';
import { type ItemReferenceFlag, referenceFlags } from './references/reference-flags.rules';
import { FirearmReferences } from './references/references.repository';
import type { InspectionSubmissionRow } from './sync/inspection-submission.record';
import { SubmissionsRepository } from './sync/submissions.repository';
import type { AnnouncedPhoto } from './sync/sync.types';

/** What one place of the list says at present. */
export interface ItemView extends Partial<Omit<InspectionItemDto, 'category' | 'quantity'>> {
  /** Place in the list, from 0. It stays through corrections. */
  seq: number;
  category: ItemCategory;
  quantity: number;
}

export interface InspectionView extends Record<Exclude<PlainField, keyof Typed>, string | null>, Typed {
  record: SpineRecord;
  status: InspectionStatus;
  /** The owner's, null for a body of the United Nations. */
  ownState: string | null;
  shipmentId: string | null;
  placeCountry: string;
  examinedAt: string | null;
  agenciesPresent: string[];
  declaredMassGrams: number | null;
  measuredMassGrams: number | null;
  statedTotals: StatedTotal[];
  items: ItemView[];
  identifierFlags: { pointer: string; value: string; flags: string[] }[];
  /** Makes, models, calibres and types that the reference does not know as they were written. */
  referenceFlags: ItemReferenceFlag[];
  heldBack: string | null;
  /** Fields held back, as far as the reader may know; where shown, the value stands in the view. */
  withheld: HeldBackField[];
  /** Of the content of a closed inspection, from 1; null before it was closed. */
  contentVersion: number | null;
}

/** Plain fields that are more than text. */
interface Typed {
  latitude: number | null;
  longitude: number | null;
  jurisdiction: Jurisdiction | null;
  result: InspectionResult | null;
  sealsDeclared: string[] | null;
  sealsFound: string[] | null;
  parties: InspectionParty[] | null;
  statedFacts: StatedFact[] | null;
  followUps: FollowUp[] | null;
}

type DetailRow = Omit<InspectionView, 'record' | 'referenceFlags' | 'withheld'>;

const snake = (field: string): string =>
  field.replace(/[A-Z0-9]+/g, (part) => `_${part.toLowerCase()}`).replace('sha_256', 'sha256');
const FIELDS = PLAIN.map((field) => `i.${snake(field)} AS "${field}"`).join(', ');
const ITEM = ['category', 'quantity', 'serialState', ...ITEM_FIELDS]
  .map((field) => `'${field}', t.${snake(field)}`)
  .join(', ');
const OWNERS_STATE = `(SELECT o.state FROM organisations o JOIN records w ON w.owner_id = o.key WHERE w.key = i.record_key)`;
const OWN_STATE = `(SELECT o.state FROM organisations o WHERE o.key = (SELECT nullif(current_setting('app.me', true), '')::int))`;

@Injectable()
export class InspectionsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
    private readonly identifiers: IdentifiersRepository,
    private readonly submissions: SubmissionsRepository,
    private readonly references: FirearmReferences,
    private readonly held: HeldBack,
  ) {}

  insert(row: InspectionRow): Promise<void> {
    return this.writer.insert(InspectionRow, [row]);
  }

  /** How it came, with the photos its sender still has. */
  async insertSubmission(row: InspectionSubmissionRow, photos: readonly AnnouncedPhoto[]): Promise<void> {
    await Promise.all([this.submissions.insert(row), this.submissions.announce(row.recordKey, photos)]);
  }

  insertMentions(recordKey: number, mentions: readonly Mention[]): Promise<void> {
    return this.identifiers.insert(recordKey, mentions);
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

  /** The State of who is asking: null for a body of the United Nations. */
  async ownState(): Promise<string | null> {
    return (await this.uow.prepared<{ state: string | null }>(`SELECT ${OWN_STATE} AS state`))[0]!.state;
  }

  /** One statement for the inspection, its items, flags and side row; children come by json_agg, a join would multiply rows. */
  async view(record: SpineRecord): Promise<InspectionView> {
    const [[row], reference, withheld] = await Promise.all([
      this.uow.prepared<DetailRow>(
        `SELECT i.status, ${OWNERS_STATE} AS "ownState", s.id AS "shipmentId", ${FIELDS}, i.place_country AS "placeCountry", ${writtenTime('i.examined_at', 'i.examined_time_zone')} AS "examinedAt",
              i.agencies_present AS "agenciesPresent", i.declared_mass_grams AS "declaredMassGrams", i.measured_mass_grams AS "measuredMassGrams",
              i.stated_totals AS "statedTotals",
              (SELECT max(v.number) FROM inspection_versions v WHERE v.record_key = $1) AS "contentVersion",
              coalesce((SELECT json_agg(json_strip_nulls(json_build_object('seq', coalesce(t.corrects, t.seq), ${ITEM})) ORDER BY coalesce(t.corrects, t.seq))
                 FROM inspection_items t WHERE t.record_key = $1 AND t.superseded_at IS NULL), '[]') AS items,
              coalesce((SELECT json_agg(json_build_object('pointer', d.pointer, 'value', d.raw, 'flags', d.flags) ORDER BY d.seq)
                 FROM identifiers d WHERE d.record_key = $1 AND d.flags <> '{}' AND d.superseded_at IS NULL), '[]') AS "identifierFlags",
              (SELECT p.fields ->> 'heldBack' FROM record_private p WHERE p.record_key = $1) AS "heldBack"
         FROM inspections i LEFT JOIN records s ON s.key = i.shipment_key WHERE i.record_key = $1`,
        [record.key],
      ),
      this.references.current(),
      this.held.of(record),
    ]);
    const view = { record, ...row!, withheld, referenceFlags: referenceFlags(reference, row!.items) };
    return overlaid('inspection', view, withheld);
  }

  async summaries(keys: readonly number[]): Promise<Map<number, SummaryRow>> {
    const [rows, held] = await Promise.all([
      this.uow.query<SummaryRow>(
        `SELECT i.record_key, i.status, i.result, i.place_country, i.place_name, i.container_number,
              (SELECT count(*) FROM inspection_items t WHERE t.record_key = i.record_key AND t.superseded_at IS NULL) AS item_count
         FROM inspections i WHERE i.record_key = ANY ($1::bigint[])`,
        [keys],
      ),
      this.held.ofMany(keys),
    ]);
    return new Map(rows.map((row) => [row.record_key, overlaidRow(row, held.get(row.record_key) ?? [])]));
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
