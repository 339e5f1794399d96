import { ApiProperty } from '@nestjs/swagger';
import type { BillProvenance } from '../provenance/provenance.service';

const ANY_JSON = [
  { type: 'string' },
  { type: 'number' },
  { type: 'boolean' },
  { type: 'array', items: { type: 'string' } },
];

export class FieldProvenanceDto {
  /**
   * JSON Pointer into the bill.
   * @example /parties/1/name
   */
  pointer: string;
  @ApiProperty({ anyOf: ANY_JSON })
  value: unknown;
  /**
   * Element, segment or column of the file; null for what was corrected since, or came by the API.
   * @example Bol_segment/Traders_segment/Consignee/Consignee_name
   */
  @ApiProperty({ type: String, nullable: true })
  element: string | null;
  /** Changed by its owner since it was read; null where earlier versions are not yours to see. */
  @ApiProperty({ type: Boolean, nullable: true })
  corrected: boolean | null;
}

export class ProvenanceDto {
  /**
   * Format of the file, or API.
   * @example AWMDS
   */
  format: string;
  @ApiProperty({ type: String, nullable: true })
  fileName: string | null;
  /** Of the whole file, hexadecimal. */
  @ApiProperty({ type: String, nullable: true })
  sha256: string | null;
  /** Line of the file where the bill begins, from 1. */
  @ApiProperty({ type: Number, nullable: true })
  line: number | null;
  fields: FieldProvenanceDto[];

  static of({ view: { source }, fields }: BillProvenance): ProvenanceDto {
    const { format, fileName = null, sha256 = null, line = null } = source;
    return { format, fileName, sha256, line, fields: [...fields] };
  }
}
