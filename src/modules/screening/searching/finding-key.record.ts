import { Entity, PrimaryColumn } from 'typeorm';

/** One key by which a party is found: of a list's entry, or (scope 0) of a screening subject. */
@Entity('finding_keys')
export class FindingKeyRow {
  @PrimaryColumn('int')
  scope: number;
  @PrimaryColumn('int')
  key: number;
  @PrimaryColumn('bigint')
  item: number;
}
