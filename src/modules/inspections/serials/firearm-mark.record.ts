import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A mark as read, and what it is found by. A corrected item's marks stay and are marked as superseded. */
@Entity('firearm_marks')
export class FirearmMarkRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  key: number;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  /** The row of the item. */
  @Column('int', { name: 'item_seq' })
  itemSeq: number;
  /** The item's place in the list, which stays when it is corrected. */
  @Column('int', { name: 'item_place' })
  itemPlace: number;
  @Column('int')
  seq: number;
  @Column('text')
  kind: string;
  @Column('text', { nullable: true })
  place: string | null;
  @Column('text')
  raw: string;
  @Column('text', { nullable: true })
  norm: string | null;
  @Column('text', { nullable: true })
  folded: string | null;
  @Column('text', { nullable: true })
  core: string | null;
  @Column('text', { nullable: true })
  pattern: string | null;
  @Column('text', { name: 'like_pattern', nullable: true })
  likePattern: string | null;
  @Column('int', { array: true, nullable: true })
  tokens: number[] | null;
  @Column('int', { array: true, nullable: true })
  anchors: number[] | null;
  @Column('text', { name: 'make_key' })
  makeKey: string;
  @Column('text', { name: 'model_key' })
  modelKey: string;
  @Column('text', { name: 'calibre_key' })
  calibreKey: string;
  @Column('text', { name: 'type_key' })
  typeKey: string;
  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt: Date | null;
}
