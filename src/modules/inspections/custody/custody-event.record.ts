import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One thing that happened to an exhibit. Written once; another row corrects it. */
@Entity('custody_events')
export class CustodyEventRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('int', { name: 'exhibit_seq' })
  exhibitSeq: number;
  @PrimaryColumn('int')
  seq: number;
  @Column('uuid')
  id: string;
  @Column('text')
  kind: string;
  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date | string;
  /** The offset as it was written. */
  @Column('text', { name: 'occurred_time_zone' })
  occurredTimeZone: string;
  @Column('text', { nullable: true })
  place: string | null;
  @Column('text', { name: 'from_holder', nullable: true })
  fromHolder: string | null;
  @Column('text', { name: 'to_holder', nullable: true })
  toHolder: string | null;
  @Column('text', { name: 'seal_found', nullable: true })
  sealFound: string | null;
  @Column('text', { name: 'seal_set', nullable: true })
  sealSet: string | null;
  @Column('text', { nullable: true })
  reason: string | null;
  @Column('text', { nullable: true })
  statement: string | null;
  @Column('text', { nullable: true })
  disposal: string | null;
  @Column('text', { name: 'proof_sha256', nullable: true })
  proofSha256: string | null;
  @Column('int', { nullable: true })
  corrects: number | null;
  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt: Date | null;
  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;
  @Column('int', { name: 'recorded_by' })
  recordedBy: number;
}
