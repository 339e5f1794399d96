import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import type { Actor } from '../../platform/context/actor';
import { type HeldBackField, RecordsService, type SpineRecord } from '../records';
import { progressSeenBy } from './exchange.rules';
import type { Extent, Progress } from './exchange.types';
import { type ExchangeContent, type ExchangeHead, ExchangesRepository } from './exchanges.repository';

export interface ExchangeSummary {
  readonly record: SpineRecord;
  readonly head: ExchangeHead;
  readonly progress: readonly Progress[];
}

export interface ReplyView {
  readonly record: SpineRecord;
  readonly extent: Extent | null;
  readonly body: string;
  readonly particulars: string | null;
  readonly withheld: readonly HeldBackField[];
  readonly enclosures: readonly SpineRecord[];
}

export interface ExchangeView extends ExchangeSummary {
  readonly content: ExchangeContent;
  readonly enclosures: readonly SpineRecord[];
  readonly replies: readonly ReplyView[];
}

/** Puts exchanges together as one reader may see them. Replies and enclosures are records: they come through RecordsService, which notes each as shown. */
@Injectable()
export class ExchangeViews {
  constructor(
    private readonly records: RecordsService,
    private readonly repository: ExchangesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async summaries(actor: Actor, records: readonly SpineRecord[]): Promise<ExchangeSummary[]> {
    const heads = await this.repository.heads(records.map(({ key }) => key));
    return records.map((record) => this.summary(actor, record, heads.get(record.key)!));
  }

  async one(actor: Actor, record: SpineRecord): Promise<ExchangeView> {
    const [head, contents] = await Promise.all([
      this.repository.head(record.key),
      this.repository.contents([record.key]),
    ]);
    const content = contents.get(record.key)!;
    const answers = await this.repository.contents(content.replyKeys);
    const enclosedKeys = [content, ...answers.values()].flatMap((each) => each.enclosedKeys);
    const seen = await this.records.findByKeys([...new Set([...content.replyKeys, ...enclosedKeys])]);
    const visible = (keys: readonly number[]): SpineRecord[] => seen.filter(({ key }) => keys.includes(key));
    return {
      ...this.summary(actor, record, head),
      content,
      enclosures: visible(content.enclosedKeys),
      replies: visible(content.replyKeys).flatMap((reply) => {
        const answer = answers.get(reply.key);
        return answer ? [{ ...answer, record: reply, enclosures: visible(answer.enclosedKeys) }] : [];
      }),
    };
  }

  private summary(actor: Actor, record: SpineRecord, head: ExchangeHead): ExchangeSummary {
    return { record, head, progress: progressSeenBy(actor.organisationKey, head, this.clock.now()) };
  }
}
