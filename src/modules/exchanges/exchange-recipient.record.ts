import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One addressee. The sender sees all rows, an addressee its own. */
@Entity('exchange_recipients')
export class ExchangeRecipientRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @PrimaryColumn('int', { name: 'audience_key' })
  audienceKey: number;
}
