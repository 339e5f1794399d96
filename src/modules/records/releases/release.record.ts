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
  /** Of an onward release: what it was forwarded from, who forwarded it, and why. */
  @Column('uuid', { name: 'forwarded_from', nullable: true })
  forwardedFrom?: string | null;
  @Column('int', { name: 'forwarded_by', nullable: true })
  forwardedBy?: number | null;
  @Column('text', { name: 'forward_reason', nullable: true })
  forwardReason?: string | null;
  /** Whose consent request led to it. */
  @Column('int', { name: 'consented_to', nullable: true })
  consentedTo?: number | null;
}
