import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('releases')
export class ReleaseRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('int', { name: 'audience_key' })
  audienceKey: number;
  @Column('boolean', { name: 'may_forward' })
  mayForward: boolean;
  @Column('text')
  purpose: string;
  @Column('int', { name: 'released_by' })
  releasedBy: number;
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;
}
