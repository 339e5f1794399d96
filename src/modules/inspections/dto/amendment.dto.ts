import { ApiProperty, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsOptional, IsString, Matches, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { ReceiptDto } from '../../audit';
import type { ContentChange, InspectionContent } from '../amendments/amendment.types';
import type { VersionView } from '../amendments/versions.repository';
import { changesBetween } from '../amendments/amendment.rules';
import { InspectionContentDto } from './inspection-input.dto';
import { InspectionDto } from './inspection.dto';
import { ChangeItemsDto } from './item-input.dto';

export class AmendedFieldsDto extends InspectionContentDto {
  /**
   * Where it took place, ISO 3166-1 alpha-2.
   * @example "HT"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  placeCountry?: string;
}

export class AmendedItemsDto extends OmitType(ChangeItemsDto, ['reason'] as const) {}

export class AmendInspectionDto {
  /**
   * Why, as a court would ask.
   * @example "The laboratory restored the serial number of the second rifle"
   */
  @IsString()
  @MinLength(3)
  @MaxLength(2000)
  reason: string;

  /** Only the fields that change; null clears one. */
  @IsOptional()
  @ValidateNested()
  @Type(() => AmendedFieldsDto)
  fields?: AmendedFieldsDto;

  @IsOptional()
  @ValidateNested()
  @Type(() => AmendedItemsDto)
  items?: AmendedItemsDto;
}

export class AmendedInspectionDto extends InspectionDto {
  receipt: ReceiptDto;
}

const ANY_JSON = [...['string', 'number', 'boolean', 'object'].map((type) => ({ type })), { type: 'array', items: {} }];

export class ContentChangeDto {
  /** JSON pointer: a field, or an item by its place. */
  pointer: string;
  /** Absent if nothing was said. */
  @ApiProperty({ required: false, oneOf: ANY_JSON })
  before?: unknown;
  @ApiProperty({ required: false, oneOf: ANY_JSON })
  after?: unknown;
}

export class InspectionVersionDto {
  id: string;
  inspectionId: string;
  /** From 1, which is what was closed. */
  number: number;
  /** Version of the record that this is the content of. */
  recordVersion: number;
  madeAt: string;
  /** Why it was amended; null for the first. */
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
  /** Fields and items that differ from the version before. */
  changed: string[];
  /** SHA-256 (hex) of the content as canonical JSON (RFC 8785). */
  sha256: string;
  /** When the next version took its place. */
  @ApiProperty({ type: String, nullable: true })
  supersededAt: string | null;

  static of(version: VersionView): InspectionVersionDto {
    const { id, inspectionId, number, recordVersion, reason, changed } = version;
    return {
      ...{ id, inspectionId, number, recordVersion, reason, changed },
      madeAt: version.madeAt.toISOString(),
      sha256: version.sha256.toString('hex'),
      supersededAt: version.supersededAt?.toISOString() ?? null,
    };
  }
}

export class InspectionVersionContentDto extends InspectionVersionDto {
  /** What the inspection said: `fields` by name and `items` by place. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  content: InspectionContent;
  /** What differs from the version before; null if there is none, or none that you may see. */
  @ApiProperty({ type: [ContentChangeDto], nullable: true })
  changes: ContentChange[] | null;

  static override of(version: VersionView): InspectionVersionContentDto {
    const { content, before } = version;
    return { ...InspectionVersionDto.of(version), content, changes: before && changesBetween(before, content) };
  }
}
