import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One version of how an organisation sends. Only its confirmation is added later. */
@Entity('exchange_policies')
export class ExchangePolicyRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('int')
  version: number;
  @Column('text', { name: 'second_person_for', array: true })
  secondPersonFor: string[];
  @Column('smallint', { name: 'remind_days' })
  remindDays: number;
  @Column('smallint', { name: 'default_due_days', nullable: true })
  defaultDueDays: number | null;
  @Column('text')
  reason: string;
  @Column('boolean')
  loosens: boolean;
  @Column('int', { name: 'created_by' })
  createdBy: number;
}
