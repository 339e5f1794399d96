import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { writtenTime } from '../../../platform/database/written-time';
import type { CustodyEvent, ExhibitedItem } from './custody.types';
import { CustodyEventRow } from './custody-event.record';
import { ExhibitRow } from './exhibit.record';

export interface EventView extends CustodyEvent {
  readonly recordedAt: string;
  /** Null for everybody but its owner. */
  readonly store: string | null;
}

export interface ExhibitView {
  readonly id: string;
  readonly inspectionId: string;
  readonly exhibitNo: string;
  readonly items: ExhibitedItem[];
  readonly courtFile: string | null;
  readonly events: EventView[];
}

export interface CustodyView {
  readonly exhibits: ExhibitView[];
  /** What was found and stands in the list. */
  readonly items: ExhibitedItem[];
}

const EVENT = `json_build_object('seq', e.seq, 'kind', e.kind, 'occurredAt', ${writtenTime('e.occurred_at', 'e.occurred_time_zone')}, 'place', e.place, 'fromHolder', e.from_holder,
  'toHolder', e.to_holder, 'sealFound', e.seal_found, 'sealSet', e.seal_set, 'reason', e.reason, 'statement', e.statement, 'disposal', e.disposal,
  'proofSha256', e.proof_sha256, 'proofIsAttached', EXISTS (SELECT 1 FROM attachments a WHERE a.record_key = e.record_key AND a.sha256 = decode(e.proof_sha256, 'hex')),
  'corrects', e.corrects, 'recordedAt', e.recorded_at, 'store', (SELECT p.store FROM custody_private p WHERE p.id = e.id))`;

@Injectable()
export class CustodyRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insertExhibit(row: Omit<ExhibitRow, 'recordedAt'>): Promise<void> {
    return this.writer.insert(ExhibitRow, [row]);
  }

  /** An event, and the mark on the one that it corrects. */
  async insertEvent(row: Omit<CustodyEventRow, 'recordedAt' | 'supersededAt'>): Promise<void> {
    if (row.corrects !== null) {
      await this.uow.execute(
        'UPDATE custody_events SET superseded_at = clock_timestamp() WHERE record_key = $1 AND exhibit_seq = $2 AND seq = $3',
        [row.recordKey, row.exhibitSeq, row.corrects],
      );
    }
    await this.writer.insert(CustodyEventRow, [row]);
  }

  /** Where exactly it is stored: in a side row that only the owner has. */
  async holdBack(eventId: string, recordKey: number, ownerId: number, store: string): Promise<void> {
    await this.uow.query('INSERT INTO custody_private (id, record_key, owner_id, store) VALUES ($1, $2, $3, $4)', [
      eventId,
      recordKey,
      ownerId,
      store,
    ]);
  }

  async nextExhibit(recordKey: number): Promise<number> {
    return this.next('SELECT coalesce(max(seq) + 1, 0) AS next FROM exhibits WHERE record_key = $1', [recordKey]);
  }

  /** Where an exhibit hangs; nothing if it is not visible. */
  async place(exhibitId: string): Promise<{ inspectionId: string; seq: number } | undefined> {
    const rows = await this.uow.query<{ inspectionId: string; seq: number }>(
      'SELECT r.id AS "inspectionId", x.seq FROM exhibits x JOIN records r ON r.key = x.record_key WHERE x.id = $1',
      [exhibitId],
    );
    return rows[0];
  }

  async exhibitOf(eventId: string): Promise<string | undefined> {
    const rows = await this.uow.query<{ id: string }>(
      `SELECT x.id FROM custody_events e JOIN exhibits x ON x.record_key = e.record_key AND x.seq = e.exhibit_seq WHERE e.id = $1`,
      [eventId],
    );
    return rows[0]?.id;
  }

  async find(exhibitId: string): Promise<ExhibitView | undefined> {
    return (await this.select('x.id = $1', exhibitId))[0];
  }

  async custodyOf(recordKey: number): Promise<CustodyView> {
    const [exhibits, items] = await Promise.all([
      this.select('x.record_key = $1', recordKey),
      this.uow.query<ExhibitedItem>(
        `SELECT coalesce(corrects, seq) AS seq, quantity FROM inspection_items
          WHERE record_key = $1 AND superseded_at IS NULL ORDER BY 1`,
        [recordKey],
      ),
    ]);
    return { exhibits, items };
  }

  private select(where: string, value: unknown): Promise<ExhibitView[]> {
    return this.uow.query<ExhibitView>(
      `SELECT x.id, r.id AS "inspectionId", x.exhibit_no AS "exhibitNo", x.items, x.court_file AS "courtFile",
              coalesce((SELECT json_agg(${EVENT} ORDER BY e.seq) FROM custody_events e
                 WHERE e.record_key = x.record_key AND e.exhibit_seq = x.seq), '[]') AS events
         FROM exhibits x JOIN records r ON r.key = x.record_key WHERE ${where} ORDER BY x.seq`,
      [value],
    );
  }

  private async next(sql: string, parameters: unknown[]): Promise<number> {
    return (await this.uow.query<{ next: number }>(sql, parameters))[0]!.next;
  }
}
