import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that happened to a trace, on a day. Only added. */
@Entity('trace_events')
export class TraceEventRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('int')
  seq: number;
  @Column('text')
  event: string;
  @Column('date', { name: 'on_day' })
  onDay: string;
  @Column('text', { nullable: true })
  statement: string | null;
  @Column('int', { name: 'told_by' })
  toldBy: number;
}
