import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('derived_copies')
export class DerivedCopyRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('uuid', { name: 'attachment_id' })
  attachmentId: string;
  @Column('text', { name: 'media_type', nullable: true })
  mediaType: string | null;
  /** Pixels. */
  @Column('int', { nullable: true })
  width: number | null;
  @Column('int', { nullable: true })
  height: number | null;
  @Column('bigint', { nullable: true })
  size: number | null;
  @Column('bytea', { nullable: true })
  sha256: Buffer | null;
  @Column('text', { name: 'storage_key', nullable: true })
  storageKey: string | null;
  @Column('text', { name: 'made_with' })
  madeWith: string;
  /** Why there is none, if none could be made. */
  @Column('text', { nullable: true })
  fault: string | null;
}
