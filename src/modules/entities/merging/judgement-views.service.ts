import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { RecordsService } from '../../records';
import { EntitiesRepository } from '../entities.repository';
import { clustersOf } from './clusters.rules';
import { type JudgementRow, JudgementsRepository } from './judgements.repository';

export interface JudgedEntity {
  readonly id: string;
  readonly reference: string;
  readonly schema: string;
  readonly caption: string;
}

export interface JudgementView extends JudgementRow {
  readonly entities: readonly JudgedEntity[];
}

/** A judgement with what its two entities are part of now: one cluster if they are the same, else two. */
export interface JudgedView {
  readonly judgement: JudgementView;
  readonly clusters: readonly (readonly string[])[];
}

/** Judgements as they are shown: with their entities, and only where both can be seen. */
@Injectable()
export class JudgementViews {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly entities: EntitiesRepository,
    private readonly repository: JudgementsRepository,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  read(actor: Actor, id: string): Promise<JudgedView> {
    return this.uow.read(actor, async () => {
      const row = await this.repository.find(id);
      if (!row) throw new DomainError(COMMON.NOT_FOUND);
      const [[judgement], standing] = await Promise.all([
        this.withEntities([row]),
        this.repository.standing([row.leftKey, row.rightKey]),
      ]);
      if (!judgement) throw new DomainError(COMMON.NOT_FOUND);
      const clusters = clustersOf(standing);
      const members = judgement.entities.map((entity) => clusters.membersOf(entity.id));
      return { judgement, clusters: members[0]![0] === members[1]![0] ? members.slice(1) : members };
    });
  }

  history(actor: Actor, id: string, limit: number, cursor: string | undefined): Promise<Page<JudgementView>> {
    return this.uow.read(actor, async () => {
      const { key } = await this.records.require(id, 'entity');
      const scope = JSON.stringify([actor.organisationKey, 'entity judgements', id]);
      const after = cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
      const rows = await this.repository.page(key, after, limit);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const nextCursor = rows.length > limit && last ? this.cursors.encode(scope, { at: last.at, id: last.id }) : null;
      return { items: await this.withEntities(page), nextCursor };
    });
  }

  /** One that goes out of sight between two statements takes its judgement with it. */
  private async withEntities(rows: readonly JudgementRow[]): Promise<JudgementView[]> {
    const keys = [...new Set(rows.flatMap(({ leftKey, rightKey }) => [leftKey, rightKey]))];
    const [records, summaries] = await Promise.all([this.records.findByKeys(keys), this.entities.summaries(keys)]);
    const entities = new Map(
      records.flatMap(({ key, id, reference }) => {
        const summary = summaries.get(key);
        return summary ? [[key, { id, reference, schema: summary.schema, caption: summary.caption }] as const] : [];
      }),
    );
    return rows.flatMap((row) => {
      const [left, right] = [entities.get(row.leftKey), entities.get(row.rightKey)];
      return left && right ? [{ ...row, entities: [left, right] }] : [];
    });
  }
}
