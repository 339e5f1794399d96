import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('shipment_parties')
export class ShipmentPartyRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('int')
  seq: number;
  @Column('text')
  role: string;
  @Column('text', { nullable: true })
  code: string | null;
  @Column('text', { nullable: true })
  name: string | null;
  @Column('text', { nullable: true })
  address: string | null;
  @Column('boolean', { name: 'is_placeholder' })
  isPlaceholder: boolean;
}
