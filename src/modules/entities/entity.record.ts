import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What kind of thing it is. What it is called depends on who asks (caption.rules.ts): the column `caption` of older rows is read by nobody. */
@Entity('entities')
export class EntityRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('text')
  schema: string;
}
