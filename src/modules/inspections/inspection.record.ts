import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FollowUp, InspectionParty, StatedFact } from './inspection.types';
import type { StatedTotal } from './items/item.types';

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
  @Column('text', { nullable: true })
  authority: string | null;
  @Column('text', { name: 'requested_by', nullable: true })
  requestedBy: string | null;
  @Column('text', { nullable: true })
  jurisdiction: string | null;
  @Column('text', { name: 'jurisdiction_statement', nullable: true })
  jurisdictionStatement: string | null;
  @Column('text', { nullable: true })
  terminal: string | null;
  @Column('double precision', { nullable: true })
  latitude: number | null;
  @Column('double precision', { nullable: true })
  longitude: number | null;
  @Column('text', { name: 'coordinate_precision', nullable: true })
  coordinatePrecision: string | null;
  @Column('text', { name: 'examined_on', nullable: true })
  examinedOn: string | null;
  @Column('text', { name: 'examined_until', nullable: true })
  examinedUntil: string | null;
  @Column('text', { name: 'transport_mode_code', nullable: true })
  transportModeCode: string | null;
  @Column('text', { nullable: true })
  voyage: string | null;
  @Column('char', { name: 'vessel_flag', length: 2, nullable: true })
  vesselFlag: string | null;
  @Column('text', { name: 'vehicle_plate', nullable: true })
  vehiclePlate: string | null;
  @Column('text', { name: 'aircraft_registration', nullable: true })
  aircraftRegistration: string | null;
  @Column('text', { name: 'port_of_loading', nullable: true })
  portOfLoading: string | null;
  @Column('text', { name: 'port_of_discharge', nullable: true })
  portOfDischarge: string | null;
  @Column('text', { name: 'declared_goods', nullable: true })
  declaredGoods: string | null;
  @Column('text', { name: 'seals_declared', array: true, nullable: true })
  sealsDeclared: string[] | null;
  @Column('text', { name: 'seals_found', array: true, nullable: true })
  sealsFound: string[] | null;
  @Column('bigint', { name: 'declared_mass_grams', nullable: true })
  declaredMassGrams: number | null;
  @Column('bigint', { name: 'measured_mass_grams', nullable: true })
  measuredMassGrams: number | null;
  @Column('text', { name: 'concealment_code', nullable: true })
  concealmentCode: string | null;
  @Column('jsonb', { nullable: true })
  parties: InspectionParty[] | null;
  @Column('jsonb', { name: 'stated_facts', nullable: true })
  statedFacts: StatedFact[] | null;
  @Column('jsonb', { name: 'follow_ups', nullable: true })
  followUps: FollowUp[] | null;
}
