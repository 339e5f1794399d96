import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('attachments')
export class AttachmentRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  /** Given by the database, as the chain is. */
  @Column('int')
  seq: number;
  @Column('text', { name: 'file_name' })
  fileName: string;
  @Column('text', { name: 'declared_type' })
  declaredType: string;
  @Column('text', { name: 'media_type' })
  mediaType: string;
  @Column('bigint')
  size: number;
  @Column('bytea')
  sha256: Buffer;
  @Column('text', { name: 'storage_key' })
  storageKey: string;
  @Column('text', { nullable: true })
  description: string | null;
  @Column('int', { name: 'created_by' })
  createdBy: number;
  /** Leaf that says it was added; null for what was attached before these were kept. */
  @Column('uuid', { name: 'receipt_id', nullable: true })
  receiptId: string | null;
}
