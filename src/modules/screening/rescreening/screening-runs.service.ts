import { Inject, Injectable } from '@nestjs/common';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
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
      const scope = JSON.stringify([actor.organisationKey, 'screening-runs']);
      const after = cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
      const rows = await this.repository.page(after, limit);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      const more = rows.length > limit && last;
      // Their references are shown, so the log notes them like any record that is.
      await this.records.findByIds([...new Set(items.flatMap(({ record_id: id }) => id ?? []))]);
      return { items, nextCursor: more ? this.cursors.encode(scope, { at: last.created_us, id: last.id }) : null };
    });
  }
}
