import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { ReceiptDto } from '../../../audit';
import { RECORD_KINDS, type RecordKind } from '../../../records';
import { SourceDto } from '../../dto/source.dto';
import type { SourceLink } from '../source-links.service';

export class NewSourceLinkDto {
  /**
   * A record you can see that rests on the source.
   * @example "0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d"
   */
  @IsUUID()
  recordId: string;
}

export class SourceLinkDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  sourceId: string;
  @ApiProperty({ format: 'uuid' })
  recordId: string;
  /** @example "HT-AGD-INS-2026-000001" */
  reference: string;
  @ApiProperty({ enum: RECORD_KINDS })
  kind: RecordKind;
  @ApiProperty({ format: 'date-time' })
  linkedAt: string;

  static from({ id, sourceId, record, createdAt }: SourceLink): SourceLinkDto {
    const { id: recordId, reference, kind } = record;
    return { id, sourceId, recordId, reference, kind, linkedAt: createdAt.toISOString() };
  }
}

export class AcceptedSourceLinkDto extends SourceLinkDto {
  receipt: ReceiptDto;
}

export class SourceLinksDto {
  items: SourceLinkDto[];
}

export class LinkedSourcesDto {
  items: SourceDto[];
}
