import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a person made of an alert, with the values it rested on. Written once. */
@Entity('alert_judgements')
export class AlertJudgementRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('uuid', { name: 'alert_id' })
  alertId: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  /** The version of the alert that was judged. */
  @Column('int', { name: 'alert_version' })
  alertVersion: number;
  @Column('text')
  decision: string;
  @Column('text')
  reason: string;
  @Column('bytea')
  basis: Buffer;
  @Column('int', { name: 'judged_by' })
  judgedBy: number;
}
