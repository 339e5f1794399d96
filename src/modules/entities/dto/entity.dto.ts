import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { ReceiptDto } from '../../audit';
import { RecordDto, RecordListQuery } from '../../records';
import type { EntitySummary, EntityView, StatementView } from '../entities.repository';
import { ENTITY_SCHEMAS, type EntitySchema, RELIABILITY, type Reliability } from '../entity.types';

export class ListEntitiesQuery extends RecordListQuery {
  @ApiProperty({ enum: ENTITY_SCHEMAS, required: false, example: 'Person' })
  @IsOptional()
  @IsIn(ENTITY_SCHEMAS)
  schema?: EntitySchema;
}

export class EntitySummaryDto extends RecordDto {
  @ApiProperty({ enum: ENTITY_SCHEMAS })
  schema: EntitySchema;
  /**
   * The best name stated.
   * @example "Jean-Baptiste Pierre"
   */
  caption: string;

  static summary(record: Parameters<typeof RecordDto.from>[0], row: EntitySummary): EntitySummaryDto {
    return { ...RecordDto.from(record), schema: row.schema, caption: row.caption };
  }
}

export class EntityPageDto {
  items: EntitySummaryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class EntityStatementDto {
  id: string;
  /** @example "Jean-Baptiste Pierre" */
  value: string;
  @ApiProperty({ type: String, nullable: true })
  originalValue: string | null;
  @ApiProperty({ type: String, nullable: true })
  lang: string | null;
  /** @example "Bill of lading, shipper field" */
  source: string;
  /** Null if there is none, or none that you can see. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  sourceRecordId: string | null;
  @ApiProperty({ enum: RELIABILITY, nullable: true })
  reliability: Reliability | null;
  @ApiProperty({ type: Number, nullable: true, minimum: 1, maximum: 6 })
  credibility: number | null;
  /** User who entered it; only for that user's own organisation. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  statedBy: string | null;
  @ApiProperty({ format: 'date-time' })
  firstSeen: string;
  @ApiProperty({ format: 'date-time' })
  lastSeen: string;

  static from(view: StatementView): EntityStatementDto {
    return {
      id: view.id,
      value: view.value,
      originalValue: view.originalValue ?? null,
      lang: view.lang ?? null,
      source: view.source,
      sourceRecordId: view.sourceRecordId ?? null,
      reliability: view.reliability ?? null,
      credibility: view.credibility ?? null,
      statedBy: view.statedBy,
      firstSeen: view.firstSeen,
      lastSeen: view.lastSeen,
    };
  }
}

export class DoubtfulIdentifierDto {
  /** JSON pointer into this document. */
  pointer: string;
  value: string;
  flags: string[];
}

@ApiExtraModels(EntityStatementDto)
export class EntityDto extends EntitySummaryDto {
  /** By property, every statement in the order it came: where sources disagree, both are here. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { $ref: getSchemaPath(EntityStatementDto) } },
  })
  properties: Record<string, EntityStatementDto[]>;
  /** What is doubtful about numbers, such as a wrong check digit. */
  identifierFlags: DoubtfulIdentifierDto[];

  static of(view: EntityView): EntityDto {
    const properties: Record<string, EntityStatementDto[]> = {};
    for (const statement of view.statements)
      (properties[statement.prop] ??= []).push(EntityStatementDto.from(statement));
    return {
      ...RecordDto.from(view.record),
      schema: view.schema,
      caption: view.caption,
      properties,
      identifierFlags: [...view.identifierFlags],
    };
  }
}

export class CreatedEntityDto extends EntityDto {
  receipt: ReceiptDto;
}
