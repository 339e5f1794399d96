import { Entity, PrimaryColumn } from 'typeorm';

/** The id an entity has with a source, so that the next file of that source meets it again. */
@Entity('entity_origins')
export class EntityOriginRow {
  @PrimaryColumn('int', { name: 'owner_id' })
  ownerId: number;
  @PrimaryColumn('text')
  source: string;
  @PrimaryColumn('text', { name: 'ftm_id' })
  ftmId: string;
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
}
