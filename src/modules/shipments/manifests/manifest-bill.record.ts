import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BillChange } from './manifest-import.types';

/** One bill of one version of a manifest, and what became of it since the version before. */
@Entity('manifest_bills')
export class ManifestBillRow {
  @PrimaryColumn('uuid', { name: 'manifest_id' })
  manifestId: string;
  /** From 0, in the order of the file; removed bills come after those of the file. */
  @PrimaryColumn('int')
  position: number;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('bigint', { name: 'previous_key', nullable: true })
  previousKey: number | null;
  @Column('text', { name: 'bill_reference', nullable: true })
  billReference: string | null;
  /** 0 for the first bill of that reference in the file, 1 for the second... */
  @Column('int')
  occurrence: number;
  @Column('bytea', { name: 'content_hash' })
  contentHash: Buffer;
  @Column('text')
  change: BillChange;
  /** Line of the file, from 1; null for a removed bill. */
  @Column('int', { nullable: true })
  line: number | null;
}
