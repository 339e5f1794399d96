import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UploadEnding } from './evidence.types';

@Entity('uploads')
export class UploadRow {
  @PrimaryColumn('uuid')
  id: string;
  @Column('int', { name: 'owner_id' })
  ownerId: number;
  @Column('bigint', { name: 'record_key' })
  recordKey: number;
  @Column('text', { name: 'file_name' })
  fileName: string;
  @Column('text', { name: 'declared_type' })
  declaredType: string;
  @Column('text', { nullable: true })
  description: string | null;
  @Column('bigint')
  size: number;
  @Column('bytea', { nullable: true })
  sha256: Buffer | null;
  @Column('uuid', { name: 'receipt_id' })
  receiptId: string;
  @Column('int', { name: 'created_by' })
  createdBy: number;
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
  @Column('text', { name: 'ended_as', nullable: true })
  endedAs: UploadEnding | null;
}
