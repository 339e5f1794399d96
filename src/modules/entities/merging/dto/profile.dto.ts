import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { EntityStatementDto, EntitySummaryDto } from '../../dto/entity.dto';
import { ENTITY_SCHEMAS, type EntitySchema } from '../../entity.types';
import type { StandingRow } from '../judgements.repository';
import type { ProfileView } from '../profiles.service';

/** One statement, and the member it was made of. */
export class ProfileStatementDto extends EntityStatementDto {
  @ApiProperty({ format: 'uuid' })
  entityId: string;
}

/** A judgement `same` between two members. */
export class TieDto {
  @ApiProperty({ format: 'uuid' })
  judgementId: string;
  @ApiProperty({ type: [String], format: 'uuid', minItems: 2, maxItems: 2 })
  entityIds: string[];
  @ApiProperty({ format: 'date-time' })
  judgedAt: string;

  static from({ id, left, right, judgedAt }: StandingRow): TieDto {
    return { judgementId: id, entityIds: [left, right], judgedAt: judgedAt.toISOString() };
  }
}

@ApiExtraModels(ProfileStatementDto)
export class EntityProfileDto {
  /** The member that was recorded first, of those you can see; by your organisation's judgements. */
  @ApiProperty({ format: 'uuid' })
  canonicalId: string;
  /** The most specific of the members' schemata. */
  @ApiProperty({ enum: ENTITY_SCHEMAS })
  schema: EntitySchema;
  /** @example "Jean-Baptiste Pierre" */
  caption: string;
  /** The entities as they are now, the one recorded first before the others. */
  members: EntitySummaryDto[];
  /** By property, every statement of every member with its source: where two disagree, both are here. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { $ref: getSchemaPath(ProfileStatementDto) } },
  })
  properties: Record<string, ProfileStatementDto[]>;
  /** Judgements that make them one. */
  ties: TieDto[];
  /** Judgements `same` that are not applied: a `not_same` by a colleague, who did not see this one, stands against them. */
  disputed: TieDto[];

  static of(view: ProfileView): EntityProfileDto {
    const properties: Record<string, ProfileStatementDto[]> = {};
    for (const { entityId, statement } of view.merged.statements)
      (properties[statement.prop] ??= []).push({ ...EntityStatementDto.from(statement), entityId });
    return {
      canonicalId: view.merged.canonicalId,
      schema: view.merged.schema,
      caption: view.caption,
      members: view.members.map((member) =>
        EntitySummaryDto.summary(member.record, {
          record_key: member.record.key,
          schema: member.schema,
          caption: member.caption,
        }),
      ),
      properties,
      ties: view.ties.map((tie) => TieDto.from(tie)),
      disputed: view.disputed.map((tie) => TieDto.from(tie)),
    };
  }
}
