import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One found thing: a firearm by itself, ammunition by lot. Written once. */
@Entity('inspection_items')
export class InspectionItemRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('int')
  seq: number;
  @Column('text')
  category: string;
  @Column('bigint')
  quantity: number;
  @Column('text', { nullable: true })
  type: string | null;
  @Column('text', { nullable: true })
  make: string | null;
  @Column('text', { nullable: true })
  model: string | null;
  @Column('text', { nullable: true })
  calibre: string | null;
  @Column('text', { nullable: true })
  action: string | null;
  @Column('text', { nullable: true })
  serial: string | null;
  @Column('text', { name: 'serial_state', nullable: true })
  serialState: string | null;
  @Column('char', { name: 'country_of_manufacture', length: 2, nullable: true })
  countryOfManufacture: string | null;
  @Column('text', { nullable: true })
  markings: string | null;
  @Column('text', { nullable: true })
  headstamp: string | null;
  @Column('text', { nullable: true })
  lot: string | null;
  @Column('text', { nullable: true })
  description: string | null;
}
