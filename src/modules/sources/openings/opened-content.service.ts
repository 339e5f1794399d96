import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { Envelope } from '../envelope.service';
import type { SourceContent } from '../source.types';
import { SOURCE } from '../sources.errors';
import { placeOf, SourcesService } from '../sources.service';
import { mayOpen } from './opening.rules';
import { OpeningLists } from './opening-lists.service';
import { OpeningUse } from './opening-use.service';
import { OpeningsService } from './openings.service';

export interface OpenedVersion {
  readonly version: number;
  readonly writtenAt: Date;
  readonly content: SourceContent;
}

/**
 * The one place where what is written down of a source is decrypted. It uses the opening up in the same transaction: if that, its leaf of
 * the log or the telling of handler and custodians fails, nothing is shown.
 */
@Injectable()
export class OpenedContent {
  private readonly logger = new Logger('sources');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly openings: OpeningsService,
    private readonly lists: OpeningLists,
    private readonly sources: SourcesService,
    private readonly envelope: Envelope,
    private readonly audit: AuditTrail,
    private readonly used: OpeningUse,
  ) {}

  async open(actor: Actor, id: string): Promise<OpenedVersion[]> {
    try {
      return await this.uow.write(actor, () => this.decrypt(actor, id));
    } catch (error) {
      if (error instanceof DomainError && error.definition === SOURCE.UNREADABLE) await this.report(actor, id);
      throw error;
    }
  }

  /** Whether it would be shown: uses nothing up, decrypts nothing, tells nobody. Throws as `open` does. */
  couldOpen(actor: Actor, id: string): Promise<void> {
    return this.uow.read(actor, async () => {
      const opening = await this.openings.require(id);
      enforce(mayOpen(opening, actor.userKey, this.lists.now()), SOURCE.NOT_OPEN);
    });
  }

  private async decrypt(actor: Actor, id: string): Promise<OpenedVersion[]> {
    const opening = await this.openings.require(id);
    enforce(mayOpen(opening, actor.userKey, this.lists.now()), SOURCE.NOT_OPEN);
    const { source } = await this.sources.require(opening.sourceId);
    this.audit.append({ name: 'source.opened', facts: { opening: id, reason: opening.reason } });
    const stored = await this.used.contents(actor, source, id);
    const [dataKey, place] = [this.sources.dataKey(source), placeOf(source)];
    return stored.map(({ version, sealed, createdAt }) => ({
      version,
      writtenAt: createdAt,
      content: this.envelope.open<SourceContent>(dataKey, place, 'content', version, sealed),
    }));
  }

  /** The transaction is gone and the opening not used up; that somebody tampered must not go with it. */
  private async report(actor: Actor, id: string): Promise<void> {
    this.logger.error({ opening: id }, 'what is stored of a source does not fit its place');
    await this.uow.write(actor, () => {
      this.audit.append({ name: 'source.unreadable', facts: { opening: id } });
      return Promise.resolve();
    });
  }
}
