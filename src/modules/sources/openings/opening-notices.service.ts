import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { type NoticeKind, Notices } from '../../records';
import type { StoredSource } from '../source.types';

/** Handler and custodians hear of every opening, asked for and made: ids alone, and nobody else. */
@Injectable()
export class OpeningNotices {
  constructor(private readonly notices: Notices) {}

  wanted(actor: Actor, source: StoredSource, openingId: string): Promise<void> {
    return this.tell('source.opening_wanted', actor, source, openingId);
  }

  opened(actor: Actor, source: StoredSource, openingId: string): Promise<void> {
    return this.tell('source.opened', actor, source, openingId);
  }

  private async tell(kind: NoticeKind, actor: Actor, source: StoredSource, id: string): Promise<void> {
    for (const userKey of [source.handlerKey, ...source.custodianKeys].filter((key) => key !== actor.userKey)) {
      await this.notices.give({ kind, to: { userKey }, recordId: null, about: { type: 'source_opening', id } });
    }
  }
}
