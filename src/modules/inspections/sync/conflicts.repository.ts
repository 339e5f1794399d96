import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { SubmissionConflictRow } from './submission-conflict.record';
import type { AnnouncedPhoto } from './sync.types';

export interface ConflictRow {
  readonly id: string;
  readonly client_ref: string;
  /** Null if the stored record is above the reader's clearance. */
  readonly record_id: string | null;
  readonly record_reference: string | null;
  readonly stored_sha256: string | null;
  readonly classification: number;
  readonly sent_sha256: string;
  readonly device: string | null;
  readonly made_at: Date | null;
  readonly created_at: Date;
  readonly created_us: string;
}

export interface ConflictDetailRow extends ConflictRow {
  readonly sent: string;
  readonly photos: readonly AnnouncedPhoto[];
}

const SUMMARY = `c.id, c.client_ref, r.id AS record_id, r.reference AS record_reference, encode(s.content_sha256, 'hex') AS stored_sha256, c.classification,
  encode(c.sent_sha256, 'hex') AS sent_sha256, c.device, c.made_at, c.created_at, (extract(epoch FROM c.created_at) * 1000000)::bigint::text AS created_us`;
const FROM = `FROM submission_conflicts c LEFT JOIN records r ON r.owner_id = c.owner_id AND r.client_ref = c.client_ref
  LEFT JOIN inspection_submissions s ON s.record_key = r.key`;

@Injectable()
export class ConflictsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  async page(ownerId: number, after: Keyset | undefined, limit: number): Promise<ConflictRow[]> {
    return this.uow.query<ConflictRow>(
      `SELECT ${SUMMARY} ${FROM} WHERE c.owner_id = $1
          AND ($2::bigint IS NULL OR (c.created_at, c.id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
        ORDER BY c.created_at DESC, c.id DESC LIMIT $4`,
      [ownerId, after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  async find(id: string): Promise<ConflictDetailRow | undefined> {
    const [row] = await this.uow.query<ConflictDetailRow>(
      `SELECT ${SUMMARY}, c.sent, c.photos ${FROM} WHERE c.id = $1`,
      [id],
    );
    return row;
  }

  /** How much is kept under a reference, and whether this content is. */
  async kept(
    ownerId: number,
    clientRef: string,
    sha256: string,
  ): Promise<{ readonly count: number; readonly isKept: boolean }> {
    const [row] = await this.uow.query<{ count: number; is_kept: boolean }>(
      `SELECT count(*)::int AS count, coalesce(bool_or(sent_sha256 = decode($3, 'hex')), false) AS is_kept
         FROM submission_conflicts WHERE owner_id = $1 AND client_ref = $2`,
      [ownerId, clientRef, sha256],
    );
    return { count: row!.count, isKept: row!.is_kept };
  }

  insert(row: SubmissionConflictRow): Promise<void> {
    return this.writer.insert(SubmissionConflictRow, [row]);
  }
}
