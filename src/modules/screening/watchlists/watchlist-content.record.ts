import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What a list says of one entry, as long as it says it. Written once; a later version only ends it. */
@Entity('watchlist_contents')
export class WatchlistContentRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  key: number;
  @Column('int', { name: 'list_key' })
  listKey: number;
  @Column('bigint', { name: 'entry_key' })
  entryKey: number;
  @Column('bytea')
  hash: Buffer;
  @Column('text')
  caption: string;
  @Column('text')
  schema: string;
  @Column('text', { nullable: true })
  reference: string | null;
  @Column('text', { name: 'list_type', nullable: true })
  listType: string | null;
  @Column('date', { name: 'listed_on', nullable: true })
  listedOn: string | null;
  @Column('jsonb')
  content: unknown;
  @Column('bigint', { name: 'since_version' })
  sinceVersion: number;
  @Column('date', { name: 'since_on' })
  sinceOn: string;
}
