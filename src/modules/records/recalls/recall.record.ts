import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RecordKind } from '../record.types';
import type { RecallAct } from './recall.types';

/** One act of taking back, by the record's owner. Written once. */
@Entity('recalls')
export class RecallRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('uuid', { name: 'record_id' })
  recordId: string;
  @Column('text')
  reference: string;
  @Column('text')
  kind: RecordKind;
  @Column('smallint')
  classification: number;
  @Column('text')
  act: RecallAct;
  @Column('boolean')
  everybody: boolean;
  @Column('int', { name: 'audience_keys', array: true })
  audienceKeys: number[];
  @Column('uuid', { name: 'release_ids', array: true })
  releaseIds: string[];
  @Column('text', { nullable: true })
  because: string | null;
  @Column('boolean', { name: 'destroy_copies' })
  destroyCopies: boolean;
  /** Of a narrowing: the terms that hold now. */
  @Column('jsonb', { nullable: true })
  terms: object | null;
  @Column('int', { name: 'by_user' })
  byUser: number;
}
