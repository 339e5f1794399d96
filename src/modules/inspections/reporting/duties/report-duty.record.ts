import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day, ReportKind } from '../reporting.types';

/** A report that is owed. What moves is the day it is due, with an extension, and by what it was met. */
@Entity('inspection_report_duties')
export class ReportDutyRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('text')
  kind: ReportKind;
  @Column('int', { name: 'policy_key' })
  policyKey: number;
  @Column('text', { name: 'time_zone' })
  timeZone: string;
  @Column('date', { name: 'counted_from' })
  countedFrom: Day;
  @Column('date', { name: 'first_due_on' })
  firstDueOn: Day;
  @Column('date', { name: 'due_on' })
  dueOn: Day;
  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;
  @Column('timestamptz', { name: 'arose_at' })
  aroseAt: Date;
}
