import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ItemVerdict } from './item-import.types';

/** A list of found items that came as a file. Written once. */
@Entity('item_imports')
export class ItemImportRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  format: string;
  @Column('bigint')
  size: number;
  @Column('bytea')
  sha256: Buffer;
  @Column('int', { nullable: true })
  stated: number | null;
  @Column('jsonb')
  verdicts: ItemVerdict[];
  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
  @Column('int', { name: 'created_by' })
  createdBy: number;
}
