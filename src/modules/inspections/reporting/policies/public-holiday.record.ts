import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A day on which an administration does not work. Written once; the newest entry that speaks of a day decides. */
@Entity('public_holidays')
export class PublicHolidayRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('char', { length: 2 })
  country: string;
  @Column('smallint', { nullable: true })
  year: number | null;
  @Column('smallint')
  month: number;
  @Column('smallint')
  day: number;
  @Column('boolean')
  observed: boolean;
  @Column('text')
  name: string;
  @Column('text')
  source: string;
  @Column('int', { name: 'created_by', nullable: true })
  createdBy: number | null;
}
