import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('announced_photos')
export class AnnouncedPhotoRow {
  @PrimaryColumn('bigint', { name: 'record_key' })
  recordKey: number;
  @PrimaryColumn('bytea')
  sha256: Buffer;
  @Column('text')
  name: string;
  @Column('bigint')
  size: number;
}
