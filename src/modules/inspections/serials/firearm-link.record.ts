import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an organisation judged of two firearms. Rows are only added; each names the one on the same pair that it follows. */
@Entity('firearm_links')
export class FirearmLinkRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('bigint', { name: 'left_key' })
  leftKey: number;
  @Column('int', { name: 'left_place' })
  leftPlace: number;
  @Column('bigint', { name: 'right_key' })
  rightKey: number;
  @Column('int', { name: 'right_place' })
  rightPlace: number;
  @Column('text')
  decision: string;
  @Column('text')
  reason: string;
  @Column('uuid', { name: 'supersedes_id', nullable: true })
  supersedesId: string | null;
  @Column('int', { name: 'judged_by' })
  judgedBy: number;
}
