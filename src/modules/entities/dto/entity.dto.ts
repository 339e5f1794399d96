import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsInstantOrDay } from '../../../platform/http/rfc3339';
import { ReceiptDto } from '../../audit';
import { RecordDto, RecordListQuery } from '../../records';
import type { EntitySummary, EntityView, StatementView } from '../entities.repository';
import { doubtsOf } from '../entity.mapping';
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
   * The best name stated that you can see; a relation is called by its ends.
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

export class WithdrawalDto {
  @ApiProperty({ format: 'date-time' })
  at: string;
  /** User; only for that user's own organisation. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  by: string | null;
  because: string;
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
  /** Null if there is none. What comes from a record that you cannot see is not shown at all. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  sourceRecordId: string | null;
  /** Version of a watchlist that says so (GET /v1/watchlist-versions/{id}); null if none does. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  sourceListVersionId: string | null;
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
  /** Set once the source has taken it back: it no longer counts. */
  @ApiProperty({ type: WithdrawalDto, nullable: true })
  withdrawn: WithdrawalDto | null;

  static from(view: StatementView): EntityStatementDto {
    return {
      id: view.id,
      value: view.value,
      originalValue: view.originalValue ?? null,
      lang: view.lang ?? null,
      source: view.source,
      sourceRecordId: view.sourceRecordId ?? null,
      sourceListVersionId: view.sourceListVersionId,
      reliability: view.reliability ?? null,
      credibility: view.credibility ?? null,
      statedBy: view.statedBy,
      firstSeen: view.firstSeen,
      lastSeen: view.lastSeen,
      withdrawn: view.withdrawn && { ...view.withdrawn },
    };
  }
}

export class DoubtfulIdentifierDto {
  /** JSON pointer into this document. */
  pointer: string;
  value: string;
  flags: string[];
}

export class DisagreeingValueDto {
  value: string;
  sources: string[];
}

export class DisagreementDto {
  /** @example birthDate */
  property: string;
  values: DisagreeingValueDto[];
}

export class KnownAtQuery {
  /**
   * What was known then: recorded by then and not withdrawn by then. An instant, or a day, which is meant to its end in UTC.
   * @example "2026-01-31"
   */
  @IsOptional()
  @IsInstantOrDay()
  knownAt?: string;
}

@ApiExtraModels(EntityStatementDto)
export class EntityDto extends EntitySummaryDto {
  /** By property, every statement in the order it came: where sources disagree, both are here. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { $ref: getSchemaPath(EntityStatementDto) } },
  })
  properties: Record<string, EntityStatementDto[]>;
  /** What is doubtful about numbers and names, such as a wrong check digit or hidden characters. */
  identifierFlags: DoubtfulIdentifierDto[];
  /** Where there can be one true value and sources say several. */
  disagreements: DisagreementDto[];
  /** What was known then is shown; null for now. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  knownAt: string | null;

  static of(view: EntityView): EntityDto {
    const properties: Record<string, EntityStatementDto[]> = {};
    for (const statement of view.statements)
      (properties[statement.prop] ??= []).push(EntityStatementDto.from(statement));
    return {
      ...RecordDto.from(view.record),
      schema: view.schema,
      caption: view.caption,
      properties,
      identifierFlags: doubtsOf(view),
      disagreements: view.disagreements.map(({ prop, values }) => ({
        property: prop,
        values: values.map(({ value, sources }) => ({ value, sources: [...sources] })),
      })),
      knownAt: view.knownAt,
    };
  }
}

export class CreatedEntityDto extends EntityDto {
  receipt: ReceiptDto;
}
