import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PageQuery } from '../../../../platform/http/page.dto';
import { ReceiptDto } from '../../../audit';
import type { AttachmentView } from '../evidence.types';
import { contradicts } from '../type-claim.rules';

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

export class ListAttachmentsQuery extends PageQuery {}

export class ThumbnailDto {
  /**
   * Pixels.
   * @example 512
   */
  width: number;
  /** @example 384 */
  height: number;
}

export class AttachmentDto {
  id: string;
  recordId: string;
  /**
   * Place among the attachments of the record, from 0.
   * @example 0
   */
  seq: number;
  fileName: string;
  /** What the sender said it is. */
  declaredType: string;
  /** What its first bytes say it is. */
  mediaType: string;
  /** The two, or the ending of the name, contradict each other: look at it with care. */
  typeMismatch: boolean;
  /** Bytes. */
  size: number;
  /** Hexadecimal. */
  sha256: string;
  @ApiProperty({ type: String, nullable: true })
  description: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  /** Size of the small copy at `/v1/attachments/{id}/thumbnail`; null if none was made, or not yet. */
  @ApiProperty({ type: ThumbnailDto, nullable: true })
  thumbnail: ThumbnailDto | null;

  static from(row: AttachmentView): AttachmentDto {
    const { thumbnail_width: width, thumbnail_height: height } = row;
    return {
      id: row.id,
      recordId: row.record_id,
      seq: row.seq,
      fileName: row.file_name,
      declaredType: row.declared_type,
      mediaType: row.media_type,
      typeMismatch: contradicts(row.declared_type, row.file_name, row.media_type),
      size: row.size,
      sha256: row.sha256.toString('hex'),
      description: row.description,
      createdAt: row.created_at.toISOString(),
      thumbnail: width === null || height === null ? null : { width, height },
    };
  }
}

export class AttachedDto extends AttachmentDto {
  receipt: ReceiptDto;
}

export class AttachmentPageDto {
  @ApiProperty({ type: [AttachmentDto] })
  items: AttachmentDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
