import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A name of the reference of firearms. Only added; a delivered one was added by nobody. */
@Entity('firearm_references')
export class FirearmReferenceRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  key: number;
  @Column('uuid')
  id: string;
  @Column('text')
  kind: string;
  @Column('text')
  name: string;
  @Column('text', { name: 'name_key' })
  nameKey: string;
  @Column('bigint', { name: 'make_key', nullable: true })
  makeKey: number | null;
  @Column('bigint', { name: 'same_as', nullable: true })
  sameAs: number | null;
  @Column('text', { nullable: true })
  note: string | null;
  @Column('int', { name: 'added_by', nullable: true })
  addedBy: number | null;
  @Column('timestamptz', { name: 'added_at' })
  addedAt: Date;
}
