import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One change of an indicator by an organisation; the newest of a code stands. Written once. */
@Entity('indicator_settings')
export class IndicatorSettingRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  code: string;
  @Column('boolean')
  enabled: boolean;
  @Column('smallint', { nullable: true })
  weight: number | null;
  @Column('text')
  reason: string;
  @Column('int', { name: 'set_by' })
  setBy: number;
}
