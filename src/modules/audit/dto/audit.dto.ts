import { ApiProperty } from '@nestjs/swagger';
import type { EntryRow, HeadRow } from '../audit.repository';
import type { LogVerdict } from '../audit.service';

export class AuditEntryDto {
  id: string;
  /** Code of the organisation whose log this is. */
  organisation: string;
  /** Position in that log from 0; null until the sequencer has placed it. */
  index: number | null;
  /** SHA-256, hexadecimal. */
  leafHash: string;
  /** The logged facts, as they were hashed. */
  payload: Record<string, unknown>;

  static from(row: EntryRow): AuditEntryDto {
    return {
      id: row.id,
      organisation: row.organisation,
      index: row.idx,
      leafHash: row.leaf_hash.toString('hex'),
      payload: JSON.parse(row.payload.toString('utf8')) as Record<string, unknown>,
    };
  }
}

export class AuditEntryPageDto {
  items: AuditEntryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class AuditHeadDto {
  organisation: string;
  size: number;
  root: string;
  at: string;
  keyId: string;
  signature: string;

  static from(row: HeadRow): AuditHeadDto {
    return {
      organisation: row.organisation,
      size: row.size,
      root: row.root.toString('hex'),
      at: row.at.toISOString(),
      keyId: row.key_id,
      signature: row.signature.toString('base64url'),
    };
  }
}

export class LogVerdictDto {
  organisation: string;
  size: number;
  root: string;
  intact: boolean;
  @ApiProperty({ type: Number, nullable: true })
  firstBad: number | null;
  @ApiProperty({ type: String, nullable: true })
  fault: string | null;
}

export class AuditVerificationDto {
  /** True if every log this auditor may read is intact. */
  intact: boolean;
  logs: LogVerdictDto[];

  static from(logs: LogVerdict[]): AuditVerificationDto {
    return { intact: logs.every((log) => log.intact), logs };
  }
}
