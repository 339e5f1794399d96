import { ApiProperty } from '@nestjs/swagger';
import type { Page } from '../../../../kernel/page';
import { PageQuery } from '../../../../platform/http/page.dto';
import { CLASSIFICATIONS, type Classification } from '../../../records';
import type { ConflictDetailRow, ConflictRow } from '../conflicts.repository';
import { clockFlagsOf } from '../sync-answer.mapping';
import type { SubmissionRow } from '../submissions.repository';
import { CLOCK_FLAGS, type ClockFlag } from '../sync.types';
import { AnnouncedPhotoDto } from './sync.dto';

export class DeliveredPhotoDto extends AnnouncedPhotoDto {
  /** The attachment with this content; null as long as it is missing. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  attachmentId: string | null;
}

/** How an inspection came, for the organisation that sent it. */
export class DeliveryDto {
  /** SHA-256 of what was sent (RFC 8785, without clientRef); null if it came without a clientRef. */
  @ApiProperty({ type: String, nullable: true })
  contentSha256: string | null;
  /** GET /v1/receipts/{id} gives the receipt with its proof. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  receiptId: string | null;
  @ApiProperty({ type: String, nullable: true })
  device: string | null;
  /** On the device's clock, in UTC. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  madeAt: string | null;
  @ApiProperty({ format: 'date-time' })
  receivedAt: string;
  @ApiProperty({ enum: CLOCK_FLAGS, isArray: true })
  clock: ClockFlag[];
  photos: DeliveredPhotoDto[];
  /** How many are still to come. */
  missing: number;

  static of(row: SubmissionRow): DeliveryDto {
    return {
      contentSha256: row.content_sha256,
      receiptId: row.receipt_id,
      device: row.device,
      madeAt: row.made_at?.toISOString() ?? null,
      receivedAt: row.received_at.toISOString(),
      clock: clockFlagsOf(row),
      photos: row.photos.map((photo) => ({ ...photo })),
      missing: row.photos.filter(({ attachmentId }) => attachmentId === null).length,
    };
  }
}

export class ListConflictsQuery extends PageQuery {}

/** What was sent under a reference that stands for another content. */
export class SubmissionConflictDto {
  id: string;
  @ApiProperty({ format: 'uuid' })
  clientRef: string;
  /** The record that has the reference; null if you are not cleared for it. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  recordId: string | null;
  @ApiProperty({ type: String, nullable: true })
  recordReference: string | null;
  /** Null if what is stored was never hashed. */
  @ApiProperty({ type: String, nullable: true })
  storedSha256: string | null;
  sentSha256: string;
  @ApiProperty({ enum: CLASSIFICATIONS })
  classification: Classification;
  @ApiProperty({ type: String, nullable: true })
  device: string | null;
  /** On the device's clock, in UTC. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  madeAt: string | null;
  @ApiProperty({ format: 'date-time' })
  sentAt: string;

  static from(row: ConflictRow): SubmissionConflictDto {
    return {
      id: row.id,
      clientRef: row.client_ref,
      recordId: row.record_id,
      recordReference: row.record_reference,
      storedSha256: row.stored_sha256,
      sentSha256: row.sent_sha256,
      classification: CLASSIFICATIONS[row.classification]!,
      device: row.device,
      madeAt: row.made_at?.toISOString() ?? null,
      sentAt: row.created_at.toISOString(),
    };
  }
}

export class SubmissionConflictDetailDto extends SubmissionConflictDto {
  /** Exactly as it was sent. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  inspection: Record<string, unknown>;
  photos: AnnouncedPhotoDto[];

  static of(row: ConflictDetailRow): SubmissionConflictDetailDto {
    return {
      ...SubmissionConflictDto.from(row),
      inspection: JSON.parse(row.sent) as Record<string, unknown>,
      photos: row.photos.map((photo) => ({ ...photo })),
    };
  }
}

export class SubmissionConflictPageDto {
  items: SubmissionConflictDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;

  static of(page: Page<ConflictRow>): SubmissionConflictPageDto {
    return { items: page.items.map((row) => SubmissionConflictDto.from(row)), nextCursor: page.nextCursor };
  }
}
