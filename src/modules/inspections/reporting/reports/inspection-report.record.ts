import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language, ReportKind } from '../reporting.types';

/** A report as it was issued. Written once; only that it was superseded or withdrawn is added. */
@Entity('inspection_reports')
export class InspectionReportRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('int')
  seq: number;
  @Column('text')
  kind: ReportKind;
  @Column('text')
  language: Language;
  @Column('int', { name: 'audience_keys', array: true })
  audienceKeys: number[];
  /** Canonical JSON, as text: jsonb would reorder it, and the hash is of these very bytes. */
  @Column('text')
  snapshot: string;
  @Column('bytea')
  sha256: Buffer;
  @Column('text')
  code: string;
  @Column('uuid', { name: 'receipt_id' })
  receiptId: string;
  @Column('timestamptz', { name: 'issued_at' })
  issuedAt: Date;
  @Column('int', { name: 'issued_by' })
  issuedBy: number;
  @Column('uuid', { nullable: true })
  supersedes: string | null;
}
