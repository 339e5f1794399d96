import { Inject, Injectable } from '@nestjs/common';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { newestFirst } from '../../../platform/http/keyset-page';
import { RecordsService } from '../../records';
import type { RunView } from './screening-run.types';
import { ScreeningRuns } from './screening-runs.repository';

@Injectable()
export class ScreeningRunsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ScreeningRuns,
    private readonly records: RecordsService,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  list(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<RunView>> {
    return this.uow.read(actor, async () => {
      const request = { cursors: this.cursors, scope: [actor.organisationKey, 'screening-runs'], limit, cursor };
      const page = await newestFirst(request, (after) => this.repository.page(after, limit));
      // Their references are shown, so the log notes them like any record that is.
      await this.records.findByIds([...new Set(page.items.flatMap(({ record_id: id }) => id ?? []))]);
      return page;
    });
  }
}
