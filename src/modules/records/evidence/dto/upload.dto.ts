import { ApiProperty } from '@nestjs/swagger';
import type { UploadEnding, UploadView } from '../evidence.types';
import { AttachedDto } from './attachment.dto';

export class UploadDto {
  id: string;
  recordId: string;
  fileName: string;
  /** Bytes announced. */
  size: number;
  /** Bytes that have arrived. */
  offset: number;
  /** SHA-256 announced, hexadecimal. */
  @ApiProperty({ type: String, nullable: true })
  sha256: string | null;
  @ApiProperty({ enum: ['OPEN', 'STORED', 'REFUSED', 'TERMINATED', 'EXPIRED'] })
  state: 'OPEN' | UploadEnding;
  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
  /** What it became, with its receipt; null unless it is STORED. */
  @ApiProperty({ type: AttachedDto, nullable: true })
  attachment: AttachedDto | null;

  static from(upload: UploadView, offset: number, attachment: AttachedDto | null): UploadDto {
    return {
      id: upload.id,
      recordId: upload.record_id,
      fileName: upload.file_name,
      size: upload.size,
      offset,
      sha256: upload.sha256?.toString('hex') ?? null,
      state: upload.ended_as ?? 'OPEN',
      expiresAt: upload.expires_at.toISOString(),
      attachment,
    };
  }
}
