import { Entity, PrimaryColumn } from 'typeorm';

/** A record sent along. The row gives nothing away: what is enclosed is seen by its own releases. */
@Entity('exchange_enclosures')
export class ExchangeEnclosureRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('bigint', { name: 'enclosed_key' })
  enclosedKey: number;
}
