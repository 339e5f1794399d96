import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address by which a program acts as its maker, for reconciliation alone. Only the hash of the secret in it is kept. */
@Entity('reconciliation_links')
export class ReconciliationLinkRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'user_key' })
  userKey: number;
  @Column('uuid', { name: 'session_id' })
  sessionId: string;
  @Column('bytea')
  hash: Buffer;
  @Column('uuid', { name: 'list_ids', array: true, nullable: true })
  listIds: string[] | null;
  @Column('boolean')
  casework: boolean;
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
