import { Injectable } from '@nestjs/common';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import type { Actor } from '../../platform/context/actor';
import type { Action } from './actions';
import { ActorFactory } from './actor.factory';
import { ActorsRepository } from './actors.repository';
import { tokenHash } from './secrets';

const TOKEN = /^lambi_recon_[\w-]{43}$/;

/** Who acts where the address itself is the credential: its maker, with the rights of this moment, and for one purpose alone. */
@Injectable()
export class LinkActors {
  constructor(
    private readonly actors: ActorsRepository,
    private readonly factory: ActorFactory,
  ) {}

  /** Throws COMMON.NOT_FOUND: an address that is not, or no longer, in force leads nowhere. */
  async of(token: string | undefined, action: Action): Promise<Actor> {
    const row = token && TOKEN.test(token) ? await this.actors.byReconciliationLink(tokenHash(token)) : undefined;
    if (!row) throw new DomainError(COMMON.NOT_FOUND);
    const actor = this.factory.make(row, { kind: 'link', linkId: row.link_id, scopes: [action] });
    if (!actor.actions.has(action)) throw new DomainError(COMMON.NOT_FOUND);
    return actor;
  }
}
