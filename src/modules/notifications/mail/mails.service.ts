import { Inject, Injectable } from '@nestjs/common';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { newestFirst } from '../../../platform/http/keyset-page';
import { MailsRepository, type MailView } from './mails.repository';

@Injectable()
export class MailsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mails: MailsRepository,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  list(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<MailView>> {
    const request = { cursors: this.cursors, scope: [actor.userKey, 'notification mails'], limit, cursor };
    return this.uow.read(actor, () => newestFirst(request, (after) => this.mails.page(after, limit)));
  }
}
