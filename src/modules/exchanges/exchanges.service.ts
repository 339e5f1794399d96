import { Injectable } from '@nestjs/common';
import type { Page } from '../../kernel/page';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RecordsService } from '../records';
import { type BoxFilter, ExchangeLists } from './exchange-lists.query';
import { type ExchangeSummary, type ExchangeView, ExchangeViews } from './exchange-views.query';

/** Reading. One method is one unit of work. */
@Injectable()
export class ExchangesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly views: ExchangeViews,
    private readonly lists: ExchangeLists,
  ) {}

  read(actor: Actor, id: string): Promise<ExchangeView> {
    return this.uow.read(actor, async () => this.views.one(actor, await this.records.require(id, 'exchange')));
  }

  list(actor: Actor, filter: BoxFilter, limit: number, cursor: string | undefined): Promise<Page<ExchangeSummary>> {
    return this.uow.read(actor, async () => {
      const { items, nextCursor } = await this.lists.page(actor, filter, limit, cursor);
      const records = new Map((await this.records.findByKeys(items)).map((record) => [record.key, record]));
      const page = items.flatMap((key) => records.get(key) ?? []);
      return { items: await this.views.summaries(actor, page), nextCursor };
    });
  }
}
