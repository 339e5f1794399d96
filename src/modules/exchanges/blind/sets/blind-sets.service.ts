import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../../kernel/common.errors';
import { DomainError } from '../../../../kernel/domain-error';
import type { Page } from '../../../../kernel/page';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { Submission } from '../../../../platform/http/idempotency';
import { newestFirst, type PageRequest } from '../../../../platform/http/keyset-page';
import { AuditTrail } from '../../../audit';
import { type Accepted, Submissions } from '../../../records';
import { BLIND } from '../blind.errors';
import type { PublishBlindSetDto } from '../dto/blind-set.dto';
import { BlindIndex } from './blind-index.repository';
import { BlindSetSource } from './blind-set-source.service';
import { BlindSetTerms } from './blind-set-terms.service';
import type { SetView } from './blind-set.types';
import { BlindSetsRepository } from './blind-sets.repository';

/** Publishing for blind matching, and taking it back. */
@Injectable()
export class BlindSetsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly source: BlindSetSource,
    private readonly terms: BlindSetTerms,
    private readonly sets: BlindSetsRepository,
    private readonly index: BlindIndex,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws what the source and the terms throw, and NOTHING_TO_PUBLISH. */
  publish(actor: Actor, command: PublishBlindSetDto, submission: Submission): Promise<Accepted<SetView>> {
    return this.submissions.once(
      actor,
      { ...submission, bulk: true },
      async ({ resourceId, receiptId }) => {
        const gathered = await this.source.gather(actor, command);
        const { entries, leftOut, source } = gathered;
        if (entries.length === 0)
          throw new DomainError(BLIND.NOTHING_TO_PUBLISH, {
            reasons: leftOut.map(({ code, count }) => ({ code, detail: `${count} left out` })),
          });
        const terms = await this.terms.settle(actor, command, gathered);
        const { name, rule } = command;
        const kinds = [...new Set(entries.map(({ item }) => item.kind))].sort();
        const facts = { set: resourceId, rule, kinds, identifiers: entries.length, source };
        const leaf = this.audit.append({ name: 'blind_set.published', facts }, receiptId);
        const key = await this.sets.insert(
          {
            ...{ id: resourceId, ownerId: actor.organisationKey, publishedBy: actor.userKey, keyId: this.index.keyId },
            ...{ name, rule, kinds, source, leftOut, identifiers: entries.length },
            ...terms,
          },
          gathered.recordKeys,
        );
        await this.index.insert(key, entries);
        return { view: await this.require(resourceId), leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  read(actor: Actor, id: string): Promise<SetView> {
    return this.uow.read(actor, () => this.require(id));
  }

  list(actor: Actor, request: PageRequest): Promise<Page<SetView>> {
    return this.uow.read(actor, () => newestFirst(request, (after) => this.sets.page(after, request.limit)));
  }

  /** No query that begins after this is answered from the set. Said again, it changes nothing. */
  withdraw(actor: Actor, id: string, because: string): Promise<SetView> {
    return this.uow.write(actor, async () => {
      await this.require(id);
      this.audit.append({ name: 'blind_set.withdrawn', facts: { set: id } });
      await this.sets.withdraw(id, actor.userKey, because);
      return this.require(id);
    });
  }

  private async require(id: string): Promise<SetView> {
    const set = await this.sets.find(id);
    if (!set) throw new DomainError(COMMON.NOT_FOUND);
    return set;
  }
}
