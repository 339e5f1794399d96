import { Entity, PrimaryColumn } from 'typeorm';

/** One key by which a party is found: of a list's entry, an entity (scope 0), or a party within a record (scope -1). */
@Entity('finding_keys')
export class FindingKeyRow {
  @PrimaryColumn('int')
  scope: number;
  @PrimaryColumn('int')
  key: number;
  @PrimaryColumn('bigint')
  item: number;
}
