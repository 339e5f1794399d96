import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FirstBuyer, TraceAnswer } from './trace.types';

/** What the asked system said; a correction is a row of its own. */
@Entity('trace_answers')
export class TraceAnswerRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('int')
  number: number;
  @Column('jsonb')
  content: TraceAnswer & { readonly firstBuyer?: FirstBuyer };
  @Column('text', { name: 'disclosure_limit' })
  disclosureLimit: string;
  @Column('text', { name: 'may_see', nullable: true })
  maySee: string | null;
  @Column('text', { name: 'correction_reason', nullable: true })
  correctionReason: string | null;
  @Column('int', { name: 'told_by' })
  toldBy: number;
  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt: Date | null;
}

/** The first buyer of an answer, a private person: of the owner alone. */
@Entity('trace_buyers')
export class TraceBuyerRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('int')
  number: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('jsonb')
  buyer: FirstBuyer;
}
