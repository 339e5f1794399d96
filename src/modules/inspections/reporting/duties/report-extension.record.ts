import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../reporting.types';

/** More time for a report, and why. Written once. */
@Entity('inspection_report_extensions')
export class ReportExtensionRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('uuid', { name: 'duty_id' })
  dutyId: string;
  @Column('date', { name: 'from_due_on' })
  fromDueOn: Day;
  @Column('date', { name: 'to_due_on' })
  toDueOn: Day;
  @Column('text')
  reason: string;
  @Column('int', { name: 'extended_by' })
  extendedBy: number;
}
