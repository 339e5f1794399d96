import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was sent under a reference that stands for something else. Never changed. */
@Entity('submission_conflicts')
export class SubmissionConflictRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('uuid', { name: 'client_ref' })
  clientRef: string;
  @Column('smallint')
  classification: number;
  @Column('bytea', { name: 'sent_sha256' })
  sentSha256: Buffer;
  /** Canonical JSON (RFC 8785) of the inspection as it was sent. */
  @Column('text')
  sent: string;
  @Column('jsonb')
  photos: unknown;
  @Column('text', { nullable: true })
  device: string | null;
  @Column('timestamptz', { name: 'made_at', nullable: true })
  madeAt: Date | string | null;
  @Column('int', { name: 'sent_by' })
  sentBy: number;
}
