import { ApiProperty } from '@nestjs/swagger';
import { FieldFaultDto } from '../../../../platform/http/problem.dto';
import { ReceiptDto } from '../../../audit';
import { SubmitInspectionDto } from '../../dto/inspection-input.dto';
import { CLOCK_FLAGS, type ClockFlag, type Stop, STOPS, type SyncVerdict, VERDICTS } from '../sync.types';

/** A photo that its sender has and sends later with POST /v1/records/{id}/attachments. */
export class AnnouncedPhotoDto {
  /**
   * Name of the file as you have it.
   * @example "container-door.jpg"
   */
  name: string;
  /**
   * Hexadecimal, lower case.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  sha256: string;
  /**
   * Bytes.
   * @example 284113
   */
  size: number;
}

/** One line of a bundle. */
export class BundleLineDto {
  /**
   * Your own reference, made once for this record and kept; unique in your organisation.
   * @example "0193f5b2-6c1f-7000-8000-5d1c2a3b4c5d"
   */
  @ApiProperty({ format: 'uuid' })
  clientRef: string;
  /**
   * SHA-256 of `inspection` as canonical JSON (RFC 8785, JCS), hexadecimal.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  sha256: string;
  /**
   * When the record was made, on the clock of the device.
   * @example "2026-04-05T10:30:00-04:00"
   */
  madeAt: string;
  /** @example "Cap-Haitien tablet 3" */
  device: string;
  /** Photos you have of it, up to 500; empty if there are none. */
  photos: AnnouncedPhotoDto[];
  /** What POST /v1/inspections takes, without clientRef. */
  inspection: SubmitInspectionDto;
}

export class SyncFaultDto {
  /** @example "SYNC.HASH_MISMATCH" */
  code: string;
  title: string;
  /** What you can do about it. */
  advice: string;
  detail?: string;
  fields?: FieldFaultDto[];
  /** What the line says its content hashes to. */
  announcedSha256?: string;
  /** What it does hash to. */
  computedSha256?: string;
}

export class SyncConflictDto {
  /** Null if what is stored was never hashed. */
  @ApiProperty({ type: String, nullable: true })
  storedSha256: string | null;
  sentSha256: string;
  /** Is what you sent kept for a person to look at (GET /v1/sync/conflicts)? False beyond 20 contents under one reference. */
  kept: boolean;
}

export class MissingPhotoDto {
  name: string;
  sha256: string;
}

/** One line of the answer, for one line of the bundle. */
export class BundleVerdictDto {
  /** Of the bundle, from 1. */
  line: number;
  /** Null if it could not be read. */
  @ApiProperty({ type: String, nullable: true })
  clientRef: string | null;
  @ApiProperty({ enum: VERDICTS })
  verdict: SyncVerdict;
  /** Of the stored record: also in a conflict, if you are cleared for it. */
  id?: string;
  /** @example "HT-AGD-INS-2026-000001" */
  reference?: string;
  /** Of the inspection, e.g. COMPLETED or DRAFT. */
  status?: string;
  /** The same for each repetition. */
  receipt?: ReceiptDto;
  /** Announced and not attached yet. */
  photosMissing?: MissingPhotoDto[];
  /** What is odd about the clocks; nothing was corrected for it. */
  @ApiProperty({ enum: CLOCK_FLAGS, isArray: true, required: false })
  clock?: ClockFlag[];
  conflict?: SyncConflictDto;
  fault?: SyncFaultDto;
}

/** The last line of a whole answer: without it the line broke. */
export class BundleSummaryDto {
  /** Lines answered. */
  lines: number;
  accepted: number;
  alreadyHave: number;
  conflict: number;
  rejected: number;
  /** False if the answer ended before the bundle did: send the rest, or all, again. */
  complete: boolean;
  @ApiProperty({ enum: STOPS, nullable: true })
  stoppedBecause: Stop | null;
}

export class BundleAnswerEndDto {
  summary: BundleSummaryDto;
}
