import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A party of a casework record that is screened: the whole record (pointer ''), or a part of it such as a bill's consignee. */
@Entity('screening_subjects')
export class ScreeningSubjectRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  key: number;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('text')
  pointer: string;
  /** Null for an entity: what is stated of it is read as its reader sees it. */
  @Column('jsonb', { nullable: true })
  party: unknown;
}
