import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ShipmentSource } from './shipment.types';

/** One bill of lading. An amended manifest makes new rows; corrections go into `record_versions` first. Where it came from stays. */
@Entity('shipments')
export class ShipmentRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('uuid', { name: 'manifest_id', nullable: true })
  manifestId: string | null;
  /** The bill this one takes the place of, by an amended manifest. */
  @Column('bigint', { name: 'supersedes_key', nullable: true })
  supersedesKey?: number | null;
  @Column('text', { name: 'bill_reference', nullable: true })
  billReference: string | null;
  @Column('text', { name: 'master_reference', nullable: true })
  masterReference: string | null;
  @Column('int', { name: 'line_number', nullable: true })
  lineNumber: number | null;
  @Column('text', { nullable: true })
  nature: string | null;
  @Column('text', { name: 'type_code', nullable: true })
  typeCode: string | null;
  @Column('text', { name: 'customs_office', nullable: true })
  customsOffice: string | null;
  @Column('text', { name: 'voyage_number', nullable: true })
  voyageNumber: string | null;
  @Column('text', { name: 'vessel_name', nullable: true })
  vesselName: string | null;
  @Column('text', { name: 'vessel_imo', nullable: true })
  vesselImo: string | null;
  @Column('text', { name: 'vessel_flag', nullable: true })
  vesselFlag: string | null;
  @Column('text', { name: 'carrier_name', nullable: true })
  carrierName: string | null;
  @Column('text', { name: 'transport_mode', nullable: true })
  transportMode: string | null;
  @Column('text', { name: 'departure_on', nullable: true })
  departureOn: string | null;
  @Column('text', { name: 'arrival_on', nullable: true })
  arrivalOn: string | null;
  @Column('text', { name: 'loading_place', nullable: true })
  loadingPlace: string | null;
  @Column('text', { name: 'unloading_place', nullable: true })
  unloadingPlace: string | null;
  @Column('bigint', { name: 'package_count', nullable: true })
  packageCount: number | null;
  @Column('text', { name: 'package_type', nullable: true })
  packageType: string | null;
  @Column('bigint', { name: 'gross_mass_grams', nullable: true })
  grossMassGrams: number | null;
  @Column('text', { name: 'goods_description', nullable: true })
  goodsDescription: string | null;
  @Column('text', { name: 'hs_codes', array: true })
  hsCodes: string[];
  @Column('text', { name: 'shipping_marks', nullable: true })
  shippingMarks: string | null;
  @Column('jsonb')
  details: Record<string, unknown>;
  @Column('jsonb')
  source: ShipmentSource;
}
