import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import {
  BILL_CHANGES,
  type BillChange,
  MANIFEST_STATUSES,
  type ManifestStatus,
} from '../manifests/manifest-import.types';
import type { BillDifference } from '../manifests/manifest-versions.service';
import { ManifestFaultDto } from './manifest.dto';

const ANY_JSON = [
  { type: 'string' },
  { type: 'number' },
  { type: 'boolean' },
  { type: 'array', items: {} },
  { type: 'object', additionalProperties: true },
];

export class DifferencesQuery extends PageQuery {
  /** Only bills of this kind; left out: all but UNCHANGED. */
  @ApiProperty({ enum: BILL_CHANGES, required: false, example: 'CHANGED' })
  @IsOptional()
  @IsIn(BILL_CHANGES)
  change?: BillChange;
}

export class FieldDifferenceDto {
  /**
   * JSON Pointer into the bill.
   * @example /parties/1/name
   */
  pointer: string;
  /** As the version before has it; null if it says nothing. */
  @ApiProperty({ nullable: true, anyOf: ANY_JSON })
  before: unknown;
  @ApiProperty({ nullable: true, anyOf: ANY_JSON })
  after: unknown;
}

export class BillDifferenceDto {
  @ApiProperty({ enum: BILL_CHANGES })
  change: BillChange;
  @ApiProperty({ type: String, nullable: true, example: 'RNDCAP024W001' })
  billReference: string | null;
  /** Line of the file, from 1; null for a removed bill. */
  @ApiProperty({ type: Number, nullable: true, example: 36 })
  line: number | null;
  /** The bill as it is now; of a removed bill, as it was. */
  @ApiProperty({ format: 'uuid' })
  shipmentId: string;
  /** The bill that this one supersedes. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  previousShipmentId: string | null;
  /** Only of a changed bill. */
  fields: FieldDifferenceDto[];

  static of({ change, billReference, line, record, previous, fields }: BillDifference): BillDifferenceDto {
    const ids = { shipmentId: record.id, previousShipmentId: previous?.id ?? null };
    return { change, billReference, line, ...ids, fields: [...fields] };
  }
}

export class BillDifferencePageDto {
  items: BillDifferenceDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class ManifestProgressStateDto {
  @ApiProperty({ enum: MANIFEST_STATUSES })
  status: ManifestStatus;
  /**
   * Bills that are imported.
   * @example 1500
   */
  done: number;
  /**
   * Bills in the file.
   * @example 34000
   */
  of: number;
  @ApiProperty({ type: ManifestFaultDto, nullable: true })
  fault: ManifestFaultDto | null;
}
