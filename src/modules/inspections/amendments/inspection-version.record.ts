import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InspectionContent } from './amendment.types';

/** What a closed inspection says, whole. Written once; the next version marks it superseded. */
@Entity('inspection_versions')
export class InspectionVersionRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('int')
  number: number;
  @Column('uuid')
  id: string;
  @Column('int', { name: 'record_version' })
  recordVersion: number;
  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;
  @Column('int', { name: 'made_by' })
  madeBy: number;
  @Column('text', { nullable: true })
  reason: string | null;
  @Column('text', { array: true })
  changed: string[];
  @Column('jsonb')
  content: InspectionContent;
  @Column('bytea')
  sha256: Buffer;
  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt: Date | null;
}
