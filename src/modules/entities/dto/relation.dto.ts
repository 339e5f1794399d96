import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import { IsInstantOrDay } from '../../../platform/http/rfc3339';
import { ENTITY_SCHEMAS, type EntitySchema, RELATION_SCHEMAS, type RelationSchema } from '../entity.types';
import type { RelationView } from '../relations/relations.service';

export class ListRelationsQuery extends PageQuery {
  /**
   * Relations known then. An instant, or a day, which is meant to its end in UTC.
   * @example "2026-01-31"
   */
  @IsOptional()
  @IsInstantOrDay()
  knownAt?: string;
}

export class RelatedEntityDto {
  /** @example asset */
  property: string;
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: ENTITY_SCHEMAS })
  schema: EntitySchema;
  /** @example "RAINER D" */
  caption: string;
}

export class RelationDto {
  /** Of the relation, which is an entity itself. */
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: RELATION_SCHEMAS })
  schema: RelationSchema;
  /** @example "Lakay Freight owns RAINER D (charterer)" */
  caption: string;
  /**
   * The end in which this entity stands.
   * @example owner
   */
  property: string;
  /** @example owns */
  label: string;
  /** The other end; several where sources disagree. */
  others: RelatedEntityDto[];

  static from(view: RelationView): RelationDto {
    return {
      id: view.record.id,
      schema: view.schema,
      caption: view.caption,
      property: view.prop,
      label: view.label,
      others: view.others.map(({ prop, record, summary }) => ({
        property: prop,
        id: record.id,
        schema: summary.schema,
        caption: summary.caption,
      })),
    };
  }
}

export class RelationPageDto {
  items: RelationDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
