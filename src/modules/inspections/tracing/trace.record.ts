import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RequestFields } from './trace.types';

/** A request to have a firearm traced. What was sent does not change: only a draft's fields do. */
@Entity('traces')
export class TraceRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('bigint', { name: 'inspection_key' })
  inspectionKey: number;
  @Column('int', { name: 'item_place' })
  itemPlace: number;
  @Column('text')
  system: string;
  @Column('text')
  state: string;
  @Column('jsonb')
  fields: RequestFields;
  @Column('text', { array: true })
  doubts: string[];
  @Column('text', { name: 'request_number', nullable: true })
  requestNumber: string | null;
  @Column('text', { array: true, nullable: true })
  reasons: string[] | null;
  @Column('text', { nullable: true })
  note: string | null;
}
