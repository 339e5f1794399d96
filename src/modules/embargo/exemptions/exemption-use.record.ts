import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Quantity used against an exemption. Written once; a correction is the next revision on the same position. */
@Entity('exemption_uses')
export class ExemptionUseRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int')
  seq: number;
  @Column('int')
  revision: number;
  @Column('date', { name: 'used_on' })
  usedOn: string;
  @Column('text')
  category: string;
  @Column('bigint')
  quantity: number;
  @Column('bigint', { name: 'shipment_key', nullable: true })
  shipmentKey: number | null;
  @Column('text', { nullable: true })
  reference: string | null;
  @Column('text', { nullable: true })
  note: string | null;
  @Column('int', { name: 'by_user' })
  byUser: number;
}
