import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('source_openings')
export class SourceOpeningRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('uuid', { name: 'source_id' })
  sourceId: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('int', { name: 'requested_by' })
  requestedBy: number;
  @Column('text')
  reason: string;
  @Column('smallint')
  needed: number;
}

@Entity('source_opening_decisions')
export class SourceOpeningDecisionRow {
  @PrimaryColumn('uuid', { name: 'opening_id' })
  openingId: string;
  @PrimaryColumn('int', { name: 'decided_by' })
  decidedBy: number;
  @Column('uuid', { name: 'source_id' })
  sourceId: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  decision: string;
  @Column('text', { nullable: true })
  reason: string | null;
}
