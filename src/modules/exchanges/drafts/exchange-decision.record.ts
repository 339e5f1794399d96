import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Decision } from './draft.types';

/** What the second person said to a submission: once, under the submission's own id. */
@Entity('exchange_decisions')
export class ExchangeDecisionRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int')
  version: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('int', { name: 'drafted_by' })
  draftedBy: number;
  @Column('int', { name: 'edited_by' })
  editedBy: number;
  @Column('text')
  decision: Decision;
  @Column('text', { nullable: true })
  reason: string | null;
  @Column('int', { name: 'decided_by' })
  decidedBy: number;
}
