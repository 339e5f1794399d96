import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Page } from '../../../kernel/page';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { versionFrom } from '../../../platform/http/etag';
import type { Submission } from '../../../platform/http/idempotency';
import { keysetPage } from '../../../platform/http/keyset-page';
import { AuditTrail } from '../../audit';
import type { SpineRecord } from '../record.types';
import { RecordsService } from '../records.service';
import { type Accepted, Submissions } from '../submissions.service';
import { isAuthor, isOurs, newlyMentioned, stands } from './comment.rules';
import type { Comment, CommentAudience, CommentVersion } from './comment.types';
import { COMMENT } from './comments.errors';
import { CommentsRepository } from './comments.repository';
import { Mentions } from './mentions.service';

export interface CommentWords {
  readonly text: string;
  readonly mentions?: readonly string[];
}

/** What people say of a record they can see. It is no part of the record: it changes no version, and goes nowhere with a release. */
@Injectable()
export class CommentsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly repository: CommentsRepository,
    private readonly mentions: Mentions,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  add(
    actor: Actor,
    recordId: string,
    words: CommentWords & { readonly audience?: CommentAudience },
    submission: Submission,
  ): Promise<Accepted<Comment>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId: id, receiptId }) => {
        const record = await this.records.requireReadable(actor, recordId);
        const { text } = words;
        const audience = words.audience ?? 'OWN';
        const mentions = named(words);
        const facts = { comment: id, record: record.id, audience, mentions: mentions.length };
        const leaf = this.audit.append({ name: 'comment.added', facts }, receiptId);
        const { organisationKey: ownerId, userKey: createdBy } = actor;
        await this.repository.insert({ id, recordKey: record.key, ownerId, audience, createdBy }, { text, mentions });
        await this.mentions.tell(actor, record, id, mentions);
        return { view: (await this.repository.find(id))!, leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  list(actor: Actor, recordId: string, limit: number, cursor: string | undefined): Promise<Page<Comment>> {
    return this.uow.read(actor, async () => {
      const { key } = await this.records.requireReadable(actor, recordId);
      const scope = [actor.organisationKey, 'comments', key];
      return keysetPage(
        { cursors: this.cursors, scope, limit, cursor },
        (after) => this.repository.ofRecord(key, after, limit + 1),
        ({ created_us: at, id }) => ({ at, id }),
      );
    });
  }

  read(actor: Actor, id: string): Promise<Comment> {
    return this.uow.read(actor, async () => (await this.require(actor, id)).comment);
  }

  versions(actor: Actor, id: string): Promise<CommentVersion[]> {
    return this.uow.read(actor, async () => {
      const { comment } = await this.require(actor, id);
      return comment.withdrawnAt ? [] : this.repository.versions(id);
    });
  }

  edit(actor: Actor, id: string, ifMatch: string | undefined, words: CommentWords): Promise<Comment> {
    return this.uow.write(actor, async () => {
      const { comment, record } = await this.require(actor, id);
      enforce(isAuthor(actor, comment), COMMENT.NOT_THE_AUTHOR);
      const expected = versionFrom(ifMatch);
      enforce(stands(comment), COMMENT.WITHDRAWN);
      const mentions = words.mentions ? named(words) : [...comment.mentions];
      const edited = { text: words.text, mentions, createdBy: actor.userKey };
      if (expected !== comment.version || !(await this.repository.edit(comment, edited)))
        throw new DomainError(COMMON.VERSION_MISMATCH);
      const facts = { comment: id, record: record.id, version: comment.version + 1 };
      this.audit.append({ name: 'comment.edited', facts });
      await this.mentions.tell(actor, record, id, newlyMentioned(comment.mentions, mentions));
      return (await this.repository.find(id))!;
    });
  }

  withdraw(actor: Actor, id: string): Promise<Comment> {
    return this.uow.write(actor, async () => {
      const { comment, record } = await this.require(actor, id);
      enforce(isOurs(actor, comment), COMMENT.NOT_THE_AUTHOR);
      enforce(stands(comment), COMMENT.WITHDRAWN);
      if (!(await this.repository.withdraw(id, actor.userKey))) throw new DomainError(COMMENT.WITHDRAWN);
      this.audit.append({ name: 'comment.withdrawn', facts: { comment: id, record: record.id } });
      return (await this.repository.find(id))!;
    });
  }

  /** Through the one loader of records, so that the log has it as read and a role that may not read its kind finds nothing. */
  private async require(actor: Actor, id: string): Promise<{ comment: Comment; record: SpineRecord }> {
    const comment = await this.repository.find(id);
    if (!comment) throw new DomainError(COMMON.NOT_FOUND);
    return { comment, record: await this.records.requireReadable(actor, comment.recordId) };
  }
}

const named = ({ mentions }: CommentWords): string[] => [...new Set((mentions ?? []).map((id) => id.toLowerCase()))];
