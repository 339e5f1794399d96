import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One container line of a bill. A container under several bills (LCL) is several lines of one number. */
@Entity('shipment_containers')
export class ShipmentContainerRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('int')
  seq: number;
  @Column('text', { nullable: true })
  number: string | null;
  @Column('bigint', { name: 'package_count', nullable: true })
  packageCount: number | null;
  @Column('text', { name: 'size_type', nullable: true })
  sizeType: string | null;
  @Column('text', { name: 'full_empty', nullable: true })
  fullEmpty: string | null;
  @Column('text', { array: true })
  seals: string[];
  @Column('text', { name: 'sealing_party', nullable: true })
  sealingParty: string | null;
  @Column('bigint', { name: 'tare_grams', nullable: true })
  tareGrams: number | null;
  @Column('bigint', { name: 'goods_mass_grams', nullable: true })
  goodsMassGrams: number | null;
  @Column('text', { nullable: true })
  description: string | null;
  @Column('text', { name: 'hs_code', nullable: true })
  hsCode: string | null;
  @Column('text', { array: true })
  flags: string[];
}
