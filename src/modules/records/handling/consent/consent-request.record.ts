import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was asked of an originator; the asker's and the originator's alone. */
@Entity('consent_requests')
export class ConsentRequestRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('int', { name: 'asker_id' })
  askerId: number;
  @Column('smallint')
  classification: number;
  @Column('text', { array: true })
  fields: string[];
  @Column('int', { name: 'audience_keys', array: true })
  audienceKeys: number[];
  @Column('text')
  purpose: string;
  @Column('timestamptz', { nullable: true })
  until: Date | null;
  @Column('int', { name: 'asked_by' })
  askedBy: number;
}
