import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One held-back field shown to one audience, while the audience sees the record. */
@Entity('field_releases')
export class FieldReleaseRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('uuid', { name: 'held_id' })
  heldId: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('int', { name: 'audience_key' })
  audienceKey: number;
  @Column('text')
  purpose: string;
  @Column('int', { name: 'consented_to', nullable: true })
  consentedTo: number | null;
  @Column('int', { name: 'released_by' })
  releasedBy: number;
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;
}
