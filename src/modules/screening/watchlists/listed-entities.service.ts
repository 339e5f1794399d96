import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Submission } from '../../../platform/http/idempotency';
import { EntitiesService, type EntityView, type Statement } from '../../entities';
import { type Accepted, type Handling, RecordsService } from '../../records';
import { SCREENING_ERRORS } from '../screening.errors';
import { listedStatements } from './listed-statements.rules';
import { WatchlistContentsRepository } from './watchlist-contents.repository';
import type { ContentView } from './watchlist.types';

interface Said {
  readonly content: ContentView;
  readonly statements: readonly Statement[];
}

const UNKNOWN_ENTRY = { pointer: '/entryId', code: 'UNKNOWN', message: 'no entry of a list you can see' };

/** Takes what a list says into casework: each value a statement whose source is that version of the list. */
@Injectable()
export class ListedEntities {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly contents: WatchlistContentsRepository,
    private readonly entities: EntitiesService,
    private readonly records: RecordsService,
  ) {}

  async create(
    actor: Actor,
    entryId: string,
    handling: Handling,
    submission: Submission,
  ): Promise<Accepted<EntityView>> {
    const said = await this.uow.read(actor, () => this.said(entryId));
    if (!said) throw new DomainError(COMMON.NOT_FOUND);
    const { content, statements } = said;
    const command = { ...handling, schema: content.schema, statements: [...statements] };
    return this.entities.create(actor, command as Parameters<EntitiesService['create']>[1], submission);
  }

  /** To an entity of one's own. What it has of this version already is only seen again. */
  add(actor: Actor, entityId: string, entryId: string): Promise<EntityView> {
    return this.uow.write(actor, async () => {
      await this.records.require(entityId, 'entity');
      const said = await this.said(entryId);
      if (!said) throw new DomainError(SCREENING_ERRORS.NO_SUCH_ENTRY, { fields: [UNKNOWN_ENTRY] });
      const { statements } = said;
      return this.entities.addStatements(actor, entityId, null, { statements });
    });
  }

  private async said(entryId: string): Promise<Said | undefined> {
    const [content] = await this.contents.history(entryId);
    if (!content) return undefined;
    const source = `${content.list_title}, version ${content.since_number}`;
    return { content, statements: listedStatements(content, { source, sourceListVersion: content.since_version }) };
  }
}
