import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a person says of a link. Written once; another opinion is another row, and the last one holds. */
@Entity('case_judgements')
export class CaseJudgementRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int')
  seq: number;
  @Column('bigint', { name: 'left_key' })
  leftKey: number;
  @Column('bigint', { name: 'right_key' })
  rightKey: number;
  @Column('text')
  kind: string;
  @Column('text')
  value: string;
  /** The key both sides have: the folded one, where the kind has one. */
  @Column('text')
  norm: string;
  @Column('text')
  verdict: string;
  @Column('text')
  reason: string;
  @Column('int', { name: 'judged_by' })
  judgedBy: number;
}
