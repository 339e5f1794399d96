import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One received file. Only the organisation that sent it ever sees this row; its bills can be released one by one. */
@Entity('manifests')
export class ManifestRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text', { name: 'file_name' })
  fileName: string;
  @Column('text', { name: 'media_type' })
  mediaType: string;
  @Column('bigint')
  size: number;
  @Column('bytea')
  sha256: Buffer;
  @Column('text', { name: 'storage_key' })
  storageKey: string;
  @Column('smallint')
  classification: number;
  @Column('uuid', { name: 'receipt_id' })
  receiptId: string;
  @Column('text')
  status: string;
  @Column('int', { name: 'created_by' })
  createdBy: number;
}
