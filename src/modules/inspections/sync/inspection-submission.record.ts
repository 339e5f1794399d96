import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How an inspection came: written with it, once. */
@Entity('inspection_submissions')
export class InspectionSubmissionRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('bytea', { name: 'content_sha256' })
  contentSha256: Buffer;
  @Column('uuid', { name: 'receipt_id' })
  receiptId: string;
  @Column('text', { nullable: true })
  device: string | null;
  @Column('timestamptz', { name: 'made_at', nullable: true })
  madeAt: Date | string | null;
}
