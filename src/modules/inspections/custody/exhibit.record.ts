import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ExhibitedItem } from './custody.types';

/** What was seized, under one number. Written once. */
@Entity('exhibits')
export class ExhibitRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('int')
  seq: number;
  @Column('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text', { name: 'exhibit_no' })
  exhibitNo: string;
  @Column('jsonb')
  items: ExhibitedItem[];
  @Column('text', { name: 'court_file', nullable: true })
  courtFile: string | null;
  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;
  @Column('int', { name: 'recorded_by' })
  recordedBy: number;
}
