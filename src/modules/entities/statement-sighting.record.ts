import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a source said again what it had said: kept one by one, so that a day in the past does not claim a later sighting. */
@Entity('statement_sightings')
export class StatementSightingRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('int', { name: 'statement_seq' })
  statementSeq: number;
  @Column('int', { name: 'seen_by' })
  seenBy: number;
}
