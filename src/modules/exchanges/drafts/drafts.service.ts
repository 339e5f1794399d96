import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { versionFrom } from '../../../platform/http/etag';
import type { Written } from '../../audit';
import { RecordsService, type SpineRecord } from '../../records';
import type { EditDraftDto } from './dto/draft.dto';
import { type ExchangeView, ExchangeViews } from '../exchange-views.query';
import { EXCHANGE } from '../exchanges.errors';
import { ExchangesRepository } from '../exchanges.repository';
import type { Message } from '../sending/message.types';
import { draftFaults } from './draft.rules';
import type { Stage, SubmissionView } from './draft.types';
import { type DraftView, DraftsRepository } from './drafts.repository';
import { Keeping } from './keeping.service';
import { stageOf } from './stage.rules';

/** A draft of the acting organisation, at the version the caller has read. */
export interface OpenDraft {
  readonly record: SpineRecord;
  /** For what leaves the version as it is. */
  readonly written: Written;
  readonly draft: DraftView;
  readonly stage: Stage;
  /** What waits, or waited last. */
  readonly submission: SubmissionView | undefined;
}

/** Editing what is not sent yet. One method is one unit of work. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: ExchangesRepository,
    private readonly drafts: DraftsRepository,
    private readonly keeping: Keeping,
    private readonly views: ExchangeViews,
  ) {}

  /** Throws the 404 of what is not visible, NOT_THE_OWNER, SENT_BEFORE, DRAFT_NOT_LIKE_THIS. */
  edit(actor: Actor, id: string, ifMatch: string | undefined, command: EditDraftDto): Promise<ExchangeView> {
    return this.uow.write(actor, async () => {
      const { draft } = await this.open(actor, id, ifMatch);
      const fields = draftFaults(draft.content.type, command);
      if (fields.length > 0) throw new DomainError(EXCHANGE.DRAFT_NOT_LIKE_THIS, { fields });
      const begin = () => this.records.beginChange(actor, id, 'exchange', ifMatch);
      const { record } = await this.keeping.keep(actor, edited(draft.content, command), begin);
      return this.views.one(actor, record);
    });
  }

  /** Inside the caller's unit of work: 404, 403, what was sent before, 428 and 412, in this order. What moves a draft on is taken in turn. */
  async open(actor: Actor, id: string, ifMatch: string | undefined): Promise<OpenDraft> {
    const { record, written } = await this.records.beginSharing(actor, id, 'exchange');
    const [sent, drafts] = await Promise.all([this.repository.heads([record.key]), this.drafts.find([record.key])]);
    if (sent.size > 0) throw new DomainError(EXCHANGE.SENT_BEFORE);
    if (versionFrom(ifMatch) !== record.version) throw new DomainError(COMMON.VERSION_MISMATCH);
    const draft = drafts.get(record.key)!;
    const { submissions } = draft;
    const stage = stageOf({ sent: false, version: record.version, submissions });
    return { record, written, draft, stage, submission: submissions.at(-1) };
  }
}

function edited(content: Message, command: EditDraftDto): Message {
  const { followsUp, ...fields } = command;
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { ...content, ...said, ...(followsUp !== undefined && { followsUpId: followsUp }) };
}
