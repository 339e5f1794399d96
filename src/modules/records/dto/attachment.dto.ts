import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { ReceiptDto } from '../../audit';
import type { AttachmentView } from '../attachments.service';

export class AttachQuery {
  /**
   * Name of the file as you have it; it is kept as a label and never used as a path.
   * @example "container-door.jpg"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(255)
  fileName: string;

  /** @example "Container SMLU4815164 at the terminal, seal cut" */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  description?: string;
}

export class AttachmentDto {
  id: string;
  recordId: string;
  fileName: string;
  /** What the sender said it is. */
  declaredType: string;
  /** What its first bytes say it is. */
  mediaType: string;
  /** Bytes. */
  size: number;
  /** Hexadecimal. */
  sha256: string;
  @ApiProperty({ type: String, nullable: true })
  description: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  static from(row: AttachmentView): AttachmentDto {
    return {
      id: row.id,
      recordId: row.record_id,
      fileName: row.file_name,
      declaredType: row.declared_type,
      mediaType: row.media_type,
      size: row.size,
      sha256: row.sha256.toString('hex'),
      description: row.description,
      createdAt: row.created_at.toISOString(),
    };
  }
}

export class AttachedDto extends AttachmentDto {
  receipt: ReceiptDto;
}
