import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Words of one record in another; as visible as both. */
@Entity('quotes')
export class QuoteRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('bigint', { name: 'source_key' })
  sourceKey: number;
  @Column('text', { nullable: true })
  field: string | null;
  @Column('text')
  text: string;
  @Column('text', { nullable: true })
  locator: string | null;
  @Column('int', { name: 'quoted_by' })
  quotedBy: number;
}
