import { ApiProperty } from '@nestjs/swagger';
import { kgFromGrams } from '../../../kernel/quantity';
import { RecordDto } from '../../records';
import { PARTY_ROLES, type ShipmentPartyRole } from '../shipment.types';
import type { ShipmentListed } from '../shipments.repository';

export class SummaryPartyDto {
  @ApiProperty({ enum: PARTY_ROLES })
  role: ShipmentPartyRole;
  @ApiProperty({ type: String, nullable: true })
  name: string | null;
}

/** What a list shows of each bill; the rest is one GET away. */
export class ShipmentSummaryDto extends RecordDto {
  @ApiProperty({ type: String, nullable: true })
  billReference: string | null;
  @ApiProperty({ type: String, nullable: true })
  vesselName: string | null;
  @ApiProperty({ type: String, nullable: true })
  voyageNumber: string | null;
  @ApiProperty({ type: String, nullable: true })
  arrivalOn: string | null;
  @ApiProperty({ type: String, nullable: true })
  loadingPlace: string | null;
  @ApiProperty({ type: String, nullable: true })
  unloadingPlace: string | null;
  @ApiProperty({ type: Number, nullable: true })
  packageCount: number | null;
  @ApiProperty({ type: Number, nullable: true })
  grossMassKg: number | null;
  @ApiProperty({ type: String, nullable: true })
  goodsDescription: string | null;
  containerNumbers: string[];
  parties: SummaryPartyDto[];

  static of({ record, summary }: ShipmentListed): ShipmentSummaryDto {
    const { recordKey: _, grossMassGrams, containerNumbers, parties, ...plain } = summary;
    return {
      ...RecordDto.from(record),
      ...plain,
      grossMassKg: grossMassGrams === null ? null : kgFromGrams(grossMassGrams),
      containerNumbers: [...containerNumbers],
      parties: [...parties],
    };
  }
}

export class ShipmentPageDto {
  items: ShipmentSummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
