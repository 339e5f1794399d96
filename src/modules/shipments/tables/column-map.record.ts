import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ColumnMapDefinition } from './column-map.types';

/** A column map of an organisation; what it says is in its versions. */
@Entity('column_maps')
export class ColumnMapRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  name: string;
  @Column('int')
  version: number;
  @Column('int', { name: 'created_by' })
  createdBy: number;
}

/** Written once: what was read by it must stay explainable. */
@Entity('column_map_versions')
export class ColumnMapVersionRow {
  @PrimaryColumn('int', { name: 'owner_id' })
  ownerId: number;
  @PrimaryColumn('uuid', { name: 'map_id' })
  mapId: string;
  @PrimaryColumn('int')
  version: number;
  @Column('text')
  name: string;
  @Column('jsonb')
  definition: ColumnMapDefinition;
  @Column('int', { name: 'saved_by' })
  savedBy: number;
}
