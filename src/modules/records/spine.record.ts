import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The spine row; see migration 003 for what guards it. */
@Entity('records')
export class SpineRow {
  @PrimaryColumn({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  key: number;
  @Column('uuid')
  id: string;
  @Column('uuid', { name: 'client_ref', nullable: true })
  clientRef: string | null;
  @Column('text')
  kind: string;
  @Column('text')
  reference: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('smallint')
  classification: number;
  @Column('text', { nullable: true })
  tlp: string | null;
  @Column('int', { name: 'created_by' })
  createdBy: number;
  @Column('int', { name: 'updated_by' })
  updatedBy: number;
}
