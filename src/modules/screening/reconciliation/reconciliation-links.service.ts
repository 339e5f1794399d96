import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { newestFirst } from '../../../platform/http/keyset-page';
import { newToken, tokenHash } from '../../access';
import { AuditTrail } from '../../audit';
import { SCREENING_ERRORS } from '../screening.errors';
import { SearchedLists } from '../searching/searched-lists.service';
import { ReconciliationLinksRepository } from './reconciliation-links.repository';
import type { LinkScope, LinkView } from './reconciliation.types';

/**
 * OpenRefine can send no header, so the address it is given holds the credential. Invariant: the link can do no more than reconcile, as its
 * maker with the rights of the moment; it ends with the session it was made in, after twelve hours at the latest, or when it is taken back.
 */
@Injectable()
export class ReconciliationLinks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ReconciliationLinksRepository,
    private readonly lists: SearchedLists,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The token is in this answer and nowhere else. */
  create(actor: Actor, hours: number, scope: LinkScope): Promise<{ link: LinkView; token: string }> {
    const { sessionId } = actor;
    if (!sessionId) throw new DomainError(SCREENING_ERRORS.LINK_NEEDS_SIGN_IN);
    const id = newId();
    const token = newToken('lambi_recon');
    const expiresAt = new Date(this.clock.now().getTime() + hours * 3_600_000);
    return this.uow.write(actor, async () => {
      await this.lists.named(scope.listIds);
      const facts = { link: id, expiresAt: expiresAt.toISOString(), lists: scope.listIds, casework: scope.casework };
      this.audit.append({ name: 'reconciliation_link.created', facts });
      const { listIds, casework } = scope;
      await this.repository.insert({
        ...{ id, userKey: actor.userKey, sessionId, hash: tokenHash(token), expiresAt, casework },
        listIds: listIds && [...listIds],
      });
      return { link: (await this.repository.find(id))!, token };
    });
  }

  list(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<LinkView>> {
    const request = { cursors: this.cursors, scope: [actor.userKey, 'reconciliation links'], limit, cursor };
    return this.uow.read(actor, () => newestFirst(request, (after) => this.repository.page(after, limit)));
  }

  revoke(actor: Actor, id: string): Promise<void> {
    return this.uow.write(actor, async () => {
      if (!(await this.repository.revoke(id))) throw new DomainError(COMMON.NOT_FOUND);
      this.audit.append({ name: 'reconciliation_link.revoked', facts: { link: id } });
    });
  }
}
