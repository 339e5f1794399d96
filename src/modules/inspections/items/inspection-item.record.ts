import type { Mark } from './item.types';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One found thing: a firearm by itself, ammunition by lot. A correction is a row of its own; no row is rewritten. */
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
  @Column('int', { nullable: true })
  corrects: number | null;
  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt: Date | null;
  @Column('text', { name: 'superseded_because', nullable: true })
  supersededBecause: string | null;
  @Column('jsonb', { nullable: true })
  marks: Mark[] | null;
  @Column('text', { name: 'importer_mark', nullable: true })
  importerMark: string | null;
  @Column('char', { name: 'import_country', length: 2, nullable: true })
  importCountry: string | null;
  @Column('int', { name: 'import_year', nullable: true })
  importYear: number | null;
  @Column('int', { name: 'year_of_manufacture', nullable: true })
  yearOfManufacture: number | null;
  @Column('boolean', { name: 'privately_made', nullable: true })
  privatelyMade: boolean | null;
  @Column('boolean', { nullable: true })
  assembled: boolean | null;
  @Column('text', { nullable: true })
  brand: string | null;
  @Column('text', { nullable: true })
  packaging: string | null;
  @Column('text', { nullable: true })
  amount: string | null;
  @Column('char', { nullable: true, length: 3 })
  currency: string | null;
  @Column('boolean', { nullable: true })
  counterfeit: boolean | null;
  @Column('text', { name: 'concealment_code', nullable: true })
  concealmentCode: string | null;
  @Column('text', { name: 'photo_sha256', array: true, nullable: true })
  photoSha256: string[] | null;
}
