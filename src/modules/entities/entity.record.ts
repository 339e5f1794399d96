import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('entities')
export class EntityRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('text')
  schema: string;
  @Column('text')
  caption: string;
}
