import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RecallBasis } from './recall.types';

/** An organisation that a recall takes the record from. What it may know of the recall hangs on this row. */
@Entity('recall_readers')
export class RecallReaderRow {
  @PrimaryColumn('uuid', { name: 'recall_id' })
  recallId: string;
  @PrimaryColumn('int', { name: 'organisation_key' })
  organisationKey: number;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  basis: RecallBasis;
}
