import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StatedTotal } from './inspection.types';

@Entity('inspections')
export class InspectionRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('bigint', { name: 'shipment_key', nullable: true })
  shipmentKey: number | null;
  @Column('text')
  status: string;
  @Column('text', { name: 'legal_basis', nullable: true })
  legalBasis: string | null;
  @Column('text', { nullable: true })
  necessity: string | null;
  @Column('text', { nullable: true })
  ground: string | null;
  @Column('text', { name: 'ground_statement', nullable: true })
  groundStatement: string | null;
  @Column('text', { name: 'place_locode', nullable: true })
  placeLocode: string | null;
  @Column('text', { name: 'place_name', nullable: true })
  placeName: string | null;
  @Column('char', { name: 'place_country', length: 2 })
  placeCountry: string;
  @Column('timestamptz', { name: 'examined_at', nullable: true })
  examinedAt: Date | string | null;
  /** The offset as it was written: a timestamptz keeps the instant and forgets the clock on the wall. */
  @Column('text', { name: 'examined_time_zone', nullable: true })
  examinedTimeZone: string | null;
  @Column('text', { name: 'transport_mode', nullable: true })
  transportMode: string | null;
  @Column('text', { nullable: true })
  cooperation: string | null;
  @Column('text', { name: 'agencies_present', array: true })
  agenciesPresent: string[];
  @Column('text', { nullable: true })
  result: string | null;
  @Column('text', { name: 'container_number', nullable: true })
  containerNumber: string | null;
  @Column('text', { name: 'bill_reference', nullable: true })
  billReference: string | null;
  @Column('text', { name: 'vessel_name', nullable: true })
  vesselName: string | null;
  @Column('text', { name: 'vessel_imo', nullable: true })
  vesselImo: string | null;
  @Column('text', { nullable: true })
  concealment: string | null;
  @Column('text', { nullable: true })
  narrative: string | null;
  @Column('jsonb', { name: 'stated_totals' })
  statedTotals: StatedTotal[];
}
