import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A confidential human source, as far as anything of it lies open. */
@Entity('sources')
export class SourceRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('int')
  handler: number;
  @Column('int', { array: true })
  custodians: number[];
  @Column('smallint', { name: 'custodians_needed' })
  custodiansNeeded: number;
  @Column('text', { name: 'key_id' })
  keyId: string;
  @Column('bytea', { name: 'wrapped_key' })
  wrappedKey: Buffer;
  @Column('bytea')
  card: Buffer;
}

@Entity('source_contents')
export class SourceContentRow {
  @PrimaryColumn('uuid', { name: 'source_id' })
  sourceId: string;
  @PrimaryColumn('int')
  version: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('bytea')
  sealed: Buffer;
  @Column('int', { name: 'created_by' })
  createdBy: number;
}
