import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { writtenDay } from '../../../platform/database/written-time';
import { IdentifiersRepository } from '../../identifiers';
import { RecordsService, type SpineRecord } from '../../records';
import { TraceAnswerRow, TraceBuyerRow } from './trace-answer.record';
import { TraceEventRow } from './trace-event.record';
import { TraceRow } from './trace.record';
import type {
  FirstBuyer,
  Recovery,
  TraceAnswer,
  TracedFirearm,
  TraceEvent,
  TraceState,
  TraceSystem,
  UntraceableReason,
} from './trace.types';

export interface AnswerView {
  readonly number: number;
  readonly content: TraceAnswer & { readonly firstBuyer?: FirstBuyer };
  readonly disclosureLimit: string;
  readonly maySee: string | null;
  readonly correctionReason: string | null;
  readonly toldAt: string;
  readonly standing: boolean;
  /** Of the owner alone. */
  readonly heldBackBuyer: FirstBuyer | null;
}
export interface EventView {
  readonly event: TraceEvent;
  readonly on: string;
  readonly statement: string | null;
  readonly toldAt: string;
  readonly toldBy: string | null;
}
export interface TraceView extends Omit<TraceRow, 'system' | 'state' | 'doubts' | 'reasons'> {
  readonly record: SpineRecord;
  readonly system: TraceSystem;
  readonly state: TraceState;
  readonly doubts: readonly UntraceableReason[];
  readonly reasons: readonly UntraceableReason[];
  /** Null if the reader cannot see it. */
  readonly inspection: SpineRecord | null;
  readonly events: readonly EventView[];
  /** The one that stands last; those before it for the owner alone. */
  readonly answers: readonly AnswerView[];
}

const TRACES = `SELECT t.record_key AS "recordKey", t.inspection_key AS "inspectionKey", t.item_place AS "itemPlace", t.system, t.state, t.fields, t.doubts,
    t.request_number AS "requestNumber", coalesce(t.reasons, '{}') AS reasons, t.note,
    coalesce((SELECT json_agg(json_build_object('event', e.event, 'on', e.on_day, 'statement', e.statement, 'toldAt', e.told_at, 'toldBy', u.display_name) ORDER BY e.seq)
       FROM trace_events e LEFT JOIN users u ON u.key = e.told_by WHERE e.record_key = t.record_key), '[]') AS events,
    coalesce((SELECT json_agg(json_build_object('number', a.number, 'content', a.content, 'disclosureLimit', a.disclosure_limit, 'maySee', a.may_see,
         'correctionReason', a.correction_reason, 'toldAt', a.told_at, 'standing', a.superseded_at IS NULL, 'heldBackBuyer', b.buyer) ORDER BY a.number)
       FROM trace_answers a LEFT JOIN trace_buyers b ON b.record_key = a.record_key AND b.number = a.number WHERE a.record_key = t.record_key), '[]') AS answers
  FROM traces t WHERE t.record_key = ANY ($1::bigint[])`;

/** Traces, with the inspection of the firearm where the reader sees it. */
@Injectable()
export class TracesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
    private readonly records: RecordsService,
    private readonly identifiers: IdentifiersRepository,
  ) {}

  async insert(row: TraceRow): Promise<void> {
    await Promise.all([this.writer.insert(TraceRow, [row]), this.identifiers.insert(row.recordKey, mentionsOf(row))]);
  }

  async update(recordKey: number, patch: Partial<TraceRow>): Promise<void> {
    await this.writer.update(TraceRow, recordKey, patch);
    if (patch.fields) await this.identifiers.replace(recordKey, [SERIAL], mentionsOf({ fields: patch.fields }));
  }

  insertEvent(row: TraceEventRow): Promise<void> {
    return this.writer.insert(TraceEventRow, [row]);
  }

  /** The new one stands in the place of those before it. */
  async insertAnswer(row: TraceAnswerRow, buyer: TraceBuyerRow | null): Promise<void> {
    await this.uow.execute(
      'UPDATE trace_answers SET superseded_at = now() WHERE record_key = $1 AND superseded_at IS NULL',
      [row.recordKey],
    );
    await this.writer.insert(TraceAnswerRow, [row]);
    if (buyer) await this.writer.insert(TraceBuyerRow, [buyer]);
  }

  /** The standing item at this place of an inspection, and where and when it was found. */
  async firearm(
    inspectionKey: number,
    place: number,
  ): Promise<{ item: TracedFirearm; recovery: Recovery } | undefined> {
    const [row] = await this.uow.query<{ item: TracedFirearm; recovery: Recovery }>(
      `SELECT json_build_object('category', t.category, 'type', t.type, 'make', t.make, 'model', t.model, 'calibre', t.calibre, 'serial', t.serial,
           'serialState', t.serial_state, 'countryOfManufacture', t.country_of_manufacture, 'importerMark', t.importer_mark, 'importCountry', t.import_country,
           'importYear', t.import_year, 'yearOfManufacture', t.year_of_manufacture, 'privatelyMade', t.privately_made, 'markings', t.markings, 'marks', t.marks) AS item,
         json_build_object('on', coalesce(${writtenDay('i.examined_at', 'i.examined_time_zone')}, i.examined_on),
           'place', i.place_name, 'country', i.place_country) AS recovery
         FROM inspection_items t JOIN inspections i ON i.record_key = t.record_key
        WHERE t.record_key = $1 AND coalesce(t.corrects, t.seq) = $2 AND t.superseded_at IS NULL AND t.category IN ('FIREARM', 'COMPONENT')`,
      [inspectionKey, place],
    );
    return row;
  }

  async views(records: readonly SpineRecord[]): Promise<TraceView[]> {
    if (records.length === 0) return [];
    const rows = await this.uow.prepared<Omit<TraceView, 'record' | 'inspection'>>(TRACES, [
      records.map(({ key }) => key),
    ]);
    const inspections = await this.records.findByKeys([...new Set(rows.map(({ inspectionKey }) => inspectionKey))]);
    return records.flatMap((record) => {
      const row = rows.find(({ recordKey }) => recordKey === record.key);
      return row
        ? [{ ...row, record, inspection: inspections.find(({ key }) => key === row.inspectionKey) ?? null }]
        : [];
    });
  }

  async view(record: SpineRecord): Promise<TraceView> {
    return (await this.views([record]))[0]!;
  }
}

const SERIAL = '/fields/serial';
const mentionsOf = ({ fields }: Pick<TraceRow, 'fields'>): { kind: 'serial'; raw: string; pointer: string }[] =>
  fields.serial ? [{ kind: 'serial', raw: fields.serial, pointer: SERIAL }] : [];
