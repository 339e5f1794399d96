import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that happened to an exchange, owned by the organisation that acted. Its time is the database's, taken after the lock. */
@Entity('exchange_events')
export class ExchangeEventRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int', { name: 'exchange_owner_id' })
  exchangeOwnerId: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  event: string;
  @Column('int', { name: 'audience_key', nullable: true })
  audienceKey: number | null;
  @Column('text', { nullable: true })
  note: string | null;
  @Column('bigint', { name: 'reply_key', nullable: true })
  replyKey: number | null;
  /** Null for a reminder that the clock brought. */
  @Column('int', { name: 'by_user', nullable: true })
  byUser: number | null;
}
