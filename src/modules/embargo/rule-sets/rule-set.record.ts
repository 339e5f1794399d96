import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RuleSetContent } from '../rules/rule-set.types';

/** One version of the table. Written once; see migration 007 for what may be decided of it, once. */
@Entity('rule_sets')
export class RuleSetRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('text')
  version: string;
  @Column('bytea')
  hash: Buffer;
  @Column('jsonb')
  content: RuleSetContent;
  @Column('text')
  status: string;
  @Column('int', { name: 'proposed_by', nullable: true })
  proposedBy: number | null;
  @Column('int', { name: 'proposed_for', nullable: true })
  proposedFor: number | null;
  @Column('text', { nullable: true })
  reason: string | null;
}
