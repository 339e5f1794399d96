import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was asked, told or answered. Written once: what happens afterwards are events. */
@Entity('exchanges')
export class ExchangeRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('text')
  type: string;
  @Column('text')
  subject: string;
  @Column('text')
  body: string;
  @Column('text', { name: 'legal_basis', nullable: true })
  legalBasis: string | null;
  /** What names persons or sources: apart from the body, so that it can be held back. */
  @Column('text', { nullable: true })
  particulars?: string | null;
  @Column('text')
  urgency: string;
  @Column('date', { name: 'due_on', nullable: true })
  dueOn: string | null;
  @Column('bigint', { name: 'in_reply_to', nullable: true })
  inReplyTo: number | null;
  @Column('text', { nullable: true })
  extent: string | null;
  @Column('text', { name: 'routing_class', nullable: true })
  routingClass: string | null;
  @Column('text', { name: 'routing_reason', nullable: true })
  routingReason: string | null;
  @Column('text', { array: true, nullable: true })
  asks: string[] | null;
  @Column('bigint', { name: 'follows_up', nullable: true })
  followsUp: number | null;
  @Column('bigint', { nullable: true })
  corrects: number | null;
  @Column('text', { name: 'change_reason', nullable: true })
  changeReason: string | null;
}
