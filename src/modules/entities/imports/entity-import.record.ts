import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ImportCounts, LineVerdict } from './import.types';

/** One file and what became of each of its lines. The file itself is not kept: its statements are. */
@Entity('entity_imports')
export class EntityImportRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  source: string;
  @Column('text')
  format: string;
  @Column('bigint')
  size: number;
  @Column('bytea')
  sha256: Buffer;
  @Column('smallint')
  classification: number;
  @Column('jsonb')
  counts: ImportCounts;
  @Column('jsonb')
  verdicts: readonly LineVerdict[];
  @Column('int', { name: 'created_by' })
  createdBy: number;
}
