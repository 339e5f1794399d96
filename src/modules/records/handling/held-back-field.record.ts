import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a field is held back; readers have it only if they were told. */
@Entity('held_back_fields')
export class HeldBackFieldRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  field: string;
  @Column('text', { nullable: true })
  because: string | null;
  @Column('boolean')
  told: boolean;
  @Column('int', { name: 'held_by' })
  heldBy: number;
}
