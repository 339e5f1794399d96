import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { newestFirst } from '../../../platform/http/keyset-page';
import { AuditTrail } from '../../audit';
import { InboxRepository, type NotificationView } from './inbox.repository';

export interface InboxPage extends Page<NotificationView> {
  readonly unread: number;
}

@Injectable()
export class InboxService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: InboxRepository,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(actor: Actor, unread: boolean, limit: number, cursor: string | undefined): Promise<InboxPage> {
    const scope = [actor.userKey, 'notifications', unread];
    return this.uow.read(actor, async () => {
      const [page, count] = await Promise.all([
        newestFirst({ cursors: this.cursors, scope, limit, cursor }, (after) =>
          this.repository.page(unread, after, limit),
        ),
        this.repository.unread(),
      ]);
      return { ...page, unread: count };
    });
  }

  /** Reading twice is reading once. */
  read(actor: Actor, id: string): Promise<NotificationView> {
    return this.uow.write(actor, async () => {
      const found = await this.repository.find(id);
      if (!found) throw new DomainError(COMMON.NOT_FOUND);
      this.audit.append({ name: 'notification.read', facts: { notification: id } });
      await this.repository.markRead(id, this.clock.now());
      return (await this.repository.find(id))!;
    });
  }

  readUntil(actor: Actor, until: Date): Promise<number> {
    return this.uow.write(actor, async () => {
      const read = await this.repository.markReadUntil(until, this.clock.now());
      this.audit.append({ name: 'notification.read', facts: { until: until.toISOString(), read } });
      return read;
    });
  }
}
