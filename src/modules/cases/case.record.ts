import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('cases')
export class CaseRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('text')
  title: string;
  @Column('text', { nullable: true })
  summary: string | null;
  @Column('text')
  status: string;
}
