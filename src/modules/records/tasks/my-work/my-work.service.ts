import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../../kernel/clock';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../../platform/http/cursor';
import { keysetPage } from '../../../../platform/http/keyset-page';
import type { SpineRecord } from '../../record.types';
import { readableKinds, RecordsService } from '../../records.service';
import type { Task, WorkCounts } from '../task.types';
import { MyWorkQuery, type WorkOf } from './my-work.query';

export interface WorkItem {
  readonly task: Task;
  readonly record: SpineRecord;
  readonly overdue: boolean;
}
export interface Work {
  readonly counts: WorkCounts;
  readonly items: readonly WorkItem[];
  readonly nextCursor: string | null;
}

@Injectable()
export class MyWork {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly query: MyWorkQuery,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  read(actor: Actor, of: WorkOf, limit: number, cursor: string | undefined): Promise<Work> {
    const kinds = readableKinds(actor);
    const today = this.clock.now().toISOString().slice(0, 10);
    return this.uow.read(actor, async () => {
      const scope = [actor.userKey, 'my-work', of];
      const [page, counts] = await Promise.all([
        keysetPage(
          { cursors: this.cursors, scope, limit, cursor },
          (after) => this.query.page(of, kinds, after, limit + 1),
          ({ dueOn, id }) => ({ at: dueOn ?? 'infinity', id }),
        ),
        this.query.counts(kinds, today),
      ]);
      const shown = await this.records.findByKeys([...new Set(page.items.map(({ recordKey }) => recordKey))]);
      const records = new Map(shown.map((record) => [record.key, record]));
      const items = page.items.flatMap((task) => {
        const record = records.get(task.recordKey);
        return record ? [{ task, record, overdue: task.dueOn !== null && task.dueOn < today }] : [];
      });
      return { counts, items, nextCursor: page.nextCursor };
    });
  }
}
