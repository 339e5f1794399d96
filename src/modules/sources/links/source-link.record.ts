import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('source_links')
export class SourceLinkRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('uuid', { name: 'source_id' })
  sourceId: string;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('int', { name: 'created_by' })
  createdBy: number;
}
