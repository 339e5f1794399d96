import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../../kernel/clock';
import { COMMON } from '../../../../kernel/common.errors';
import { DomainError } from '../../../../kernel/domain-error';
import type { Page } from '../../../../kernel/page';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../../platform/http/cursor';
import type { Submission } from '../../../../platform/http/idempotency';
import type { SpineRecord } from '../../record.types';
import { RecordsService } from '../../records.service';
import { type Accepted, Submissions } from '../../submissions.service';
import type { ConsentAskingCommand } from './consent-asking.service';
import { ConsentAsking } from './consent-asking.service';
import { ConsentRepository } from './consent.repository';
import { stateOf } from './consent.rules';
import type { ConsentState, ConsentView } from './consent.types';

export interface ShownConsent {
  readonly view: ConsentView;
  readonly state: ConsentState;
  /** Null for an asker who no longer sees it. */
  readonly record: SpineRecord | null;
}

/** Requests as their two sides see them. */
@Injectable()
export class ConsentRequests {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly repository: ConsentRepository,
    private readonly asking: ConsentAsking,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  ask(actor: Actor, command: ConsentAskingCommand, submission: Submission): Promise<Accepted<ShownConsent>> {
    return this.submissions.once(
      actor,
      submission,
      async (ids) => ({ leaf: await this.asking.ask(actor, command, ids), view: await this.shown(ids.resourceId) }),
      (id) => this.read(actor, id),
    );
  }

  read(actor: Actor, id: string): Promise<ShownConsent> {
    return this.uow.read(actor, () => this.shown(id));
  }

  list(
    actor: Actor,
    side: 'asked' | 'received' | undefined,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<ShownConsent>> {
    return this.uow.read(actor, async () => {
      const scope = JSON.stringify([actor.organisationKey, 'consent requests', side ?? null]);
      const after = cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
      const rows = await this.repository.page(side, actor.organisationKey, after, limit);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const nextCursor = rows.length > limit && last ? this.cursors.encode(scope, { at: last.at, id: last.id }) : null;
      return { items: await this.withRecords(page), nextCursor };
    });
  }

  /** Within a unit of work. */
  async shown(id: string): Promise<ShownConsent> {
    const view = await this.repository.find(id);
    if (!view) throw new DomainError(COMMON.NOT_FOUND);
    return (await this.withRecords([view]))[0]!;
  }

  private async withRecords(views: readonly ConsentView[]): Promise<ShownConsent[]> {
    const found = await this.records.findByKeys([...new Set(views.map(({ recordKey }) => recordKey))]);
    const records = new Map(found.map((record) => [record.key, record]));
    const now = this.clock.now();
    return views.map((view) => ({ view, state: stateOf(view, now), record: records.get(view.recordKey) ?? null }));
  }
}
