import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an organisation says became of its copies. */
@Entity('recall_destructions')
export class RecallDestructionRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('uuid', { name: 'recall_id' })
  recallId: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('int', { name: 'originator_id' })
  originatorId: number;
  @Column('text')
  statement: string;
  @Column('int', { nullable: true })
  copies: number | null;
  @Column('int', { name: 'by_user' })
  byUser: number;
}
