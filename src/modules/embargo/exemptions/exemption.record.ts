import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RequestedGoods } from './exemption-request.types';

/** What was asked. Changed by its owner until it is decided; what a change replaces is kept as a version of the record. */
@Entity('exemptions')
export class ExemptionRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('text')
  type: string;
  @Column('text', { name: 'requester_kind' })
  requesterKind: string;
  @Column('text', { name: 'requester_name' })
  requesterName: string;
  @Column('char', { name: 'requester_state', length: 2, nullable: true })
  requesterState: string | null;
  @Column('text', { name: 'submitted_through' })
  submittedThrough: string;
  @Column('char', { name: 'supplier_state', length: 2 })
  supplierState: string;
  @Column('text', { name: 'consignee_name' })
  consigneeName: string;
  @Column('text', { name: 'consignee_class' })
  consigneeClass: string;
  @Column('text', { name: 'end_user_name', nullable: true })
  endUserName: string | null;
  @Column('text', { name: 'end_user_class', nullable: true })
  endUserClass: string | null;
  @Column('text', { name: 'end_use' })
  endUse: string;
  @Column('jsonb')
  goods: readonly RequestedGoods[];
  @Column('date', { name: 'ship_from' })
  shipFrom: string;
  @Column('date', { name: 'ship_to' })
  shipTo: string;
  @Column('text')
  instrument: string;
  @Column('text')
  paragraph: string;
}
