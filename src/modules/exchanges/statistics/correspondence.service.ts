import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { ExchangeSummary } from '../exchange-views.query';
import { EXCHANGE } from '../exchanges.errors';
import { ExchangesService } from '../exchanges.service';
import { correspondenceCsv } from './correspondence.rules';
import type { Letter } from './correspondence.types';

const PAGE = 200;
const MOST_PAGES = 25;

export interface LetterFilter {
  readonly sentFrom?: string;
  readonly sentBefore?: string;
}

/** Who was asked what, when it was due, how often reminded, and what came back: the annex of letters and replies (S/2006/997, para 10(c)). */
@Injectable()
export class Correspondence {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly exchanges: ExchangesService,
  ) {}

  /** @param limit requests, each of which is as many letters as it has addressees */
  async page(actor: Actor, filter: LetterFilter, limit: number, cursor: string | undefined): Promise<Page<Letter>> {
    const page = await this.exchanges.list(actor, { ...filter, box: 'sent', type: 'REQUEST' }, limit, cursor);
    return { items: page.items.flatMap(lettersOf), nextCursor: page.nextCursor };
  }

  /** All of them. Throws TOO_MANY beyond 5,000 requests. */
  csv(actor: Actor, filter: LetterFilter): Promise<string> {
    return this.uow.read(actor, async () => {
      const letters: Letter[] = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < MOST_PAGES; pages += 1) {
        const page: Page<Letter> = await this.page(actor, filter, PAGE, cursor);
        letters.push(...page.items);
        if (page.nextCursor === null) return correspondenceCsv(letters);
        cursor = page.nextCursor;
      }
      throw new DomainError(EXCHANGE.TOO_MANY);
    });
  }
}

const lettersOf = ({ record, head, progress }: ExchangeSummary): Letter[] =>
  progress.map((each) => ({
    ...{ exchangeId: record.id, reference: record.reference, subject: head.subject },
    addressee: head.recipients.find(({ key }) => key === each.audienceKey)!.code,
    organisation: head.events.find(({ ownerId }) => ownerId === each.ownerId)?.organisation ?? null,
    ...{ asks: head.asks ?? [], followsUp: head.followsUp, dueOn: head.dueOn, reminders: each.reminders },
    sentAt: (head.sentAt ?? record.createdAt).toISOString(),
    status: each.status,
    acknowledgedAt: each.acknowledgedAt?.toISOString() ?? null,
    answeredAt: each.answeredAt?.toISOString() ?? null,
  }));
