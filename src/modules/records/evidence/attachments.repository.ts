import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { MOST_IMAGE_BYTES, THUMBNAILED, type AttachmentView, type ThumbnailView } from './evidence.types';

const COLUMNS = `a.id, r.id AS record_id, a.record_key, a.seq, a.file_name, a.declared_type, a.media_type, a.size, a.sha256, a.storage_key,
  a.description, a.created_at, a.receipt_id, d.width AS thumbnail_width, d.height AS thumbnail_height`;
const ATTACHMENT = `SELECT ${COLUMNS} FROM attachments a JOIN records r ON r.key = a.record_key LEFT JOIN derived_copies d ON d.record_key = a.record_key AND d.attachment_id = a.id`;

/** Attachments and what was derived of them. A page is cut out of the table before anything is joined to it. */
@Injectable()
export class AttachmentsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async find(id: string): Promise<AttachmentView | undefined> {
    return (await this.uow.prepared<AttachmentView>(`${ATTACHMENT} WHERE a.id = $1`, [id]))[0];
  }

  page(recordKey: number, afterSeq: number, limit: number): Promise<AttachmentView[]> {
    return this.uow.prepared<AttachmentView>(
      `SELECT ${COLUMNS} FROM (SELECT * FROM attachments WHERE record_key = $1 AND seq > $2 ORDER BY seq LIMIT $3) a
        JOIN records r ON r.key = a.record_key LEFT JOIN derived_copies d ON d.record_key = a.record_key AND d.attachment_id = a.id ORDER BY a.seq`,
      [recordKey, afterSeq, limit],
    );
  }

  async thumbnail(attachmentId: string): Promise<ThumbnailView | undefined> {
    const rows = await this.uow.prepared<ThumbnailView>(
      `SELECT r.id AS record_id, d.media_type, d.size, d.sha256, d.storage_key FROM attachments a JOIN derived_copies d ON d.record_key = a.record_key AND d.attachment_id = a.id
         JOIN records r ON r.key = d.record_key WHERE a.id = $1 AND d.storage_key IS NOT NULL`,
      [attachmentId],
    );
    return rows[0];
  }

  /** Images of a record of which nobody has tried to make a thumbnail. */
  withoutThumbnail(recordKey: number, limit: number): Promise<{ id: string; storage_key: string }[]> {
    return this.uow.query(
      `SELECT a.id, a.storage_key FROM attachments a
        WHERE a.record_key = $1 AND a.media_type = ANY ($2) AND a.size <= $3
          AND NOT EXISTS (SELECT 1 FROM derived_copies d WHERE d.record_key = a.record_key AND d.attachment_id = a.id) ORDER BY a.seq LIMIT $4`,
      [recordKey, THUMBNAILED, MOST_IMAGE_BYTES, limit],
    );
  }
}
