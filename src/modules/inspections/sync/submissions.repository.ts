import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AnnouncedPhotoRow } from './announced-photo.record';
import { InspectionSubmissionRow } from './inspection-submission.record';
import type { AnnouncedPhoto } from './sync.types';

export interface PhotoState {
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  /** Null until a file of this content is attached to the record. */
  readonly attachmentId: string | null;
}

/** A record with a client's reference, and how it came. */
export interface SubmissionRow {
  readonly key: number;
  readonly id: string;
  readonly reference: string;
  readonly owner_id: number;
  /** Null for a record that is no inspection. */
  readonly status: string | null;
  readonly content_sha256: string | null;
  readonly receipt_id: string | null;
  readonly device: string | null;
  readonly made_at: Date | null;
  readonly received_at: Date;
  readonly examined_at: Date | null;
  readonly photos: readonly PhotoState[];
}

const SUBMISSION = `
  SELECT r.key, r.id, r.reference, r.owner_id, i.status, encode(s.content_sha256, 'hex') AS content_sha256, s.receipt_id, s.device, s.made_at,
    coalesce(s.received_at, r.created_at) AS received_at, i.examined_at,
    coalesce((SELECT json_agg(json_build_object('name', p.name, 'sha256', encode(p.sha256, 'hex'), 'size', p.size, 'attachmentId',
        (SELECT a.id FROM attachments a WHERE a.record_key = r.key AND a.sha256 = p.sha256 ORDER BY a.seq LIMIT 1)) ORDER BY p.announced_at, p.name)
      FROM announced_photos p WHERE p.record_key = r.key), '[]') AS photos
    FROM records r LEFT JOIN inspections i ON i.record_key = r.key LEFT JOIN inspection_submissions s ON s.record_key = r.key`;

/** How inspections came, and the photos still to come. Row-level security shows it to the owner alone. */
@Injectable()
export class SubmissionsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  async findByClientRef(ownerId: number, clientRef: string): Promise<SubmissionRow | undefined> {
    const [row] = await this.uow.prepared<SubmissionRow>(`${SUBMISSION} WHERE r.owner_id = $1 AND r.client_ref = $2`, [
      ownerId,
      clientRef,
    ]);
    return row;
  }

  async findByKey(recordKey: number): Promise<SubmissionRow> {
    const [row] = await this.uow.prepared<SubmissionRow>(`${SUBMISSION} WHERE r.key = $1`, [recordKey]);
    return row!;
  }

  insert(row: InspectionSubmissionRow): Promise<void> {
    return this.writer.insert(InspectionSubmissionRow, [row]);
  }

  /** Photos of a record that was written in this transaction. */
  announce(recordKey: number, photos: readonly AnnouncedPhoto[]): Promise<void> {
    return this.writer.insert(
      AnnouncedPhotoRow,
      photos.map(({ name, sha256, size }) => ({ recordKey, name, size, sha256: Buffer.from(sha256, 'hex') })),
    );
  }

  /** More photos of one that was there before. Two senders may announce the same at once. */
  async announceMore(recordKey: number, photos: readonly AnnouncedPhoto[]): Promise<void> {
    await this.uow.query(
      `INSERT INTO announced_photos (record_key, sha256, name, size)
       SELECT $1, decode(p.sha256, 'hex'), p.name, p.size FROM jsonb_to_recordset($2::jsonb) AS p (sha256 text, name text, size bigint)
       ON CONFLICT DO NOTHING`,
      [recordKey, JSON.stringify(photos)],
    );
  }
}
