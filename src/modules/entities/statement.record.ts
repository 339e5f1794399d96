import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One sourced value. Written once; `last_seen` moves when the same source says the same again, and a withdrawal is added at its end. */
@Entity('statements')
export class StatementRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int')
  seq: number;
  @Column('text')
  prop: string;
  @Column('text')
  value: string;
  @Column('text', { name: 'original_value', nullable: true })
  originalValue: string | null;
  @Column('text', { nullable: true })
  lang: string | null;
  @Column('text')
  source: string;
  @Column('bigint', { name: 'source_record_key', nullable: true })
  sourceRecordKey: number | null;
  @Column('bigint', { name: 'source_list_version', nullable: true })
  sourceListVersion: number | null;
  /** The entity that the value is the id of. */
  @Column('bigint', { name: 'target_key', nullable: true })
  targetKey: number | null;
  @Column('char', { length: 1, nullable: true })
  reliability: string | null;
  @Column('smallint', { nullable: true })
  credibility: number | null;
  @Column('int', { name: 'stated_by' })
  statedBy: number;
}
