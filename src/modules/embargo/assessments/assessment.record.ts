import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Assessment } from '../rules/assessment.types';

/** One answer as it was given. Never changed, never recomputed in place; only its organisation sees it. */
@Entity('assessments')
export class AssessmentRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('smallint')
  classification: number;
  @Column('bigint', { name: 'record_key', nullable: true })
  recordKey: number | null;
  @Column('bigint', { name: 'exemption_key', nullable: true })
  exemptionKey: number | null;
  @Column('jsonb')
  input: Readonly<Record<string, unknown>>;
  @Column('text')
  reading: string;
  @Column('date', { name: 'as_of', nullable: true })
  asOf: string | null;
  @Column('date', { name: 'shipment_date', nullable: true })
  shipmentDate: string | null;
  @Column('text')
  outcome: string;
  @Column('text', { array: true })
  flags: string[];
  @Column('text', { name: 'gap_jurisdictions', array: true })
  gapJurisdictions: string[];
  /** `implementationGaps` of the answer. */
  @Column('jsonb')
  gaps: Assessment['implementationGaps'];
  @Column('jsonb')
  answer: Assessment;
  @Column('uuid', { name: 'rule_set_id' })
  ruleSetId: string;
  @Column('bytea', { name: 'rule_set_hash' })
  ruleSetHash: Buffer;
  @Column('text', { name: 'rule_set_version' })
  ruleSetVersion: string;
  @Column('uuid', { nullable: true })
  follows: string | null;
  @Column('int', { name: 'created_by' })
  createdBy: number;
}
