import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One file of a list, and what became of it. */
@Entity('watchlist_versions')
export class WatchlistVersionRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  key: number;
  @Column('uuid')
  id: string;
  @Column('int', { name: 'list_key' })
  listKey: number;
  @Column('int')
  number: number;
  @Column('text')
  status: string;
  @Column('bytea')
  sha256: Buffer;
  @Column('bigint')
  size: number;
  @Column('text', { name: 'storage_key' })
  storageKey: string;
  @Column('text', { name: 'file_name' })
  fileName: string;
  @Column('text', { name: 'source_url', nullable: true })
  sourceUrl: string | null;
  @Column('text')
  format: string;
  @Column('timestamptz', { name: 'generated_at', nullable: true })
  generatedAt: string | null;
  @Column('jsonb')
  counts: unknown;
  @Column('jsonb')
  warnings: unknown;
  @Column('uuid', { name: 'receipt_id' })
  receiptId: string;
  @Column('int', { name: 'received_by' })
  receivedBy: number;
}
