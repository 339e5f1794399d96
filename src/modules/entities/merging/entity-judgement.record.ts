import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an organisation says of two entities. Written once: another opinion, and a withdrawal, is a further row that names this one. */
@Entity('entity_judgements')
export class EntityJudgementRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  /** The smaller of the two keys. */
  @Column('bigint', { name: 'left_key' })
  leftKey: number;
  @Column('bigint', { name: 'right_key' })
  rightKey: number;
  @Column('text')
  decision: string;
  @Column('text')
  reason: string;
  @Column('double precision', { nullable: true })
  score: number | null;
  @Column('uuid', { name: 'supersedes_id', nullable: true })
  supersedesId: string | null;
  @Column('int', { name: 'judged_by' })
  judgedBy: number;
}
