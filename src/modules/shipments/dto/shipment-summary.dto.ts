import { ApiProperty } from '@nestjs/swagger';
import { kgFromGrams } from '../../../kernel/quantity';
import { RecordDto } from '../../records';
import { PARTY_ROLES, type ShipmentPartyRole } from '../shipment.types';
import type { ShipmentListed } from '../shipments.repository';

export class SummaryPartyDto {
  @ApiProperty({ enum: PARTY_ROLES })
  role: ShipmentPartyRole;
  @ApiProperty({ type: String, nullable: true, example: 'MAGASIN LAKAY FRETYAN' })
  name: string | null;
}

/** What a list shows of each bill; the rest is one GET away. */
export class ShipmentSummaryDto extends RecordDto {
  @ApiProperty({ type: String, nullable: true, example: 'RNDCAP024W001' })
  billReference: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'RAINER D' })
  vesselName: string | null;
  @ApiProperty({ type: String, nullable: true, example: '024W' })
  voyageNumber: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2024-04-05' })
  arrivalOn: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'USFLL' })
  loadingPlace: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'HTCAP' })
  unloadingPlace: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 24 })
  packageCount: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 1875 })
  grossMassKg: number | null;
  @ApiProperty({ type: String, nullable: true, example: 'PERSONAL EFFECTS IN BARRELS' })
  goodsDescription: string | null;
  /** @example ["SMLU4815164"] */
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
