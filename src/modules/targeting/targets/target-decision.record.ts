import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an officer decided, with the score that stood then. Written once. */
@Entity('target_decisions')
export class TargetDecisionRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('uuid', { name: 'target_id' })
  targetId: string;
  @Column('text')
  state: string;
  @Column('text')
  reason: string;
  @Column('int')
  score: number;
  @Column('uuid', { name: 'score_id' })
  scoreId: string;
  @Column('int', { name: 'decided_by' })
  decidedBy: number;
}
