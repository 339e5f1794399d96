import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ScreeningHit } from '../../screening';

/** What a party of a bill met on lists; superseded when the bill is screened again. */
@Entity('party_hits')
export class PartyHitRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  key: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int')
  seq: number;
  @Column('text')
  name: string;
  /** Of the best hit, 0 to 1. */
  @Column('real')
  score: number;
  @Column('jsonb')
  hits: readonly ScreeningHit[];
}
