import { ApiProperty } from '@nestjs/swagger';
import { ReceiptDto } from '../../../audit';
import { STORED_DECISIONS, type StoredDecision } from '../judgement.types';
import type { JudgedEntity, JudgedView, JudgementView } from '../judgement-views.service';

export class JudgedEntityDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example "HT-AGD-ENT-2026-000001" */
  reference: string;
  /** @example "Person" */
  schema: string;
  /** @example "Jean-Baptiste Pierre" */
  caption: string;

  static from({ id, reference, schema, caption }: JudgedEntity): JudgedEntityDto {
    return { id, reference, schema, caption };
  }
}

export class EntityJudgementDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** `withdrawn` takes back the judgement that `supersedesId` names. */
  @ApiProperty({ enum: STORED_DECISIONS })
  decision: StoredDecision;
  /** The two entities, the one recorded first before the other. */
  @ApiProperty({ type: [JudgedEntityDto], minItems: 2, maxItems: 2 })
  entities: JudgedEntityDto[];
  /** @example "Same passport number and birth date" */
  reason: string;
  @ApiProperty({ type: Number, nullable: true, minimum: 0, maximum: 1 })
  score: number | null;
  /** Name of the user of your organisation who judged. */
  @ApiProperty({ type: String, nullable: true })
  judgedBy: string | null;
  @ApiProperty({ format: 'date-time' })
  judgedAt: string;
  /** The judgement on the same two entities that this one replaces or withdraws. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  supersedesId: string | null;
  /** False once it was withdrawn or another came after it. */
  standing: boolean;

  static from(view: JudgementView): EntityJudgementDto {
    return {
      id: view.id,
      decision: view.decision,
      entities: view.entities.map((entity) => JudgedEntityDto.from(entity)),
      reason: view.reason,
      score: view.score,
      judgedBy: view.judgedBy,
      judgedAt: view.judgedAt.toISOString(),
      supersedesId: view.supersedesId,
      standing: view.standing,
    };
  }
}

export class EntityJudgementPageDto {
  items: EntityJudgementDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class ClusterDto {
  /** The member that was recorded first, of those you can see. */
  @ApiProperty({ format: 'uuid' })
  canonicalId: string;
  @ApiProperty({ type: [String], format: 'uuid' })
  memberIds: string[];
}

export class JudgedDto extends EntityJudgementDto {
  /** What the two entities are part of now: one cluster if they are the same, else two. */
  clusters: ClusterDto[];

  static of({ judgement, clusters }: JudgedView): JudgedDto {
    return {
      ...EntityJudgementDto.from(judgement),
      clusters: clusters.map((memberIds) => ({ canonicalId: memberIds[0]!, memberIds: [...memberIds] })),
    };
  }
}

export class AcceptedJudgementDto extends JudgedDto {
  receipt: ReceiptDto;
}
