import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { FieldFaultDto } from '../../../platform/http/problem.dto';
import { ReceiptDto } from '../../audit';
import { ITEM_FILE_FORMATS, type ItemFileFormat, type ItemVerdict } from '../items/imports/item-import.types';
import type { ItemImportView } from '../items/imports/item-imports.repository';

const VERDICTS = ['accepted', 'rejected'] as const;

export class ImportItemsQuery {
  /**
   * How many items the list says that it has. Kept beside what was read; a difference is shown.
   * @example "34"
   */
  @IsOptional()
  @Matches(/^\d{1,7}$/)
  stated?: string;
}

export class ItemVerdictDto {
  line: number;
  @ApiProperty({ enum: VERDICTS })
  verdict: ItemVerdict['verdict'];
  /** Place of the item in the inspection. */
  seq?: number;
  /** Why it was rejected. */
  @ApiProperty({ type: [FieldFaultDto], required: false })
  faults?: FieldFaultDto[];
  /** Cells under names that are no field of an item: kept here, and not with the item. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, selfRequired: false })
  unread?: Record<string, string>;
  /** What a rejected line said. */
  text?: string;
}

export class ItemImportDto {
  id: string;
  inspectionId: string;
  @ApiProperty({ enum: ITEM_FILE_FORMATS })
  format: ItemFileFormat;
  /** Bytes. */
  size: number;
  /** Of the file, hex. */
  sha256: string;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  accepted: number;
  rejected: number;
  /** How many the list says that it has. */
  @ApiProperty({ type: Number, nullable: true })
  stated: number | null;
  /** False if that is not the number of its lines. */
  agrees: boolean;
  /** One for each line that holds something. */
  verdicts: ItemVerdictDto[];

  static of(view: ItemImportView): ItemImportDto {
    const { id, inspectionId, format, size, stated } = view;
    const accepted = view.verdicts.filter(({ verdict }) => verdict === 'accepted').length;
    return {
      ...{ id, inspectionId, format, size, stated, accepted },
      sha256: view.sha256.toString('hex'),
      createdAt: view.createdAt.toISOString(),
      rejected: view.verdicts.length - accepted,
      agrees: stated === null || stated === view.verdicts.length,
      verdicts: view.verdicts.map(({ faults, unread, ...one }) => ({
        ...one,
        ...(faults && { faults: [...faults] }),
        ...(unread && { unread: { ...unread } }),
      })),
    };
  }
}

export class ReceivedItemImportDto extends ItemImportDto {
  receipt: ReceiptDto;
}
