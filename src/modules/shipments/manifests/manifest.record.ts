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
  @Column('text', { nullable: true })
  format: string;
  @Column('jsonb', { nullable: true })
  header: unknown;
  @Column('jsonb', { nullable: true })
  counts: unknown;
  @Column('jsonb')
  warnings: unknown;
  /** Customs office, voyage, day of departure and kind of message; null if the file does not say. */
  @Column('text', { nullable: true })
  identity: string | null;
  @Column('int', { name: 'version_number' })
  versionNumber: number;
  @Column('uuid', { nullable: true })
  amends: string | null;
  /** What the file was read with beside itself, such as a column map and its version. */
  @Column('text')
  reading: string;
  @Column('int', { name: 'bills_present' })
  billsPresent: number;
  @Column('int', { name: 'created_by' })
  createdBy: number;
}
