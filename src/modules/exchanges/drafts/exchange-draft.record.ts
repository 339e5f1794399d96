import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Message } from '../sending/message.types';

/** One version of a message that was not sent yet. Seen by its organisation alone, before and after. */
@Entity('exchange_drafts')
export class ExchangeDraftRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('int')
  version: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('int', { name: 'edited_by' })
  editedBy: number;
  @Column('jsonb')
  content: Message;
}
