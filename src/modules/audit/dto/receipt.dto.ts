import { ApiProperty } from '@nestjs/swagger';
import type { ReceiptWithId } from '../receipts.service';

/** The exact bytes that were hashed, base64url. */
export class ReceiptLeafDto {
  salt: string;
  states: string;
  payload: string;
}

export class SignedHeadDto {
  type: string;
  log: string;
  size: number;
  root: string;
  at: string;
  keyId: string;
  signature: string;
}

export class InclusionDto {
  index: number;
  size: number;
  /** Sibling hashes from leaf to root (RFC 9162, section 2.1.3). */
  path: string[];
  head: SignedHeadDto;
}

/** Proof of what was accepted and when. Keep it as a file: `npm run -s receipt:verify -- FILE` checks it without this system. */
export class ReceiptDto {
  id: string;
  /** @example "lambi-receipt-v1" */
  type: string;
  log: string;
  /** SHA-256 of the leaf, hexadecimal. */
  leafHash: string;
  acceptedAt: string;
  sequencedWithinSeconds: number;
  keyId: string;
  /** Ed25519 signature, base64url. */
  promise: string;
  leaf: ReceiptLeafDto;
  @ApiProperty({ type: InclusionDto, nullable: true })
  inclusion: InclusionDto | null;

  static from(receipt: ReceiptWithId): ReceiptDto {
    return receipt as unknown as ReceiptDto;
  }
}
