import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One list that is kept. What it says lies in its versions' contents. */
@Entity('watchlists')
export class WatchlistRow {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  key: number;
  @Column('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('text')
  code: string;
  @Column('text')
  title: string;
  @Column('bool')
  published: boolean;
  @Column('text', { name: 'source_url', nullable: true })
  sourceUrl: string | null;
  @Column('int', { name: 'created_by' })
  createdBy: number;
}
