import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import type { Actor } from '../../platform/context/actor';
import { AudiencesService } from '../access';
import { type Departure, Departures, RecordsService, type SpineRecord } from '../records';
import type { Stage } from './drafts/draft.types';
import { type DraftView, DraftsRepository } from './drafts/drafts.repository';
import { stageOf } from './drafts/stage.rules';
import { progressSeenBy } from './exchange.rules';
import type { Progress } from './exchange.types';
import { type ExchangeContent, type ExchangeHead, ExchangesRepository } from './exchanges.repository';

export interface ExchangeSummary {
  readonly record: SpineRecord;
  readonly head: ExchangeHead;
  readonly progress: readonly Progress[];
  readonly stage: Stage;
}

/** One set of words in a thread, each a record of its own. */
export interface WordsView {
  readonly record: SpineRecord;
  readonly head: ExchangeHead;
  readonly content: ExchangeContent;
  readonly enclosures: readonly SpineRecord[];
}

export interface ReplyView extends WordsView {
  readonly withdrawn: readonly Departure[];
  readonly corrections: readonly WordsView[];
}

export interface ExchangeView extends ExchangeSummary {
  readonly content: Omit<ExchangeContent, 'recordKey' | 'enclosedKeys' | 'referencedKeys'>;
  readonly enclosures: readonly SpineRecord[];
  readonly references: readonly SpineRecord[];
  readonly followUps: readonly SpineRecord[];
  readonly corrections: readonly WordsView[];
  readonly replies: readonly ReplyView[];
  /** Places of what the reader had seen here and sees no longer. */
  readonly withdrawn: readonly Departure[];
  /** How it came to be sent: to its own organisation, if it was ever a draft. */
  readonly draft: DraftView | undefined;
}

/** Puts exchanges together as one reader may see them. Replies and enclosures are records: they come through RecordsService, which notes each as shown. */
@Injectable()
export class ExchangeViews {
  constructor(
    private readonly records: RecordsService,
    private readonly repository: ExchangesRepository,
    private readonly drafts: DraftsRepository,
    private readonly audiences: AudiencesService,
    private readonly departures: Departures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async summaries(actor: Actor, records: readonly SpineRecord[]): Promise<ExchangeSummary[]> {
    const keys = records.map(({ key }) => key);
    const heads = await this.repository.heads(keys);
    const drafts = await this.drafts.find(keys.filter((key) => !heads.has(key)));
    const views: ExchangeSummary[] = [];
    for (const record of records)
      views.push(await this.summary(actor, record, heads.get(record.key), drafts.get(record.key)));
    return views;
  }

  async one(actor: Actor, record: SpineRecord): Promise<ExchangeView> {
    const [heads, contents, drafts] = await Promise.all([
      this.repository.heads([record.key]),
      this.repository.contents([record.key]),
      this.drafts.find([record.key]),
    ]);
    const draft = drafts.get(record.key);
    const summary = await this.summary(actor, record, heads.get(record.key), draft);
    const content = contents.get(record.key);
    return content ? this.sent(actor, summary, content, draft) : this.unsent(summary, draft!);
  }

  private async sent(
    actor: Actor,
    summary: ExchangeSummary,
    content: ExchangeContent,
    draft: DraftView | undefined,
  ): Promise<ExchangeView> {
    const answers = await this.repository.contents([...content.replyKeys, ...content.correctionKeys]);
    const later = await this.repository.contents([...answers.values()].flatMap((each) => each.correctionKeys));
    const words = new Map([[content.recordKey, content], ...answers, ...later]);
    const heads = await this.repository.heads([...words.keys()]);
    const mentioned = [...words.values()].flatMap((each) => each.enclosedKeys);
    const more = [...content.referencedKeys, ...content.followUpKeys];
    const seen = await this.records.findByKeys([...new Set([...words.keys(), ...mentioned, ...more])], actor);
    const answered = summary.head.events.flatMap(({ replyKey }) => replyKey ?? []);
    const places = [...new Set([...mentioned, ...more, ...answered])];
    const shown = new Set(seen.map(({ key }) => key));
    const gone = await this.departures.of(
      actor,
      places.filter((key) => !shown.has(key)),
    );
    const goneFrom = (keys: readonly number[]): Departure[] => keys.flatMap((key) => gone.get(key) ?? []);
    const visible = (keys: readonly number[]): SpineRecord[] => seen.filter(({ key }) => keys.includes(key));
    const wordsOf = (keys: readonly number[]): WordsView[] =>
      visible(keys).flatMap((record) => {
        const [head, said] = [heads.get(record.key), words.get(record.key)];
        return head && said ? [{ record, head, content: said, enclosures: visible(said.enclosedKeys) }] : [];
      });
    return {
      ...{ ...summary, content, draft },
      enclosures: visible(content.enclosedKeys),
      references: visible(content.referencedKeys),
      followUps: visible(content.followUpKeys),
      corrections: wordsOf(content.correctionKeys),
      withdrawn: goneFrom([...new Set([...content.enclosedKeys, ...more, ...answered])]),
      replies: wordsOf(content.replyKeys).map((reply) => ({
        ...reply,
        corrections: wordsOf(reply.content.correctionKeys),
        withdrawn: goneFrom(reply.content.enclosedKeys),
      })),
    };
  }

  private async unsent(summary: ExchangeSummary, draft: DraftView): Promise<ExchangeView> {
    const { content } = draft;
    const [enclosures, references] = await Promise.all([
      this.records.findByIds(content.enclosedRecordIds),
      this.records.findByIds(content.referencedRecordIds),
    ]);
    const unsaid = { particulars: content.particulars ?? null, withheld: [] };
    const nothing = { replyKeys: [], correctionKeys: [], followUpKeys: [] };
    const none = { withdrawn: [], followUps: [], corrections: [], replies: [] };
    return { ...summary, content: { ...content, ...unsaid, ...nothing }, enclosures, references, draft, ...none };
  }

  private async summary(
    actor: Actor,
    record: SpineRecord,
    head: ExchangeHead | undefined,
    draft: DraftView | undefined,
  ): Promise<ExchangeSummary> {
    if (head)
      return { record, head, progress: progressSeenBy(actor.organisationKey, head, this.clock.now()), stage: 'SENT' };
    // Nobody else finds a draft, whatever was released by mistake.
    if (!draft) throw new DomainError(COMMON.NOT_FOUND);
    const stage = stageOf({ sent: false, version: record.version, submissions: draft.submissions });
    return { record, head: await this.headOf(record, draft), progress: [], stage };
  }

  private async headOf(record: SpineRecord, { content }: DraftView): Promise<ExchangeHead> {
    const { type, subject, urgency, dueOn, extent, asks, routing, followsUpId, aboutId } = content;
    return {
      ...{ type, subject, urgency, dueOn, extent, asks, ownerId: record.ownerId, followsUp: followsUpId },
      inReplyTo: type === 'REPLY' ? aboutId : null,
      corrects: type === 'CORRECTION' ? aboutId : null,
      ...{ routingClass: routing?.routingClass ?? null, routingReason: routing?.reason ?? null, sentAt: null },
      recipients: await this.audiences.resolve(content.recipientAudienceIds, '/recipientAudienceIds'),
      ...{ audienceKeys: [], takenBackFrom: [], events: [] },
    };
  }
}
