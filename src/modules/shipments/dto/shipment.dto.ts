import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { kgFromGrams } from '../../../kernel/quantity';
import type { Actor } from '../../../platform/context/actor';
import { ReceiptDto } from '../../audit';
import { RecordDto, RecordListQuery, WithheldFieldDto } from '../../records';
import { PARTY_ROLES, type ShipmentPartyRole } from '../shipment.types';
import type { ShipmentView } from '../shipments.repository';
import { codesOf } from '../tables/codes.rules';
import { BillCodesDto } from './bill-codes.dto';

/** Compared as written: no case is folded and no blank dropped. */
export class ListShipmentsQuery extends RecordListQuery {
  /** @example "024W" */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  voyageNumber?: string;

  /**
   * UN/LOCODE, or what the manifest has in its place.
   * @example "HTCAP"
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  unloadingPlace?: string;

  /** @example "CAP01" */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  customsOffice?: string;
}

export class ShipmentPartyDto {
  /** Position in the document, from 0. */
  seq: number;
  @ApiProperty({ enum: PARTY_ROLES })
  role: ShipmentPartyRole;
  @ApiProperty({ type: String, nullable: true })
  code: string | null;
  @ApiProperty({ type: String, nullable: true })
  name: string | null;
  @ApiProperty({ type: String, nullable: true })
  address: string | null;
  /** "TO ORDER", "SAME AS CONSIGNEE" and the like: names nobody. */
  isPlaceholder: boolean;
}

export class ShipmentContainerDto {
  /** Position in the document, from 0. */
  seq: number;
  @ApiProperty({ type: String, nullable: true })
  number: string | null;
  @ApiProperty({ type: Number, nullable: true })
  packageCount: number | null;
  @ApiProperty({ type: String, nullable: true })
  sizeType: string | null;
  @ApiProperty({ type: String, nullable: true })
  fullEmpty: string | null;
  seals: string[];
  @ApiProperty({ type: String, nullable: true })
  sealingParty: string | null;
  @ApiProperty({ type: Number, nullable: true })
  tareKg: number | null;
  @ApiProperty({ type: Number, nullable: true })
  goodsMassKg: number | null;
  @ApiProperty({ type: String, nullable: true })
  description: string | null;
  @ApiProperty({ type: String, nullable: true })
  hsCode: string | null;
  /** What is doubtful about the number. */
  flags: string[];
}

export class ShipmentIdentifierFlagDto {
  /** JSON pointer into this document. */
  pointer: string;
  value: string;
  flags: string[];
}

/** Where the bill came from. */
export class ShipmentSourceDto {
  /** API for a bill submitted by itself. */
  format: string;
  fileName?: string;
  /** SHA-256 of the whole file, hexadecimal. */
  sha256?: string;
  /** Line of the file where the bill begins, from 1. */
  line?: number;
  /** Only for the organisation that imported it. */
  manifestId?: string;
}

const kg = (grams: number | null): number | null => (grams === null ? null : kgFromGrams(grams));

export class ShipmentDto extends RecordDto {
  @ApiProperty({ type: String, nullable: true })
  billReference: string | null;
  @ApiProperty({ type: String, nullable: true })
  masterReference: string | null;
  /** Number of the line in the manifest, as the manifest gives it. */
  @ApiProperty({ type: Number, nullable: true })
  lineNumber: number | null;
  @ApiProperty({ type: String, nullable: true })
  nature: string | null;
  @ApiProperty({ type: String, nullable: true })
  typeCode: string | null;
  @ApiProperty({ type: String, nullable: true })
  customsOffice: string | null;
  @ApiProperty({ type: String, nullable: true })
  voyageNumber: string | null;
  @ApiProperty({ type: String, nullable: true })
  vesselName: string | null;
  @ApiProperty({ type: String, nullable: true })
  vesselImo: string | null;
  @ApiProperty({ type: String, nullable: true })
  vesselFlag: string | null;
  @ApiProperty({ type: String, nullable: true })
  carrierName: string | null;
  @ApiProperty({ type: String, nullable: true })
  transportMode: string | null;
  @ApiProperty({ type: String, nullable: true })
  departureOn: string | null;
  @ApiProperty({ type: String, nullable: true })
  arrivalOn: string | null;
  @ApiProperty({ type: String, nullable: true })
  loadingPlace: string | null;
  @ApiProperty({ type: String, nullable: true })
  unloadingPlace: string | null;
  @ApiProperty({ type: Number, nullable: true })
  packageCount: number | null;
  @ApiProperty({ type: String, nullable: true })
  packageType: string | null;
  @ApiProperty({ type: Number, nullable: true })
  grossMassKg: number | null;
  @ApiProperty({ type: String, nullable: true })
  goodsDescription: string | null;
  hsCodes: string[];
  @ApiProperty({ type: String, nullable: true })
  shippingMarks: string | null;
  parties: ShipmentPartyDto[];
  containers: ShipmentContainerDto[];
  /** Fields that are held back, as far as you are told. */
  withheld: WithheldFieldDto[];
  /** What the document says beyond these fields: goods lines, vehicles, values, location, elements nobody mapped. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  details: Readonly<Record<string, unknown>>;
  /** What is doubtful about bill, container, vessel and seal numbers. */
  identifierFlags: ShipmentIdentifierFlagDto[];
  source: ShipmentSourceDto;
  codes: BillCodesDto;
  /** The bill this one took the place of, by an amended manifest; null if there is none you can see. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  supersedesId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  supersededById: string | null;

  static of(
    { record, parties, containers, identifierFlags, manifestId, withheld, ...view }: ShipmentView,
    actor: Actor,
  ): ShipmentDto {
    const { grossMassGrams, source, hsCodes, officeCodes, ...plain } = view;
    const own = record.ownerId === actor.organisationKey;
    return {
      ...RecordDto.from(record),
      ...plain,
      grossMassKg: kg(grossMassGrams),
      hsCodes: [...hsCodes],
      parties: [...parties],
      containers: containers.map(({ tareGrams, goodsMassGrams, seals, flags, ...container }) => ({
        ...container,
        tareKg: kg(tareGrams),
        goodsMassKg: kg(goodsMassGrams),
        seals: [...seals],
        flags: [...flags],
      })),
      identifierFlags: [...identifierFlags],
      withheld: withheld.map((field) => WithheldFieldDto.from(field)),
      source: { ...source, ...(own && manifestId !== null && { manifestId }) },
      codes: BillCodesDto.of(codesOf({ ...plain, containers }, officeCodes)),
    };
  }
}

export class SubmittedShipmentDto extends ShipmentDto {
  receipt: ReceiptDto;
}
