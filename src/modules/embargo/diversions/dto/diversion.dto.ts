import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { ReceiptDto } from '../../../audit';
import { RECORD_KINDS, RecordDto, type RecordKind, RecordListQuery, type SpineRecord } from '../../../records';
import { dutiesOn } from '../diversion.rules';
import {
  DIVERSION_CERTAINTIES,
  type DiversionCertainty,
  type Doubt,
  DOUBTS,
  DOUBTS_OF_THE_FIND,
  KNOWN_BY,
  type KnownBy,
} from '../diversion.types';
import { findOf } from '../diversion.mapping';
import type { DiversionView } from '../diversions.repository';
import { FoundGoodsDto, FoundWithDto } from './diversion-input.dto';

export class ListDiversionsQuery extends RecordListQuery {
  @ApiProperty({ enum: DIVERSION_CERTAINTIES, required: false, example: 'ESTABLISHED' })
  @IsOptional()
  @IsIn(DIVERSION_CERTAINTIES)
  verdict?: DiversionCertainty;
}

export class ReferredRecordDto {
  id: string;
  @ApiProperty({ enum: RECORD_KINDS })
  kind: RecordKind;
  reference: string;

  static of(record: SpineRecord | null): ReferredRecordDto | null {
    return record && { id: record.id, kind: record.kind, reference: record.reference };
  }
}

export class DutyDto {
  /** @example "S/RES/2752 (2024)" */
  instrument: string;
  /** @example "3" */
  paragraph: string;
}

export class DiversionDto extends RecordDto {
  @ApiProperty({ enum: DIVERSION_CERTAINTIES })
  verdict: DiversionCertainty;
  /** Why it is no more than possible, as far as you can see what that rests on. */
  @ApiProperty({ enum: DOUBTS, isArray: true })
  doubts: Doubt[];
  /** What obliged States to prevent it on the day of the find. */
  duties: DutyDto[];
  /** The record of the find; null if you cannot see it. */
  @ApiProperty({ type: ReferredRecordDto, nullable: true })
  find: ReferredRecordDto | null;
  /** Null if there is none, or none that you can see. */
  @ApiProperty({ type: ReferredRecordDto, nullable: true })
  exemption: ReferredRecordDto | null;
  /** Null if there is none, or none that you can see. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  assessmentId: string | null;
  foundWith: FoundWithDto;
  @ApiProperty({ format: 'date' })
  foundOn: string;
  @ApiProperty({ type: [FoundGoodsDto] })
  goods: FoundGoodsDto[];
  @ApiProperty({ enum: KNOWN_BY })
  knownBy: KnownBy;
  basis: string;
  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  static of(view: DiversionView): DiversionDto {
    const { record, row, find, exemption, assessmentId } = view;
    const { name, class: of } = findOf(row).foundWith;
    return {
      ...RecordDto.from(record),
      verdict: row.verdict as DiversionCertainty,
      doubts: doubtsFor(view),
      duties: dutiesOn(row.foundOn),
      find: ReferredRecordDto.of(find),
      exemption: ReferredRecordDto.of(exemption),
      assessmentId,
      foundWith: { ...(name !== null && { name }), class: of },
      foundOn: row.foundOn,
      goods: row.goods.map(({ category, quantity, serials }) => ({ category, quantity, serials: [...serials] })),
      knownBy: row.knownBy as KnownBy,
      basis: row.basis,
      note: row.note,
    };
  }
}

/** Doubts that come from the supply would tell of an exemption which the reader cannot see. */
function doubtsFor({ row, exemption, assessmentId }: DiversionView): Doubt[] {
  const seesSupply =
    (row.exemptionKey === null) === (exemption === null) && (row.assessmentId === null) === (assessmentId === null);
  return (row.reasons as Doubt[]).filter((doubt) => seesSupply || DOUBTS_OF_THE_FIND.includes(doubt));
}

export class DiversionPageDto {
  items: DiversionDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class RecordedDiversionDto extends DiversionDto {
  receipt: ReceiptDto;
}
