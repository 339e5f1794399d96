import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scope } from './exemption-request.types';

/** A decision of the Committee, or the withdrawal, owned by the organisation that wrote it down. Written once. */
@Entity('exemption_events')
export class ExemptionEventRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int')
  seq: number;
  @Column('int')
  revision: number;
  @Column('int', { name: 'exemption_owner_id' })
  exemptionOwnerId: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  event: string;
  /** Version of the request that was decided on. */
  @Column('int', { name: 'request_version' })
  requestVersion: number;
  @Column('date', { name: 'decided_on' })
  decidedOn: string;
  @Column('text', { name: 'committee_reference', nullable: true })
  committeeReference: string | null;
  @Column('jsonb', { nullable: true })
  scope: Partial<Scope> | null;
  @Column('date', { name: 'expires_on', nullable: true })
  expiresOn: string | null;
  @Column('text', { nullable: true })
  note: string | null;
  @Column('int', { name: 'by_user' })
  byUser: number;
}
