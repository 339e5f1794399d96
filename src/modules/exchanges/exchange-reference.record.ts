import { Entity, PrimaryColumn } from 'typeorm';

/** A record referred to and not released. Whoever does not see the record does not see the row. */
@Entity('exchange_references')
export class ExchangeReferenceRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('bigint', { name: 'target_key' })
  targetKey: number;
}
