import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FoundGoods } from './diversion.types';

/** A find tied to the exempted supply. The verdict is stored: a reader cannot see all it rests on. */
@Entity('diversions')
export class DiversionRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('bigint', { name: 'find_key' })
  findKey: number;
  @Column('uuid', { name: 'assessment_id', nullable: true })
  assessmentId: string | null;
  @Column('bigint', { name: 'exemption_key', nullable: true })
  exemptionKey: number | null;
  @Column('text', { name: 'found_with_name', nullable: true })
  foundWithName: string | null;
  @Column('text', { name: 'found_with_class' })
  foundWithClass: string;
  @Column('date', { name: 'found_on' })
  foundOn: string;
  @Column('jsonb')
  goods: readonly FoundGoods[];
  @Column('text', { name: 'known_by' })
  knownBy: string;
  @Column('text')
  basis: string;
  @Column('text', { nullable: true })
  note: string | null;
  @Column('text')
  verdict: string;
  @Column('text', { array: true })
  reasons: string[];
}
