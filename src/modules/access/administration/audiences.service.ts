import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { isUuid } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { AudienceResponse, type ListAudiencesQuery } from '../dto/audience.dto';
import { KeysetPages } from '../keyset-pages';
import type { Audience } from './administration.types';
import { AudiencesRepository } from './audiences.repository';

/** Whom something can be released to. */
@Injectable()
export class AudiencesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audiences: AudiencesRepository,
    private readonly pages: KeysetPages,
  ) {}

  async list(actor: Actor, query: ListAudiencesQuery): Promise<Page<AudienceResponse>> {
    const scope = `${actor.organisationKey}|audiences|${query.kind ?? ''}`;
    const start = this.pages.start(scope, query);
    const rows = await this.uow.read(actor, () => this.audiences.page(start, query.kind ?? null));
    return this.pages.finish(scope, start, rows, AudienceResponse.from);
  }

  /**
   * The audiences with these ids, each once, in the order asked, inside the caller's unit of work. Throws REQUEST.INVALID naming each unknown one by
   * its place under `pointer` (a JSON pointer to the list).
   */
  async resolve(ids: readonly string[], pointer = '/audienceIds'): Promise<Audience[]> {
    const rows = await this.audiences.byIds(ids.filter(isUuid));
    const byId = new Map(rows.map((row) => [row.id, row]));
    const found = ids.map((id) => byId.get(id.toLowerCase()));
    const fields = found.flatMap((audience, index) =>
      audience ? [] : [{ pointer: `${pointer}/${index}`, code: 'UNKNOWN_AUDIENCE', message: 'No such audience' }],
    );
    if (fields.length > 0) throw new DomainError(REQUEST_ERRORS.INVALID, { fields });
    return [...new Set(found as Audience[])];
  }

  /** Inside the caller's unit of work. */
  byKeys(keys: readonly number[]): Promise<Audience[]> {
    return this.audiences.byKeys(keys);
  }
}
