import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { Colleagues } from '../colleagues.repository';
import { Notices } from '../notices.service';
import type { SpineRecord } from '../record.types';

/**
 * A mention tells a colleague who may see the record, and nobody else. An id of another organisation's user, of nobody, of a colleague
 * who may not see it: each is accepted, kept and shown back as it was given, so that the answer tells nothing of who exists.
 */
@Injectable()
export class Mentions {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly notices: Notices,
  ) {}

  async tell(actor: Actor, record: SpineRecord, commentId: string, userIds: readonly string[]): Promise<void> {
    const told = await this.colleagues.whoMay('comment.read', record, userIds);
    for (const { key } of told.filter(({ key: one }) => one !== actor.userKey)) {
      await this.notices.give({
        kind: 'comment.mentioned',
        to: { userKey: key },
        recordId: record.id,
        about: { type: 'comment', id: commentId },
      });
    }
  }
}
