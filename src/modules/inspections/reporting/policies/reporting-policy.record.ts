import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CountedFrom } from '../reporting.types';

/** One version of a policy on when reports are due. Written once; the newest of an organisation, else of everybody, is in force. */
@Entity('reporting_policies')
export class ReportingPolicyRow {
  @PrimaryGeneratedColumn('identity', { type: 'int', generatedIdentity: 'ALWAYS' })
  key: number;
  @Column('uuid')
  id: string;
  @Column('text')
  code: string;
  @Column('int', { name: 'organisation_key', nullable: true })
  organisationKey: number | null;
  @Column('int')
  version: number;
  @Column('text')
  label: string;
  @Column('text')
  source: string;
  @Column('smallint', { name: 'initial_working_days' })
  initialWorkingDays: number;
  @Column('smallint', { name: 'follow_up_days' })
  followUpDays: number;
  @Column('text', { name: 'counted_from' })
  countedFrom: CountedFrom;
  @Column('smallint', { name: 'remind_days' })
  remindDays: number;
  @Column('int', { name: 'created_by', nullable: true })
  createdBy: number | null;
}
