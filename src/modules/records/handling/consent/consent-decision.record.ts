import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One for each request, ever. */
@Entity('consent_decisions')
export class ConsentDecisionRow {
  @PrimaryColumn('uuid', { name: 'request_id' })
  requestId: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  decision: string;
  @Column('text', { nullable: true })
  reason: string | null;
  @Column('text', { array: true })
  fields: string[];
  @Column('int', { name: 'audience_keys', array: true })
  audienceKeys: number[];
  @Column('text', { nullable: true })
  purpose: string | null;
  @Column('timestamptz', { nullable: true })
  until: Date | null;
  @Column('uuid', { name: 'release_ids', array: true })
  releaseIds: string[];
  @Column('uuid', { name: 'field_release_ids', array: true })
  fieldReleaseIds: string[];
  @Column('int', { name: 'decided_by' })
  decidedBy: number;
}
