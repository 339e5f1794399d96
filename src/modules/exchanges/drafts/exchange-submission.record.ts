import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A version put before a second person, with the hands it went through, which the database compares with the record's. */
@Entity('exchange_submissions')
export class ExchangeSubmissionRow {
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
  @Column('int', { name: 'submitted_by' })
  submittedBy: number;
}
